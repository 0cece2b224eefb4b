import { describe, expect, it } from '@jest/globals';
import { Here, There, Third } from '../spec/lands.js';
import type { Country } from '../words/country.js';
import { inForceOn, towards, type Instrument } from '../words/instrument.js';
import type { CheckedSignature } from './decide/decisions.js';
import { instrumentsAt, withDisputed } from './questions/standing.js';
import { emptyInstrumentRegister, type InstrumentRegister } from './state.js';
import { brought, builtIn, decided, notice, signature, text, textOf, type Paper } from './spec/told.js';

const now = '2018-03-01T04:00:00.000Z';
const at = (day: number, time = '00:00:00.000'): string => `2018-03-${String(day).padStart(2, '0')}T${time}Z`;
const both = [Here, There];
const old = '2009';
const amended: readonly Paper[] = [
  text('2018'),
  signature('2018', Here),
  signature('2018', There),
  notice('2018', 'in_force', at(5, '07:00:00.000'), both, old),
];

const standing = (register: InstrumentRegister, version: string, instant: string): Instrument | undefined =>
  instrumentsAt([builtIn], register, instant).find((each) => each.version === version);
const statuses = (register: InstrumentRegister, instant: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    instrumentsAt([builtIn], register, instant).map(({ version, status }) => [version, status]),
  );
const codeFor = (paper: Paper, before: readonly Paper[] = []): string | undefined => {
  const register = brought(before, now);
  const { events, refusal } = decided(paper, register, now);
  expect(events.length === 0).toBe(refusal !== undefined);
  return refusal?.code;
};

describe('an instrument', () => {
  it('is the register that is built in, where nothing was told beside it', () => {
    expect(instrumentsAt([builtIn], emptyInstrumentRegister, now)).toEqual([builtIn]);
  });

  it('is proposed, signed by each party, and takes the place of another at the one instant that all state', () => {
    expect(statuses(brought(amended.slice(0, 1), now), now)).toEqual({ '2009': 'in_force', '2018': 'draft' });
    const one = standing(brought(amended.slice(0, 2), now), '2018', now);
    expect(one).toMatchObject({ status: 'in_process', signing: { signed: [Here], missing: [There] } });
    const register = brought(amended, now);
    expect(statuses(register, at(5, '06:59:59.999'))).toEqual({ '2009': 'in_force', '2018': 'in_process' });
    expect(statuses(register, at(5, '07:00:00.000'))).toEqual({ '2009': 'superseded', '2018': 'in_force' });
    for (const { version, status } of instrumentsAt([builtIn], register, at(6)))
      expect(inForceOn({ ...builtIn, ...standing(register, version, at(6))! }, '2018-03-06')).toBe(
        status === 'in_force',
      );
  });

  it('goes on by the offices of its channels where another text takes its place, for no text that is signed names any', () => {
    const channels = [{ name: 'Liaison offices', relays: { [Here]: 'border' }, source: '3.2' }];
    const relayed: Instrument = { ...builtIn, channels };
    const texts = instrumentsAt([relayed], brought(amended, now), at(6));
    expect(texts.map(({ version, channels }) => [version, channels])).toEqual([
      ['2009', channels],
      ['2018', channels],
    ]);
  });

  it('is suspended by one party, resumed by all, and ended by all', () => {
    const register = brought(
      [
        notice(old, 'suspended', at(3), [There]),
        notice(old, 'resumed', at(7), both),
        notice(old, 'ended', at(9), both),
      ],
      now,
    );
    expect([2, 3, 6, 7, 8, 9].map((day) => standing(register, old, at(day))?.status)).toEqual([
      ...['in_force', 'suspended', 'suspended', 'in_force', 'in_force', 'ended'],
    ]);
    expect(standing(register, old, at(4))?.changes?.map(({ became, by }) => [became, by])).toEqual([
      ['suspended', [There]],
      ['resumed', both.toSorted()],
      ['ended', both.toSorted()],
    ]);
  });

  it('ends for nobody by another version that one of its parties did not sign', () => {
    const parties = [Here, Third];
    const signatures = parties.map((party) => ({
      party,
      key: `${party}-1`,
      signedAt: '2018-01-01T00:00:00.000Z',
      jws: 'header..signature',
    }));
    const hash = 'b'.repeat(64);
    const register: InstrumentRegister = {
      ...emptyInstrumentRegister,
      proposed: [{ text: { ...textOf('2018'), parties }, hash, exchange: 'between', signatures }],
      changes: [
        {
          change: 'in_force',
          code: builtIn.code,
          version: '2018',
          hash,
          at: at(5),
          replaces: old,
          signatures,
        },
      ],
    };
    expect(statuses(register, at(6))).toEqual({ '2009': 'in_force', '2018': 'in_process' });
  });

  it('says with whom its text is in dispute, and counts as suspended towards those and nobody else', () => {
    const many: Instrument = { ...builtIn, kind: 'multilateral', parties: [Here, There, Third] };
    const disputed = withDisputed([many], [{ code: many.code, with: There }]);
    const statusTowards = (other: Country) => towards(disputed, other, '2018-03-01')[0]?.status;
    expect([statusTowards(There), statusTowards(Third)]).toEqual(['suspended', 'in_force']);
    expect(withDisputed([many], [{ code: 'another', with: There }])).toEqual([many]);
  });
});

const withClause = (changes: object): Paper => {
  const { clauses, ...head } = textOf('2018');
  return { paper: 'text', text: { ...head, clauses: clauses.map((clause) => ({ ...clause, ...changes })) } };
};
const bad = (fault: Exclude<CheckedSignature['fault'], undefined>): Paper => ({
  paper: 'signature',
  version: '2018',
  by: { fault },
});
const proposed = amended.slice(0, 1);

const refusals: readonly (readonly [string, string, Paper, (readonly Paper[])?])[] = [
  ['a clause of no kind of message', 'unknown_reference', withClause({ kind: 'EverythingSent' })],
  ['a clause for no party', 'unknown_reference', withClause({ to: [Third] })],
  ['a clause that leaves out what its message needs', 'unknown_reference', withClause({ carries: ['risk'] })],
  ['a text said twice', 'already_exists', text('2018'), proposed],
  [
    'two texts under one version',
    'already_exists',
    { paper: 'text', text: textOf('2018', 'Other') },
    proposed,
  ],
  ['another text under a version that is built in', 'already_exists', text(old)],
  ['a signature before the text', 'unknown_reference', signature('2018', Here)],
  ['a signature by no party', 'bad_signature', signature('2018', Third), proposed],
  ['a signature over another text', 'bad_signature', bad('other_text'), proposed],
  ['a signature by a key that nobody listed', 'bad_signature', bad('unknown_key'), proposed],
  ['a signature by a key that was revoked before', 'bad_signature', bad('revoked'), proposed],
  ['a signature said twice', 'already_exists', signature('2018', Here), amended.slice(0, 2)],
  ['an instant in the past', 'impossible_date', notice(old, 'suspended', '2018-02-28T00:00:00.000Z', [Here])],
  [
    'an instant less than a minute ahead',
    'impossible_date',
    notice(old, 'suspended', '2018-03-01T04:00:59.000Z', [Here]),
  ],
  ['in force without all signatures', 'signature_missing', amended[3]!, amended.slice(0, 2)],
  [
    'in force that one party states',
    'signature_missing',
    notice('2018', 'in_force', at(5), [Here], old),
    amended.slice(0, 3),
  ],
  [
    'in force beside another version',
    'wrong_state',
    notice('2018', 'in_force', at(5), both),
    amended.slice(0, 3),
  ],
  ['an end that one party states', 'signature_missing', notice(old, 'ended', at(5), [There])],
  [
    'a suspension said twice',
    'wrong_state',
    notice(old, 'suspended', at(5), [Here]),
    [notice(old, 'suspended', at(5), [There])],
  ],
  ['resumed, where nothing was suspended', 'wrong_state', notice(old, 'resumed', at(5), both)],
  [
    'resumed by one party',
    'signature_missing',
    notice(old, 'resumed', at(5), [There]),
    [notice(old, 'suspended', at(3), [There])],
  ],
  [
    'resumed at an instant before the suspension',
    'wrong_state',
    notice(old, 'resumed', at(2), both),
    [notice(old, 'suspended', at(3), [There])],
  ],
  [
    'a suspension after the end',
    'wrong_state',
    notice(old, 'suspended', at(6), [Here]),
    [notice(old, 'ended', at(5), both)],
  ],
  ['resumed after another took its place', 'wrong_state', notice(old, 'resumed', at(6), both), amended],
  ['a notice about no text', 'unknown_reference', notice('2031', 'suspended', at(5), [Here])],
];

describe('what is refused, and changes nothing', () => {
  for (const [what, code, paper, before] of refusals)
    it(what, () => {
      expect(codeFor(paper, before)).toBe(code);
    });

  it('a paper that somebody brings whose office is not charged with it', () => {
    const { events, refusal } = decided(text('2018'), emptyInstrumentRegister, now, 'powerless');
    expect([events, refusal?.code]).toEqual([[], 'no_mandate']);
  });
});
