import { describe, expect, it } from '@jest/globals';
import type { Clause, Instrument, MessageKind } from '#casework';
import { generateNodeKeys } from '#bridge';
import { reachOf } from './reach.js';

const clause: Clause<MessageKind> = {
  ...{ id: '1', kind: 'CaseNotified', from: ['TH'], to: ['MM', 'LA'], purpose: 'notification' },
  ...{ carries: ['reference'], source: '(A)' },
};
const between = (other: 'LA' | 'MM', exchange: string): Instrument<MessageKind> => ({
  ...{ code: exchange, version: '1', title: exchange, kind: 'mou', parties: ['TH', other], exchange },
  ...{ status: 'in_force', from: '2020-01-01', clauses: [clause], source: '(A)' },
});
const country = {
  neighbours: ['MM', 'LA'],
  instruments: [between('MM', 'west'), between('LA', 'east')],
} as const;
const party = [...(await generateNodeKeys('2020-01-01T00:00:00.000Z')).party];
const embedded = { kind: 'embedded', url: 'postgresql://exchange@127.0.0.1/exchange' } as const;

describe('how far a node reaches', () => {
  it('with keys of all and one exchange: to every neighbour', () => {
    expect(reachOf('TH', country, { url: embedded.url }, { MM: party, LA: party })).toEqual({
      partners: ['MM', 'LA'],
      reached: ['MM', 'LA'],
      wants: [],
    });
  });

  it('not to a neighbour that gave no keys, which hinders no other', () => {
    expect(reachOf('TH', country, { url: embedded.url }, { MM: party, LA: [] })).toEqual({
      partners: ['MM'],
      reached: ['MM'],
      wants: [
        'PARTY_KEYS_FILE has no key of LA: nothing is exchanged with it, and what is approved for it waits.',
      ],
    });
  });

  it('says once which exchange is not named, of the neighbours that gave keys', () => {
    const named = { west: embedded };
    expect(reachOf('TH', country, { named }, { MM: party, LA: party }).reached).toEqual(['MM']);
    expect(reachOf('TH', country, { named }, { MM: party, LA: party }).wants).toEqual([
      'EXCHANGES_FILE does not name the exchange "east": what goes over it waits.',
    ]);
    expect(reachOf('TH', country, { named }, { MM: party }).wants).toHaveLength(1);
  });
});
