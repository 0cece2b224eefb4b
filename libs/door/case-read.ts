import { z } from 'zod';
import {
  eventReader,
  officesFor,
  seesEvent,
  show,
  type AccessEntry,
  type Caller,
  type CaseViewer,
} from '#access';
import {
  audienceOf,
  caseEvents,
  effectOfStopped,
  holdsRole,
  type CaseFile,
  type CountryFacts,
  type EventDefinition,
  type Fields,
  type RecordedCaseEvent,
  type SealedClass,
} from '#casework';
import { groupsOpened, stoppedCommands } from './brought.js';
import { toldOtherwise } from './told-otherwise.js';

/** One event as a caller may see it. */
const ShownEvent = z.object({
  eventId: z.uuid(),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  agency: z
    .string()
    .describe('The office that recorded it, where it is yours to know; else only what kind of office it is.'),
  data: z
    .record(z.string(), z.unknown())
    .describe('The fields that your agency may see, in full or reduced.'),
  wrong: z
    .enum(['corrected', 'taken_back', 'called_back'])
    .optional()
    .describe(
      'That it does not stand any more, and why: a correction, an entry taken back, or that the message which told it may be used no more; absent where it stands.',
    ),
  toldOtherwise: z
    .array(z.string())
    .optional()
    .describe(
      'Fields of it, or of the message that it holds, that were told otherwise since: what stands is in a later event. Absent where none were.',
    ),
});
type ShownEvent = z.infer<typeof ShownEvent>;

/** What GET on a case answers. */
export const CaseRead = z.object({
  caseId: z.uuid(),
  side: z.string(),
  closed: z.boolean(),
  events: z.array(ShownEvent),
});
export type CaseRead = z.infer<typeof CaseRead>;

/** What does not stand any more, by the id of its event: a claim that was corrected, an entry that was taken back. */
const wrongEntries = (
  history: readonly RecordedCaseEvent[],
  stopped: ReadonlySet<string>,
): ReadonlyMap<string, ShownEvent['wrong']> =>
  new Map(
    history.flatMap(({ type, meta }): (readonly [string, ShownEvent['wrong']])[] => {
      if (meta.corrects === undefined || stopped.has(meta.commandId)) return [];
      if (type === 'ClaimCorrected') return [[meta.corrects, 'corrected']];
      return type === 'EntryTakenBack' ? [[meta.corrects, 'taken_back']] : [];
    }),
  );

interface CaseReader {
  readonly caller: Caller;
  /** As whom the caller reads this case. */
  readonly as: CaseViewer;
  readonly facts: CountryFacts;
  /** Instant, ISO 8601 in UTC. */
  readonly now: string;
  readonly requestId: string;
  /** Cases named in this one of which the caller may know. */
  readonly knownCases: ReadonlySet<string>;
}

/** Every other case that the history of a case names. */
export const casesNamedIn = (history: readonly RecordedCaseEvent[]): readonly string[] => [
  ...new Set(
    history.flatMap(({ type, data }) => {
      const values: Readonly<Record<string, unknown>> = data;
      const fields: Fields = caseEvents[type].fields;
      return Object.entries(fields).flatMap(([name, { entry }]) => {
        const value = entry === 'otherCase' ? values[name] : undefined;
        return typeof value === 'string' ? [value] : [];
      });
    }),
  ),
];

/** A case reduced to what a caller may see, and the row of the access log that must stand before it is shown. */
export const caseRead = (
  file: CaseFile,
  history: readonly RecordedCaseEvent[],
  { caller, as, facts, now, requestId, knownCases }: CaseReader,
): { readonly body: CaseRead; readonly entries: readonly AccessEntry[] } => {
  const { actor, agency } = caller;
  const opened = groupsOpened(file, history, agency.id, { facts, now });
  const stopped = stoppedCommands(history);
  const wrongs = wrongEntries(history, stopped);
  const otherwise = toldOtherwise(history);
  const offices = officesFor(facts, actor, as.viewer);
  const reader = eventReader(facts, caller, [], as);
  const withoutRole = !holdsRole(facts, actor, 'reader');
  const isCalledBack = (type: string, commandId: string): boolean =>
    stopped.has(commandId) && (type === 'MessageReceived' || effectOfStopped.has(type));
  const fields = new Set<string>();
  const classes = new Set<SealedClass>();
  const events = history.flatMap(({ type, data: all, meta }): ShownEvent[] => {
    const definition: EventDefinition = caseEvents[type];
    const happened = { audience: audienceOf(definition, all), agency: meta.agency };
    if (!seesEvent(definition, happened, reader)) return [];
    const own = meta.agency === agency.id;
    const { data, sensitive } = show(definition, all, own ? agency.viewer : as.viewer, {
      consented: (group) => opened.groups(meta.commandId).has(group),
      received: opened.isBrought(meta.commandId),
      stopped: stopped.has(meta.commandId),
      withoutRole,
      own: own || as.concerning.has(type),
      needed: as.needed,
      offices,
      knowsCase: (other) => typeof other === 'string' && knownCases.has(other),
    });
    for (const { field, dataClass } of sensitive) {
      fields.add(`${type}.${field}`);
      classes.add(dataClass);
    }
    const { eventId, occurredAt, recordedAt, agency: by } = meta;
    const wrong = wrongs.get(eventId) ?? (isCalledBack(type, meta.commandId) ? 'called_back' : undefined);
    const shown = { eventId, type, occurredAt, recordedAt, agency: offices.as(by), data };
    const fieldsNow = otherwise.get(eventId);
    return [
      {
        ...shown,
        ...(wrong ? { wrong } : {}),
        ...(fieldsNow ? { toldOtherwise: [...fieldsNow] } : {}),
      },
    ];
  });
  const { caseId, coordination } = file;
  const entry: AccessEntry = {
    requestId,
    actor: actor.id,
    agency: agency.id,
    caseId,
    what: 'case',
    fields: [...fields],
    classes: [...classes],
    at: now,
  };
  return {
    body: { caseId, side: coordination.side, closed: coordination.closed, events },
    entries: fields.size > 0 ? [entry] : [],
  };
};
