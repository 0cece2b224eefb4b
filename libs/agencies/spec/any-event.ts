import fc from 'fast-check';
import { caseEvents, type CaseEventType, type Fields, type RecordedCaseEvent } from '#casework';
import { filling } from '../auditor/filling.js';
import { caseId, id } from './happened.js';

const types = Object.keys(caseEvents) as CaseEventType[];

/** An event of any type with any values, open and sealed, before it has an envelope. */
export const anyEvent = fc.record({
  type: fc.constantFrom(...types),
  choices: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  day: fc.constantFrom('2013-06-03', '2014-03-10', '2014-08-04', '2018-01-05'),
});
export type AnyEvent = typeof anyEvent extends fc.Arbitrary<infer E> ? E : never;

/** Recorded by an agency at a revision; ids are few, so that events speak of each other. None where no values fit. */
export const recordedFrom = (
  { type, choices, day }: AnyEvent,
  revision: number,
  agency = 'focal',
): readonly RecordedCaseEvent[] => {
  let next = 0;
  const fields: Fields = caseEvents[type].fields;
  const data = Object.fromEntries(
    Object.entries(fields).map(([name, { schema }]) => [
      name,
      filling(schema, (count) => (choices[next++ % choices.length] ?? 0) % Math.max(1, count)),
    ]),
  );
  if (!caseEvents[type].schema.safeParse(data).success) return [];
  const meta = {
    eventId: id(`event ${revision}`),
    revision,
    streamId: `case-${caseId}`,
    country: 'TH',
    agency,
    actor: `${agency}-officer`,
    occurredAt: `${day}T04:00:00.000Z`,
    recordedAt: '2018-01-05T04:00:00.000Z',
    commandId: id(`command ${revision}`),
    bodyHash: 'hash',
    correlationId: id('correlation'),
    causationId: id('causation'),
  };
  return [{ type, data, meta } as unknown as RecordedCaseEvent];
};
