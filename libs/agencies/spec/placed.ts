import { caseEvents, isSealed, type Fields, type RecordedCaseEvent } from '#casework';
import { keyRef } from '#sealing';
import { type PlacedEvent } from '#event-store';
import { storedEvent } from '../../../test/doubles/memory-store.js';

/** A recorded event as a projector gets it: sealed values are not in it. */
export const placed = ({ type, data, meta }: RecordedCaseEvent, caseId: string): PlacedEvent => {
  const fields: Fields = caseEvents[type].fields;
  const given: Readonly<Record<string, unknown>> = { ...data };
  const open: Record<string, unknown> = {};
  const sealed: Record<string, string> = {};
  for (const [name, { dataClass }] of Object.entries(fields)) {
    if (given[name] === undefined) continue;
    if (isSealed(dataClass)) sealed[keyRef(caseId, dataClass)] = 'cipher';
    else open[name] = given[name];
  }
  return {
    ...storedEvent({ id: meta.eventId, type, open, sealed }),
    meta: { ...storedEvent({}).meta, ...meta },
    stream: `case-${caseId}`,
    revision: meta.revision,
    position: String(meta.revision),
  };
};
