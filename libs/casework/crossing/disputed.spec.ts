import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { identityKnown, openToThere, sampleName, samplePlace } from '../spec/histories.js';
import { Here, There, Third } from '../spec/lands.js';
import { inbound, notice, overThere } from '../spec/crossing.js';
import { id, sampleActor, sampleContext, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import type { Country } from '../words/country.js';
import { countingAt, type Instrument } from '../words/instrument.js';
import { sharesInstrument } from '../words/sharing.js';

type Told = { readonly decision: { readonly events: readonly NewCaseEvent[]; readonly refusal?: unknown } };
const outcomeOf = ({ decision }: Told): string | undefined =>
  decision.events.flatMap(({ type, data }) =>
    type === 'MessageReceived' ? [data.reason ?? data.outcome] : [],
  )[0];
const first = ({ decision }: Told): string | undefined => decision.events[0]?.type;

const sample = sampleInstrument();
const disputedWith = (...others: readonly Country[]): { readonly instruments: readonly Instrument[] } => ({
  instruments: [{ ...sample, disputedWith: others }],
});
const node = { actor: sampleActor('node', 'node') };
const form = { formId: id('form'), names: [sampleName], origin: samplePlace };

describe('while another country holds another text', () => {
  const open = given(...openToThere, ...identityKnown);

  it('nothing new goes there under it, and what is in dispute with a third concerns the third alone', () => {
    const asked = (...others: readonly Country[]) =>
      first(open.when('SendCaseForm', { to: There }, disputedWith(...others)));
    expect([asked(There), asked(Third), asked()]).toEqual([
      ...['DisclosureDenied', 'CaseFormShared', 'CaseFormShared'],
    ]);
  });

  it('who is on the way is still handed over, and nothing is dealt with by hand', () => {
    const onTheWay = given(
      ...openToThere,
      ...sentMessage('DepartureNotified', { released: 1 }),
      ...sentMessage('HandoverRecordSigned', { groups: ['reference', 'journey'] }),
    );
    const body = { messageId: id('HandoverRecordSigned') };
    expect(first(onTheWay.when('ReleaseMessage', body, { ...disputedWith(There), ...node }))).toBe(
      'MessageReleased',
    );
    expect(sharesInstrument(There, sampleContext(disputedWith(There)))).toBe(true);
  });

  it('what went before and has no receipt is neither given up nor sent again, but waits', () => {
    const gone = given(...openToThere, ...sentMessage('PlanAccepted', { released: 1 }));
    const body = { messageId: id('PlanAccepted') };
    gone
      .when('SendMessageAgain', body, { ...disputedWith(There), ...node })
      .thenRefuses('instrument_disputed');
    gone.when('GiveUpMessage', body, { ...disputedWith(There), ...node }).thenRefuses('not_possible_now');
    gone.when('SendMessageAgain', body, { ...disputedWith(Third), ...node }).thenRecords();
  });
});

describe('what comes from a country that holds another text', () => {
  const here = overThere();
  const notified = given().when('ReceiveMessage', inbound('CaseNotified', notice), here);
  const received = (changes: object, context: object = disputedWith(Here)) =>
    notified.when(
      'ReceiveMessage',
      { ...inbound('CaseFormSent', form, { sequence: 2 }), ...changes },
      { ...here, ...context },
    );

  it('is taken where the own text lets it, so that nothing that set out is lost', () => {
    expect(outcomeOf(received({}))).toBe('effective');
  });

  it('waits where the own text does not, and is judged once both hold the same', () => {
    const beyond = { clause: 'of theirs' };
    received(beyond).thenRefuses('instrument_disputed');
    const drafted = [{ ...sample, status: 'draft' as const, disputedWith: [Here] }];
    received({}, { instruments: drafted }).thenRefuses('instrument_disputed');
    expect(outcomeOf(received(beyond, disputedWith(Third)))).toBe('outside_clause');
    const theirs = sample.clauses.map((clause) =>
      clause.kind === 'CaseFormSent' ? { ...clause, id: 'of theirs' } : clause,
    );
    expect(outcomeOf(received(beyond, { instruments: [{ ...sample, clauses: theirs }] }))).toBe('effective');
  });
});

describe('what is under way while a text of two comes into force beside one of many', () => {
  const here = overThere();
  const sentAt = '2013-06-03T09:00:00.000Z';
  const many: Instrument = { ...sample, kind: 'multilateral' };
  const two = (at: string): Instrument => ({
    ...{ ...sample, code: 'two', from: '2013-01-01' },
    changes: [{ at, became: 'in_force', by: [Here, There] }],
  });

  it('is taken under the text that carried it when it set out, whatever took its place since', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_600, max: 3_600 }), (seconds) => {
        const at = new Date(Date.parse(sentAt) + seconds * 1_000).toISOString();
        const counting = countingAt([many, two(at)], Here, There, sentAt, sentAt.slice(0, 10));
        expect(counting.includes(many)).toBe(at > sentAt);
      }),
    );
    const message = { ...inbound('CaseNotified', notice), sentAt };
    const now = '2013-06-03T10:00:00.000Z';
    const taken = (at: string) =>
      given().when('ReceiveMessage', message, { ...here, now, instruments: [many, two(at)] });
    expect(outcomeOf(taken('2013-06-03T09:30:00.000Z'))).toBe('effective');
    expect(outcomeOf(taken('2013-06-03T08:30:00.000Z'))).toBe('outside_clause');
  });
});
