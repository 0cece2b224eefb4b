import { caseEvents, type CaseEventType } from '#casework';
import { sealedValueOver } from './frame/sealed.js';
import { viewsOver, type EventOf } from './frame/view.js';

/** An event of a case file as a view sees it. */
export type CaseEvent<K extends CaseEventType = CaseEventType> = EventOf<typeof caseEvents, K>;

/** Declares a view over the events of case files. */
export const view = viewsOver(caseEvents, 'case');

/** A sealed field of such an event, to be kept in a row as it stands; null where the event carries none. */
export const sealedValue = sealedValueOver(caseEvents);
