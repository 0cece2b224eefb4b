import { z } from 'zod';
import { recordedOf } from './reductions-of-care.js';

/* Reductions of what is known of exploitation, courts and money (domain.md 4.2, 4.4). */

/** How many suspects, and whether one is of the family: what protection plans around. */
export const suspectsOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? {
        count: value.length,
        ofTheFamily: value.some(
          (suspect) => z.object({ relation: z.literal('familial') }).safeParse(suspect).success,
        ),
      }
    : recordedOf(value);

const Stage = z.object({ stage: z.string(), nextOn: z.string().optional() });
const Read = z.object({ readOn: z.string() });
const Heard = z.object({ at: z.string() });

/** At which stage a case is, and on which day somebody is expected; neither court nor charge. */
export const stageOf = (value: unknown): unknown => {
  const stage = Stage.safeParse(value).data;
  if (stage) return { at: stage.stage, ...(stage.nextOn === undefined ? {} : { next: stage.nextOn }) };
  const read = Read.safeParse(value).data;
  if (read) return { verdictOn: read.readOn };
  const heard = Heard.safeParse(value).data;
  return heard ? { hearingOn: heard.at.slice(0, 10) } : recordedOf(value);
};

/** Until which day a hold, as placed or as reviewed, keeps somebody; neither by whom nor why. */
export const untilOf = (value: unknown): unknown => {
  const until = z.object({ until: z.iso.date() }).safeParse(value).data?.until;
  return until === undefined ? undefined : { until };
};

/** That money is claimed. */
export const claimedOf = (value: unknown): unknown =>
  value === undefined || value === null ? undefined : { claimed: true };

/** That money was paid. */
export const paidOf = (value: unknown): unknown =>
  value === undefined || value === null ? undefined : { paid: true };
