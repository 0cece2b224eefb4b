import { setTimeout as pause } from 'node:timers/promises';
import type { Country } from '#casework';
import type { Step } from '../../kit/ordinary-case.js';
import type { Random } from '../random.js';
import type { Give } from './give.js';
import { History, type Looking } from './look.js';
import { staffOf } from './people.js';
import { openCase, recordName, stepsAtHome, stepsToQuestion } from './steps.js';

export interface WorkParts {
  readonly give: Give;
  readonly look: Looking;
  readonly random: Random;
  /** Stands in every name and place of the load, and nowhere else. */
  readonly mark: string;
  /** Between two steps of one worker, milliseconds. */
  readonly betweenMs: number;
  readonly stopping: AbortSignal;
  /** Where people are found, where they go, and through which states. */
  readonly from: Country;
  readonly to: Country;
  readonly through: readonly Country[];
}

/** Somebody who works until told to stop; resolves when the last step was answered. */
export type Worker = () => Promise<void>;

export const breathe = ({ random, betweenMs, stopping }: WorkParts): Promise<unknown> =>
  pause(random.between(0, 2 * betweenMs), undefined, { signal: stopping }).catch(() => undefined);

export const inTurn = async (parts: WorkParts, caseId: string, steps: readonly Step[]): Promise<boolean> => {
  for (const { actor, command } of steps) {
    if (parts.stopping.aborted) return false;
    const answer = await parts.give(actor, command, { caseId });
    if (!answer || answer.status >= 300) return false;
    await breathe(parts);
  }
  return true;
};

/** What the workers of the country that asks know of each other's work. */
export interface Open {
  /** Cases in which the other country was asked and the answer was not seen yet. */
  readonly asked: Set<string>;
  /** Questions of the other country that somebody answers. */
  readonly replied: Set<string>;
}

/** Opens a case and brings it as far as the question to the other country; undefined where it did not get there. */
export const openedAndAsked = async (parts: WorkParts): Promise<string | undefined> => {
  const staff = staffOf(parts.from);
  const { actor, command } = openCase(staff);
  const caseId = (await parts.give(actor, command))?.caseId;
  if (caseId === undefined) return undefined;
  return (await inTurn(parts, caseId, stepsToQuestion(staff, parts.to, parts.mark))) ? caseId : undefined;
};

/** Opens cases and brings each as far as the question to the other country. */
export const opening =
  (parts: WorkParts, { asked }: Open): Worker =>
  async () => {
    while (!parts.stopping.aborted) {
      const caseId = await openedAndAsked(parts);
      if (caseId !== undefined) asked.add(caseId);
      await breathe(parts);
    }
  };

/** The events of a case as its focal point sees them, by type; undefined where the node does not answer now. */
export const lookedAt = async ({ look, from }: WorkParts, caseId: string) => {
  const history = await look(staffOf(from).focal, `/v1/cases/${caseId}`, History);
  return history && ((type: string) => history.events.filter((event) => event.type === type));
};
type LookedAt = NonNullable<Awaited<ReturnType<typeof lookedAt>>>;

/** Answers what the other country asks back, once; whether there was something to answer. */
export const replying = async (
  { give, from }: WorkParts,
  caseId: string,
  of: LookedAt,
  { replied }: Open,
): Promise<boolean> => {
  const requestId = of('AdditionalInformationAsked')[0]?.data['requestId'];
  if (typeof requestId !== 'string' || replied.has(requestId)) return false;
  replied.add(requestId);
  const body = { requestId, fields: ['origin' as const] };
  await give(staffOf(from).focal, { type: 'ProvideAdditionalInformation', body }, { caseId });
  return true;
};

/** Follows what became of the questions: answers what is asked back, and adds to old cases. */
export const following =
  (parts: WorkParts, open: Open): Worker =>
  async () => {
    const { give, random, mark, stopping } = parts;
    const { care } = staffOf(parts.from);
    while (!stopping.aborted) {
      await breathe(parts);
      if (open.asked.size === 0) continue;
      const caseId = random.pick([...open.asked]);
      const of = await lookedAt(parts, caseId);
      if (!of || (await replying(parts, caseId, of, open))) continue;
      if (of('NationalityResultLearned').length > 0) open.asked.delete(caseId);
      else await give(care, recordName(care, `${mark} Ma Mya`).command, { caseId });
    }
  };

/** Opens cases of which no other country hears. */
export const atHome =
  (parts: WorkParts, country: Country): Worker =>
  async () => {
    const staff = staffOf(country);
    const { actor, command } = openCase(staff);
    while (!parts.stopping.aborted) {
      const caseId = (await parts.give(actor, command))?.caseId;
      if (caseId !== undefined) {
        await inTurn(parts, caseId, stepsAtHome(staff, parts.mark));
        await parts.give(staff.care, recordName(staff.care, `${parts.mark} U Hla`).command, { caseId });
      }
      await breathe(parts);
    }
  };
