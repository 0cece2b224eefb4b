import type { EventDefinition } from '../words/event.js';
import { caseEvents, type RecordedCaseEvent } from './catalogue.js';

/** Names of the fields that hold the id of somebody other than the person whose case it is. */
const naming: readonly string[] = [
  ...new Set(
    Object.values<EventDefinition>(caseEvents).flatMap(({ fields }) =>
      Object.values(fields).map(({ subject }) => subject),
    ),
  ),
];

/**
 * Everybody of whom something is sealed in a file: `person`, and each relative, household, guardian or other that a field of
 * an event names as its data subject, taken back or not. A new event type is reached without a word here.
 */
export const dataSubjectsIn = (history: readonly RecordedCaseEvent[]): readonly string[] => [
  ...new Set([
    'person',
    ...history.flatMap(({ data }) => {
      const said: Readonly<Record<string, unknown>> = data;
      return naming.flatMap((name) => (typeof said[name] === 'string' ? [said[name]] : []));
    }),
  ]),
];
