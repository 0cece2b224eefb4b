import type { NewCaseEvent, RecordedCaseEvent } from './catalogue.js';
import type { CaseFile } from './file.js';
import { advance } from './fold.js';
import type { Context } from './kernel/context.js';

/** The file as it will be once the events are recorded. */
export const fileAfter = (events: readonly NewCaseEvent[], file: CaseFile, context: Context): CaseFile =>
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
