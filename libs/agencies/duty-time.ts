import { z } from 'zod';
import type { Duty } from '#casework';

/** What a list keeps of the time of a duty. */
export const dutyTime = {
  since: z.string(),
  /** None while its clock stands still. */
  due: z.string().nullable(),
  /** A day that was counted up to it stands outside the table of days off: it may be later. */
  dueOutsideTable: z.boolean().optional(),
  /** The last day on which it can be done. */
  until: z.string().optional(),
  /** Its clock stands still; why is told by the messages that say so. */
  paused: z.literal(true).optional(),
};
type DutyTime = z.infer<z.ZodObject<typeof dutyTime>>;

/** The time of a duty, as a list keeps it. */
export const timeOf = ({ since, due, until, pauses = [] }: Duty): DutyTime => {
  const stands = pauses.some((pause) => pause.until === undefined);
  return {
    since,
    due: stands ? null : (due?.day ?? null),
    ...(due?.outside ? { dueOutsideTable: true } : {}),
    ...(until === undefined ? {} : { until }),
    ...(stands ? { paused: true } : {}),
  };
};

/** What is still to be done on a day: what could be done until an earlier one is no task any more. */
export const stillToDo = <T extends { readonly until?: string | undefined }>(
  list: readonly T[],
  today: string,
): readonly T[] => list.filter(({ until }) => until === undefined || today <= until);
