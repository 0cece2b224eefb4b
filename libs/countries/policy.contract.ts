import { describe, expect, it } from '@jest/globals';
import { countries, nationalitySteps, returnPapers, type Policy } from '#casework';

/** What must hold of the policy of every country with a node. */
export const policyContract = (name: string, policy: Policy): void => {
  describe(`the policy of ${name}`, () => {
    it('asks for papers and steps that there are, each once', () => {
      const lists = [...countries.map(policy.papersFor), policy.stepsToConfirm];
      for (const list of lists) expect([...list]).toEqual([...new Set(list)]);
      for (const papers of countries.map(policy.papersFor))
        expect(returnPapers).toEqual(expect.arrayContaining([...papers]));
      expect(nationalitySteps).toEqual(expect.arrayContaining([...policy.stepsToConfirm]));
    });

    it('lets every journey begin in time, and names a source', () => {
      for (const legs of [1, 2, 5, 10]) {
        expect(policy.leadOf(legs).days).toBeGreaterThan(0);
        expect(policy.leadOf(legs).source).not.toBe('');
      }
    });

    it('says in one plain sentence what a team of nobody lacks', () => {
      expect(policy.teamLacks({ disciplines: [], agencies: [] })).toMatch(/^[A-Z].*\.$/);
    });
  });
};
