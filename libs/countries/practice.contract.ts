import { expect, it } from '@jest/globals';
import { agencyOf, type CountryFacts } from '#casework';

/** What must hold of what a country has of its own, and of the offices through which it relays. */
export const practiceContract = (facts: CountryFacts): void => {
  const { discharges = [], stayPermits = [], supportPapers = [], jointReception } = facts;

  it('names, for what it has of its own, offices of its own that may do it', () => {
    const may = (id: string, mandate: 'coordinate' | 'reintegrate' | 'receive_return') =>
      agencyOf(facts, id)?.mandates.includes(mandate) === true;
    for (const { by } of stayPermits) expect(by.filter((id) => !may(id, 'coordinate'))).toEqual([]);
    for (const { by } of supportPapers) expect(by.filter((id) => !may(id, 'reintegrate'))).toEqual([]);
    const { offices = [], least = 0 } = jointReception ?? {};
    expect(offices.filter((id) => !may(id, 'receive_return'))).toEqual([]);
    expect(least).toBeLessThanOrEqual(offices.length);
    for (const list of [discharges, stayPermits, supportPapers])
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    for (const { source } of [...discharges, ...stayPermits, ...supportPapers]) expect(source).not.toBe('');
    expect(jointReception?.source).not.toBe('');
  });

  it('relays through offices of its own, each once, each with a time for its hop', () => {
    for (const { relay } of facts.channels.filter((channel) => channel.relay)) {
      const { offices = [], hop, instead = {} } = relay ?? {};
      expect(offices).toEqual([...new Set(offices)]);
      expect(offices.length).toBeGreaterThan(0);
      const others = Object.values(instead).flat();
      expect(offices).toEqual(expect.arrayContaining(Object.keys(instead)));
      expect(offices.filter((office) => others.includes(office))).toEqual([]);
      const open = facts.agencies.filter(({ viewer, discreet }) => viewer === 'PO' && !discreet);
      expect(open.map(({ id }) => id)).toEqual(expect.arrayContaining([...offices, ...others]));
      expect(hop?.source).not.toBe('');
    }
  });
};
