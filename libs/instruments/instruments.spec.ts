import { describe, expect, it } from '@jest/globals';
import {
  countingOn,
  countries,
  inForceOn,
  letsPass,
  messages,
  type Country,
  type Instrument,
  type MessageKind,
} from '#casework';
import { factsOf } from '../countries/index.js';
import { instrumentContract } from './instrument.contract.js';
import { instruments } from './index.js';
import { orderly } from './spec/plays.js';

instrumentContract('the instruments that are known', instruments);
instrumentContract('instruments among three', orderly(['VN', 'CN', 'JP']));

const pairs = countries.flatMap((one, index) =>
  countries.slice(index + 1).map((other) => [one, other] as const),
);

/** The instruments under which messages go between two countries, whenever. */
const between = (one: Country, other: Country): readonly Instrument<MessageKind>[] =>
  instruments.filter((instrument) => letsPass(instrument, one, other));

for (const [one, other] of pairs) {
  const found = between(one, other);
  if (found.length > 0) instrumentContract(`the instruments of ${one} and ${other}`, found);
}

describe('the register of instruments (domain.md 1.10)', () => {
  it.each([
    ['TH', 'KH', ['th-kh-mou 2014', 'th-kh-return-sop 2010']],
    ['TH', 'LA', ['th-la-mou 2005', 'th-la-return-sop 2010']],
    ['TH', 'VN', ['th-vn-mou 2008']],
    ['KH', 'VN', ['kh-vn-agreement 2012', 'kh-vn-sop 2009']],
    ['CN', 'VN', ['cn-vn-agreement 2010']],
    ['MM', 'CN', ['mm-cn-mou 2009']],
    ['KH', 'CN', ['kh-cn-mou 2017']],
    ['TH', 'CN', ['th-cn-mou 2018']],
    ['TH', 'PH', ['actip 2015']],
    ['MM', 'PH', ['actip 2015']],
    ['MM', 'LA', ['actip 2015']],
    ['VN', 'LA', ['actip 2015']],
    ['CN', 'LA', []],
    ['CN', 'PH', []],
    ['JP', 'PH', []],
    ['JP', 'TH', []],
  ] as const)('between %s and %s these let messages pass today', (one, other, names) => {
    const today = '2026-11-30';
    expect(
      countingOn(instruments, one, other, today)
        .filter((instrument) => letsPass(instrument, one, other) && inForceOn(instrument, today))
        .map(({ code, version }) => `${code} ${version}`),
    ).toEqual(names);
  });

  it('lets a whole return be talked over between any two of the Mekong five, either way, transit included', () => {
    const five = ['TH', 'MM', 'KH', 'LA', 'VN'] as const;
    for (const one of five)
      for (const other of five.filter((each) => each !== one)) {
        const kinds = new Set(
          countingOn(instruments, one, other, '2026-11-30')
            .filter((instrument) => inForceOn(instrument, '2026-11-30'))
            .flatMap(({ clauses }) => clauses)
            .filter(({ from, to }) => from.includes(one) && to.includes(other))
            .map(({ kind }): string => kind),
        );
        expect(Object.keys(messages).filter((kind) => !kinds.has(kind))).toEqual([]);
      }
  });

  it('falls back on an instrument of many only while two have none of their own in force', () => {
    const codes = (day: string) => countingOn(instruments, 'TH', 'KH', day).map(({ code }) => code);
    expect(codes('2026-11-30')).not.toContain('actip');
    expect(codes('2003-01-01')).toContain('actip');
  });

  it('relays through a channel that the facts of the party have, towards the others', () => {
    const relayed = instruments.flatMap(({ parties, channels = [] }) =>
      channels.flatMap(({ relays = {} }) =>
        Object.entries(relays).map(([party, code]) => ({ party: party as Country, code, parties })),
      ),
    );
    expect(relayed.map(({ party }) => party)).toEqual(expect.arrayContaining(['CN', 'MM', 'VN']));
    for (const { party, code, parties } of relayed) {
      const channel = factsOf(party).channels.find((each) => each.code === code);
      expect(channel?.relay?.offices).not.toHaveLength(0);
      for (const other of parties.filter((each) => each !== party)) expect(channel?.with).toContain(other);
    }
  });

  it('names handover points that the parties know', () => {
    for (const { parties, handoverPoints = [] } of instruments) {
      const known = parties.flatMap((party) => factsOf(party).handoverPoints.map(({ code }) => code));
      expect(known).toEqual(expect.arrayContaining([...handoverPoints]));
    }
  });
});
