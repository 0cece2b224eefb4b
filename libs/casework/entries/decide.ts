import { caseEvents, type NewCaseEvent, type RecordedCaseEvent } from '../records/catalogue.js';
import { isOwner } from '../coordination/state.js';
import { callBack } from '../crossing/recall.js';
import { isTakenBack } from '../disclosure/questions/recalled.js';
import type { OwnMessage } from '../disclosure/state.js';
import { isStop } from '../records/kinds.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { audienceIn } from '../words/audience.js';
import type { Context } from '../words/context.js';
import { accept, refuse } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import { fallsWith, oneMatter, ownIdByType, toldBy, whoTakesBack } from './questions/can-be-taken-back.js';
import type { entriesCommands } from './commands.js';

const valueOf = ({ data }: RecordedCaseEvent, field: string): unknown =>
  (data as Readonly<Record<string, unknown>>)[field];

/** Whether an entry got that id; a field that names somebody or something else does not count. */
const isCalled = (event: RecordedCaseEvent, id: string): boolean => {
  const field = ownIdByType.get(event.type);
  return field !== undefined && valueOf(event, field) === id;
};

/** The entry of an id: of the event itself, or of what it recorded first. */
const entryOf = (file: CaseFile, id: string): RecordedCaseEvent | undefined =>
  file.history.find(({ meta }) => meta.eventId === id) ?? file.history.find((event) => isCalled(event, id));

/** Whether everybody in the case may know that an entry was made, so that it may be told whose it is. */
const isKnownToAll = (event: RecordedCaseEvent): boolean => audienceIn(caseEvents)(event).kind === 'involved';

const unknown = () =>
  refuse(
    'unknown_reference',
    'This case holds no entry with that id that can be taken back. Consents are withdrawn, and messages called back.',
  );

/** Whether two entries are one matter: a proposal, and what was decided on it. */
const isOneMatter = (one: RecordedCaseEvent, another: RecordedCaseEvent): boolean => {
  const field = oneMatter[one.type];
  return (
    field !== undefined &&
    field === oneMatter[another.type] &&
    valueOf(one, field) === valueOf(another, field)
  );
};

/** Whether something was recorded beside an entry and falls with it. */
const falls = (event: RecordedCaseEvent, entry: RecordedCaseEvent): boolean => {
  const held = fallsWith[event.type];
  return (
    held?.entry === entry.type &&
    valueOf(event, held.by) === valueOf(entry, held.by) &&
    event.meta.recordedAt === entry.meta.recordedAt
  );
};

/** What was entered together with it, or goes on with it, and can be taken back too; and what falls with it. */
const enteredWith = (entry: RecordedCaseEvent, file: CaseFile): readonly RecordedCaseEvent[] =>
  file.history.filter(
    (event) =>
      (falls(event, entry) ||
        ((event.meta.commandId === entry.meta.commandId || isOneMatter(entry, event)) &&
          whoTakesBack(event.type) !== undefined)) &&
      !file.entries.takenBack.includes(event.meta.eventId),
  );

/** Whether a message is about the same as an entry; of one that cannot be read it is taken to be. */
const isSame = (field: string, entry: RecordedCaseEvent, { payload }: OwnMessage): boolean =>
  payload === undefined || payload[field] === valueOf(entry, field);

/** Recalls of the messages that told it to another country. */
const recalls = (
  entries: readonly RecordedCaseEvent[],
  file: CaseFile,
  context: Context,
): readonly NewCaseEvent[] => {
  const told = file.disclosure.own.filter(
    (message) =>
      message.status !== 'withheld' &&
      !isStop(message.kind) &&
      !isTakenBack(file, message) &&
      entries.some((entry) => {
        const by = toldBy[entry.type];
        return (
          by !== undefined &&
          Date.parse(message.approvedAt) >= Date.parse(entry.meta.recordedAt) &&
          (message.kind === by.kind || (by.field !== undefined && message.fields.includes(by.field))) &&
          (by.by === undefined || isSame(by.by, entry, message))
        );
      }),
  );
  return told.map((message) => callBack(message, 'stop_use', file, context));
};

export const entriesDecisions: Decisions<typeof entriesCommands> = {
  TakeBackEntry: ({ entryId, mistake, occurredAt }, file, context) => {
    const entry = entryOf(file, entryId);
    const who = entry && whoTakesBack(entry.type);
    if (!entry || !who) return unknown();
    const { agency } = context.actor;
    const entries = enteredWith(entry, file);
    const recorded = [entry, ...entries].some(({ meta }) => meta.agency === agency);
    if (!recorded && !(who === 'recorder_or_owner' && isOwner(file.coordination, agency)))
      return isKnownToAll(entry)
        ? refuse(
            'not_yours',
            'Only the office that made this entry can take it back; ask it, or the owner of the case.',
          )
        : unknown();
    if (occurredAt !== undefined && Date.parse(occurredAt) < Date.parse(entry.meta.recordedAt))
      return refuse('impossible_date', 'occurredAt lies before the entry.');
    const takenBack = entries.map(({ type, meta }): NewCaseEvent => ({
      type: 'EntryTakenBack',
      data: { entryId: meta.eventId, entry: type, mistake },
      corrects: meta.eventId,
      ...(occurredAt ? { occurredAt } : {}),
    }));
    return accept(...takenBack, ...recalls(entries, fileAfter(takenBack, file, context), context));
  },
};
