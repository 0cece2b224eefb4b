import type { NewCaseEvent, RecordedCaseEvent } from '../catalogue.js';
import { isOwner } from '../coordination/state.js';
import { isRecalled, recall } from '../disclosure/recall.js';
import { isStop } from '../disclosure/stops.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import { accept, refuse } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import { toldBy, whoTakesBack } from './can-be-taken-back.js';
import type { entriesCommands } from './commands.js';

const holds = ({ data }: RecordedCaseEvent, id: string): boolean => Object.values(data).includes(id);

/** The entry of an id: of the event itself, or of what it recorded first. */
const entryOf = (file: CaseFile, id: string): RecordedCaseEvent | undefined =>
  file.history.find(({ meta }) => meta.eventId === id) ??
  file.history.find((event) => whoTakesBack(event.type) !== undefined && holds(event, id));

/** What was entered together with it, and can be taken back too. */
const enteredWith = (entry: RecordedCaseEvent, file: CaseFile): readonly RecordedCaseEvent[] =>
  file.history.filter(
    ({ type, meta }) =>
      meta.commandId === entry.meta.commandId &&
      whoTakesBack(type) !== undefined &&
      !file.entries.takenBack.includes(meta.eventId),
  );

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
      !isRecalled(file, message) &&
      entries.some(({ type, meta }) => {
        const by = toldBy[type];
        return (
          by !== undefined &&
          Date.parse(message.approvedAt) >= Date.parse(meta.recordedAt) &&
          (message.kind === by.kind || (by.field !== undefined && message.fields.includes(by.field)))
        );
      }),
  );
  return told.map((message) => recall(message, 'stop_use', file, context).event);
};

export const entriesDecisions: Decisions<typeof entriesCommands> = {
  TakeBackEntry: ({ entryId, mistake, occurredAt }, file, context) => {
    const entry = entryOf(file, entryId);
    const who = entry && whoTakesBack(entry.type);
    if (!entry || !who)
      return refuse(
        'unknown_reference',
        'This case holds no entry with that id that can be taken back. Consents are withdrawn, and messages called back.',
      );
    const { agency } = context.actor;
    if (entry.meta.agency !== agency && !(who === 'recorder_or_owner' && isOwner(file.coordination, agency)))
      return refuse(
        'not_yours',
        'Only the office that made this entry can take it back; ask it, or the owner of the case.',
      );
    if (occurredAt !== undefined && Date.parse(occurredAt) < Date.parse(entry.meta.recordedAt))
      return refuse('impossible_date', 'occurredAt lies before the entry.');
    const entries = enteredWith(entry, file);
    return accept<NewCaseEvent>(
      ...entries.map(({ type, meta }): NewCaseEvent => ({
        type: 'EntryTakenBack',
        data: { entryId: meta.eventId, entry: type, mistake },
        corrects: meta.eventId,
        ...(occurredAt ? { occurredAt } : {}),
      })),
      ...recalls(entries, file, context),
    );
  },
};
