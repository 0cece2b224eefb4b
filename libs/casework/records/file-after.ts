import type { NewCaseEvent, RecordedCaseEvent } from './catalogue.js';
import type { CaseFile } from './file.js';
import { advance } from './fold.js';
import type { Context } from '../words/context.js';

const advanced = (events: readonly NewCaseEvent[], file: CaseFile, context: Context): CaseFile =>
  advance(
    file,
    events.map(
      (event, index) =>
        ({
          type: event.type,
          data: event.data,
          meta: {
            eventId: context.idFor(`consequence ${index}`),
            revision: file.revision + 1 + index,
            streamId: `case-${file.caseId}`,
            country: context.country,
            agency: context.actor.agency,
            actor: context.actor.id,
            occurredAt: event.occurredAt ?? context.now,
            recordedAt: context.now,
            commandId: context.idFor('consequence'),
            bodyHash: '',
            correlationId: '',
            causationId: '',
          },
        }) as RecordedCaseEvent,
    ),
  );

interface Known {
  readonly file: CaseFile;
  readonly context: Context;
  readonly after: CaseFile;
}

/** What one decision comes to is asked several times, mostly of the same events. */
const known = new WeakMap<readonly NewCaseEvent[], Known>();

/** The file as it will be once the events are recorded. */
export const fileAfter = (events: readonly NewCaseEvent[], file: CaseFile, context: Context): CaseFile => {
  const before = known.get(events);
  if (before?.file === file && before.context === context) return before.after;
  const after = advanced(events, file, context);
  known.set(events, { file, context, after });
  return after;
};
