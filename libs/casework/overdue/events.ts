import { z } from 'zod';
import { onlyOffices } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, naming, operational } from '../words/field.js';
import { rungs } from '../words/policy.js';
import { Code, Day, Instant, Line } from '../words/values.js';

/** The offices that were told, by their codes: whoever may know of a duty is reckoned when it is told, and nobody else learns of it. */
const whoWasTold = ({ offices }: Readonly<Record<string, unknown>>) =>
  onlyOffices(Array.isArray(offices) ? (offices as readonly unknown[]) : []);

const aDuty = {
  /** Its kind, and what it is about. */
  duty: operational(Line, everyone),
  kind: operational(Code, everyone),
  due: operational(Day, everyone),
  offices: naming(operational(z.array(Code), everyone)),
};

export const overdueEvents = {
  /** The day comes near on which a duty is due. */
  DutyWarned: event('DutyWarned', whoWasTold, aDuty),
  /** The day of a duty passed and nobody had done it. `lapsed`: it was the last day on which it could be done. */
  DutyOverdue: event('DutyOverdue', whoWasTold, {
    ...aDuty,
    /** The instant at which that day ended where the duty was. */
    from: operational(Instant, everyone),
    lapsed: operational(z.literal(true).optional(), everyone),
  }),
  /** It stayed so, and who is next above was told. */
  DutyEscalated: event('DutyEscalated', whoWasTold, { ...aDuty, rung: operational(z.enum(rungs), everyone) }),
  /** The day had not passed after all: the clock was wrong, or the day moved. */
  DutyNotOverdue: event('DutyNotOverdue', whoWasTold, aDuty),
};
