import { isExcluded } from '../coordination/state.js';
import type { OverdueDuty } from '../overdue/state.js';
import { caseEvents, type NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { audienceOf } from '../words/audience.js';
import { addDays, dayIn, instantAt, isWorkingDay } from '../words/calendar.js';
import type { Context } from '../words/context.js';
import { agencyOf, type CountryFacts, type Duration } from '../words/facts.js';
import type { Rung } from '../words/policy.js';
import type { Viewer } from '../words/viewer.js';
import { dutiesOf, dutyKinds, factsFor, mayKnow, type ChargedDuty, type DutyKind } from './duties.js';

/** What tells what falls due and who is told. */
export type DueContext = Pick<Context, 'country' | 'facts' | 'policy'>;

/** A duty with a day: on which it is due, or the last on which it can be done. */
interface Dated {
  readonly duty: ChargedDuty;
  readonly day: string;
  readonly lapses: boolean;
  readonly facts: CountryFacts;
}

/** The duties of a file that have a day. Nobody reminds the person of her own. */
const datedIn = (file: CaseFile, context: DueContext): readonly Dated[] =>
  dutiesOf(file, context).flatMap((duty) => {
    const { bearer, due, until } = duty;
    const day = due?.day ?? until;
    if (bearer.kind === 'person' || day === undefined || duty.paused) return [];
    return [{ duty, day, lapses: due === undefined, facts: factsFor(duty, context) }];
  });

/** The instant at which a day begins where a duty is. */
const beginOf = (day: string, { timeZone }: CountryFacts): string => instantAt(timeZone, day, 0);
const endOf = (day: string, facts: CountryFacts): string => beginOf(addDays(day, 1), facts);

/** The day so long before another, or after it. */
const awayFrom = (
  start: string,
  { days, calendar }: Duration,
  { daysOff }: CountryFacts,
  step: 1 | -1,
): string => {
  if (calendar === 'calendar') return addDays(start, step * days);
  let day = start;
  for (let left = days; left > 0;) {
    day = addDays(day, step);
    if (isWorkingDay(day, daysOff)) left -= 1;
  }
  return day;
};

/** When the offices are warned: some days ahead, and of what was given less time, on its day; never on the day it began. */
const warningAt = ({ duty, day, facts }: Dated, { policy }: DueContext): string | undefined => {
  const began = dayIn(facts.timeZone, duty.since);
  const ahead = awayFrom(day, policy.warnsBefore, facts, -1);
  if (ahead > began) return beginOf(ahead, facts);
  return day > began ? beginOf(day, facts) : undefined;
};

const viewersOf = (type: keyof typeof caseEvents): 'all' | readonly Viewer[] => {
  const audience = audienceOf(caseEvents[type], {});
  switch (audience.kind) {
    case 'involved':
      return 'all';
    case 'known_to':
    case 'only':
    case 'offices':
      return audience.viewers;
    case 'like':
    case 'part_of':
    case 'about_cases':
      return [];
  }
};

/** Whether a kind of office may know of duties of a kind, whatever it did itself: of all events on which they rest. */
const mayKnowOf = (kind: DutyKind, viewer: Viewer): boolean =>
  dutyKinds[kind].restsOn.every((type) => {
    const viewers = viewersOf(type);
    return viewers === 'all' || viewers.includes(viewer);
  });

/** Whether an office that is none of those that have to act can be told of a duty: of this case, and of what it rests on. */
const canBeTold = (
  agency: string,
  { kind }: ChargedDuty,
  file: CaseFile,
  { country, facts }: DueContext,
): boolean => {
  const own = facts(country);
  const office = agencyOf(own, agency);
  return (
    office !== undefined &&
    !isExcluded(file.coordination, { agency }) &&
    mayKnow(agency, file, own) &&
    mayKnowOf(kind, office.viewer)
  );
};

/** Who is told that a duty comes near its day or passed it: who has it; of another country's, the own focal point. */
const officesTold = (duty: ChargedDuty, file: CaseFile, context: DueContext): readonly string[] => {
  if (duty.bearer.kind !== 'country') return duty.offices;
  const { focalPoint } = context.facts(context.country);
  return canBeTold(focalPoint, duty, file, context) ? [focalPoint] : [];
};

/** The office of a rung; undefined where there is none, or nobody there may be told: then the next is told in its time. */
const officeOf = (rung: Rung, duty: ChargedDuty, file: CaseFile, context: DueContext): string | undefined => {
  const { focalPoint } = context.facts(context.country);
  const office = rung === 'authority_above' ? context.policy.authorityAbove : focalPoint;
  return office !== undefined && canBeTold(office, duty, file, context) ? office : undefined;
};

/** How far the clocks of two processes of a node may be apart: so much too early is not too early. */
const marginMs = 600_000;

/** Whether what was told of a duty is of this round of it: what was done since and is due anew is another. */
const isOf = ({ duty, from }: OverdueDuty, { id, since }: ChargedDuty): boolean =>
  duty === id && since < from;

/** What is to be told of a duty, and from which instant on. */
interface ToTell {
  readonly from: string;
  readonly event: NewCaseEvent;
}

const said = ({ duty: { id: duty, kind }, day: due }: Dated, offices: readonly string[]) => ({
  duty,
  kind,
  due,
  offices: [...offices],
});

const warning = (dated: Dated, file: CaseFile, context: DueContext): readonly ToTell[] => {
  const { duty, day } = dated;
  const offices = officesTold(duty, file, context);
  const from = duty.bearer.kind === 'country' ? undefined : warningAt(dated, context);
  const warned = file.overdue.warned.some((one) => one.duty === duty.id && one.due === day);
  if (from === undefined || warned || offices.length === 0) return [];
  return [{ from, event: { type: 'DutyWarned', data: said(dated, offices) } }];
};

const breach = (dated: Dated, file: CaseFile, context: DueContext): ToTell => {
  const from = endOf(dated.day, dated.facts);
  const offices = officesTold(dated.duty, file, context);
  return {
    from,
    event: {
      type: 'DutyOverdue',
      data: { ...said(dated, offices), from, ...(dated.lapses ? { lapsed: true as const } : {}) },
    },
  };
};

const escalations = (
  dated: Dated,
  { due, rungs, told }: OverdueDuty,
  file: CaseFile,
  context: DueContext,
): readonly ToTell[] => {
  if (dated.lapses || dated.duty.bearer.kind === 'country') return [];
  return context.policy.escalates.flatMap(({ to: rung, after }) => {
    if (rungs.includes(rung)) return [];
    const office = officeOf(rung, dated.duty, file, context);
    // Of an office that was told as such its deputy alone is news.
    if (office === undefined || (rung === 'focal_point' && told.includes(office))) return [];
    const from = endOf(awayFrom(due, after, dated.facts, 1), dated.facts);
    const data = { ...said({ ...dated, day: due }, [office]), rung };
    return [{ from, event: { type: 'DutyEscalated', data } satisfies NewCaseEvent }];
  });
};

/** Whether the day of a duty that was told as overdue has not passed, by the file as it stands. */
const isPremature = (
  told: OverdueDuty,
  by: string,
  standing: readonly ChargedDuty[],
  context: DueContext,
): boolean => {
  const { due, from } = told;
  if (Date.parse(by) < Date.parse(from) - marginMs) return true;
  const now = standing.find((one) => isOf(told, one));
  if (!now) return false;
  const facts = factsFor(now, context);
  const day = now.due?.day ?? now.until;
  if (day !== undefined) return day > due && by < endOf(day, facts);
  return (now.pauses ?? []).some(
    ({ from: began, until }) => until === undefined && dayIn(facts.timeZone, began) <= due,
  );
};

const takeBack = ({ duty, kind, due, told, eventId }: OverdueDuty): NewCaseEvent => ({
  type: 'DutyNotOverdue',
  data: { duty, kind, due, offices: [...told] },
  corrects: eventId,
});

/** What is to be told of a file sooner or later, as it stands. */
const toTell = (file: CaseFile, context: DueContext): readonly ToTell[] =>
  datedIn(file, context).flatMap((dated) => {
    const overdue = file.overdue.overdue.findLast((one) => isOf(one, dated.duty));
    if (overdue) return escalations(dated, overdue, file, context);
    return [...warning(dated, file, context), breach(dated, file, context)];
  });

/**
 * What has to be recorded by an instant: of each duty the last that was to be told of it, so that after an outage nobody is
 * warned of what is overdue; and what was told too early is taken back.
 */
export const fallenDue = (file: CaseFile, by: string, context: DueContext): readonly NewCaseEvent[] => {
  const standing = dutiesOf(file, context);
  const back = file.overdue.overdue.filter((one) => isPremature(one, by, standing, context));
  if (back.length > 0) return back.map(takeBack);
  const due = toTell(file, context).filter(({ from }) => from <= by);
  const passed = new Set(
    due.flatMap(({ event: { type, data } }) => (type === 'DutyOverdue' ? [data.duty] : [])),
  );
  return due.flatMap(({ event }) =>
    event.type === 'DutyWarned' && passed.has(event.data.duty) ? [] : [event],
  );
};

/** The next instant at which something of a file is to be told, as it stands; undefined where nothing is. */
export const nextDue = (file: CaseFile, context: DueContext): string | undefined =>
  toTell(file, context)
    .map(({ from }) => from)
    .toSorted()
    .at(0);
