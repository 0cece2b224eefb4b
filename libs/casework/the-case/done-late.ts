import { irregularity } from '../coordination/offers/irregularity.js';
import { caseCommands, type CaseCommand, type NewCaseEvent } from '../records/catalogue.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { dayIn } from '../words/calendar.js';
import type { CommandDefinition } from '../words/command.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import { dutiesOf, dutyKinds, type ChargedDuty } from './duties.js';

/** Commands that end a duty. */
const endings: ReadonlySet<string> = new Set(Object.values(dutyKinds).flatMap(({ endedBy }) => endedBy));

/** Fields with the day on which something was, where it was not when it was recorded. */
const itsDays = ['visitedOn', 'deliveredOn', 'onDay'] as const;

/** The day on which what a command records happened. */
const dayOfFact = (command: CaseCommand, events: readonly NewCaseEvent[], context: Context): string => {
  const said: readonly Readonly<Record<string, unknown>>[] = [
    command.body,
    ...events.map(({ data }) => data),
  ];
  const named = itsDays.flatMap((name) => said.map((fields) => fields[name]));
  const day = named.find((value) => typeof value === 'string');
  const at = events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt ?? context.now;
  return day ?? dayIn(context.facts(context.country).timeZone, at);
};

/** Ids of the messages that a decision answers. */
const answeredBy = (events: readonly NewCaseEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'MessageApproved' && event.data.answers !== undefined ? [event.data.answers] : [],
  );

const isEndedBy = (
  { kind, about }: ChargedDuty,
  command: CaseCommand,
  answered: readonly string[],
): boolean => {
  const ends: readonly string[] = dutyKinds[kind].endedBy;
  return ends.includes(command.type) || (ends.includes('its_answer') && answered.includes(about));
};

/**
 * What is done after the day by which it was due stands, with one irregularity beside it (domain.md 2.8): by the day on which it
 * happened, whenever it was recorded. What another country owes is told by its own node.
 */
export const withLateness = (
  decision: Decision<NewCaseEvent>,
  command: CaseCommand,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { events, refusal } = decision;
  const { mandate }: CommandDefinition = caseCommands[command.type];
  if (refusal || events.length === 0 || file.revision < 0 || mandate === 'system') return decision;
  const answered = answeredBy(events);
  if (!endings.has(command.type) && answered.length === 0) return decision;
  const day = dayOfFact(command, events, context);
  const late = dutiesOf(file, context).filter(
    (duty) =>
      duty.bearer.kind !== 'country' &&
      dutyKinds[duty.kind].neverLate !== true &&
      duty.due !== undefined &&
      duty.due.day < day &&
      isEndedBy(duty, command, answered),
  );
  if (late.length === 0) return decision;
  const left = new Set(dutiesOf(fileAfter(events, file, context), context).map(({ id }) => id));
  const [first] = late.filter(({ id }) => !left.has(id));
  return first ? { events: [...events, irregularity('done_late', first.kind)] } : decision;
};
