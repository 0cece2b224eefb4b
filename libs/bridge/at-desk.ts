import type { CaseCommand, CaseFile, Country } from '#casework';
import { nodeActor, type CaseDesk, type Order, type Outcome } from '#desk';

/** Where the bridge asks for decisions, and in whose name. */
export interface AtDesk {
  readonly country: Country;
  readonly cases: CaseDesk;
}

/** A question of the node itself to its desk. One command id is decided once, however often it is asked. */
type Question = Omit<Order<CaseCommand>, 'actor' | 'ifMatch'>;

/** Has the desk decide in the node's own name. A failure that may pass (no database) is thrown, a decision never is. */
export const asked = ({ country, cases }: AtDesk, question: Question): Promise<Outcome> =>
  cases.carryOut({ ...question, actor: nodeActor(country) });

interface Looking {
  readonly cases: Pick<CaseDesk, 'load'>;
}

/** The case file as it is now; one of revision -1 where there is no such case. */
export const fileOf = async ({ cases }: Looking, caseId: string): Promise<CaseFile> =>
  (await cases.load(caseId)).file;

/** The other country's reference of a case, where it has told one. */
export const theirReferenceOf = ({ coordination }: CaseFile, country: Country): string | undefined =>
  coordination.partners.get(country)?.theirReference;

/** Why it was not done, where everybody who looks at a queue may know it; undefined where it was. */
export const refusedFor = (outcome: Outcome): string | undefined => {
  if (outcome.kind === 'done') return undefined;
  if (outcome.kind !== 'refused') return outcome.kind;
  const { code, dataClass } = outcome.refusal;
  return dataClass === 'P0' || dataClass === 'P1' ? code : 'not_possible_now';
};
