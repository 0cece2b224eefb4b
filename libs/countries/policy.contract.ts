import { describe, expect, it } from '@jest/globals';
import { countries, nationalitySteps, returnPapers, rungs, type Policy } from '#casework';

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

    it('warns before the day, and tells each rung once, the higher the later', () => {
      expect(policy.warnsBefore.days).toBeGreaterThan(0);
      expect(policy.escalates.map(({ to }) => to)).toEqual(
        rungs.filter((rung) => policy.escalates.some(({ to }) => to === rung)),
      );
      const days = policy.escalates.map(({ after }) => after.days);
      expect(days).toEqual([...new Set(days)].toSorted((one, other) => one - other));
      for (const { source } of [policy.warnsBefore, ...policy.escalates.map(({ after }) => after)])
        expect(source).not.toBe('');
    });

    it('says in one plain sentence what a team of nobody lacks', () => {
      expect(policy.teamLacks({ disciplines: [], agencies: [] })).toMatch(/^[A-Z].*\.$/);
    });
  });
};
