import type { RecordedCaseEvent } from './catalogue.js';
import { emptyFile, type CaseFile, type Parts } from './file.js';
import { handledAfter } from '../words/handled.js';
import type { Kinds } from '../words/kinds.js';
import { disturbs, inEffect, type Entered } from './in-effect.js';
import { kinds } from './kinds.js';
import { records } from './records.js';

export type FilePart = keyof Parts;
const everyPart = Object.keys(records) as FilePart[];

type Evolve<P extends FilePart> = (part: Parts[P], event: RecordedCaseEvent, kinds: Kinds) => Parts[P];

/** One part of a file after an event: its process sees its own events and those that it hears. */
export const evolvePart = <P extends FilePart>(
  name: P,
  part: Parts[P],
  event: RecordedCaseEvent,
): Parts[P] => {
  const { events, hears, evolve } = records[name];
  return Object.hasOwn(events, event.type) || Object.hasOwn(hears, event.type)
    ? (evolve as unknown as Evolve<P>)(part, event, kinds)
    : part;
};

/** Applies one event to some parts of a file. The same object comes back where none of them changed. */
export const evolveParts = <P extends FilePart>(
  names: readonly P[],
  parts: Pick<Parts, P>,
  event: RecordedCaseEvent,
): Pick<Parts, P> => {
  let after = parts;
  for (const name of names) {
    const part = evolvePart(name, parts[name], event);
    if (part !== parts[name]) after = { ...after, [name]: part };
  }
  return after;
};

const evolved = (parts: Parts, event: RecordedCaseEvent): Parts => evolveParts(everyPart, parts, event);

const enteredAs = ({ type, data, meta }: RecordedCaseEvent): Entered => ({
  id: meta.eventId,
  type,
  open: data,
  occurredAt: meta.occurredAt,
  recordedAt: meta.recordedAt,
  commandId: meta.commandId,
});

/** The events of a whole history that count now, in the order in which they are folded. */
export const countingIn = (history: readonly RecordedCaseEvent[]): readonly RecordedCaseEvent[] =>
  inEffect(history, enteredAs);

/**
 * Applies recorded events, in order of revision, to a file. Where one of them changes which events count, or was typed
 * late, all that the file holds is folded again.
 */
export const advance = (before: CaseFile, events: Iterable<RecordedCaseEvent>): CaseFile => {
  const fresh = [...events];
  const history = [...before.history, ...fresh];
  const again = fresh.some((event) => disturbs(enteredAs(event)));
  const counting = again ? countingIn(history) : fresh;
  const parts: Parts = counting.reduce(evolved, again ? emptyFile(before.caseId) : before);
  return {
    ...parts,
    caseId: before.caseId,
    revision: fresh.at(-1)?.meta.revision ?? before.revision,
    handled: handledAfter(before.handled, fresh),
    history,
  };
};

/** The file of a case from all its events. */
export const fold = (caseId: string, events: Iterable<RecordedCaseEvent>): CaseFile =>
  advance(emptyFile(caseId), events);
