import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseEvents,
  fold,
  sealedFieldNames,
  type CaseEventType,
  type Fields,
  type RecordedCaseEvent,
} from '#casework';
import { id } from '../../casework/spec/sample.js';
import { filling } from './filling.js';
import { plain, sealedMark, sealedState } from './sealed-state.js';

const caseId = id('case');
const types = Object.keys(caseEvents) as CaseEventType[];

/** An event of any type with any values, open and sealed; ids are few, so that events speak of each other. */
const anyEvent = fc.record({
  type: fc.constantFrom(...types),
  choices: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  day: fc.constantFrom('2013-06-03', '2014-03-10', '2014-08-04', '2018-01-05'),
});
type AnyEvent = typeof anyEvent extends fc.Arbitrary<infer E> ? E : never;

const recorded = ({ type, choices, day }: AnyEvent, revision: number): readonly RecordedCaseEvent[] => {
  let next = 0;
  const fields: Fields = caseEvents[type].fields;
  const data = Object.fromEntries(
    Object.entries(fields).map(([name, { schema }]) => [
      name,
      filling(schema, (count) => (choices[next++ % choices.length] ?? 0) % Math.max(1, count)),
    ]),
  );
  const { success } = caseEvents[type].schema.safeParse(data);
  if (!success) return [];
  const meta = {
    eventId: id(`event ${revision}`),
    revision,
    streamId: `case-${caseId}`,
    country: 'TH',
    agency: 'focal',
    actor: 'officer',
    occurredAt: `${day}T04:00:00.000Z`,
    recordedAt: '2018-01-05T04:00:00.000Z',
    commandId: id(`command ${revision}`),
    bodyHash: 'hash',
    correlationId: id('correlation'),
    causationId: id('causation'),
  };
  return [{ type, data, meta } as unknown as RecordedCaseEvent];
};

const withoutSeals = (event: RecordedCaseEvent): RecordedCaseEvent => {
  const sealed = sealedFieldNames(caseEvents[event.type].fields);
  const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !sealed.includes(name)));
  return { ...event, data } as unknown as RecordedCaseEvent;
};

const isMark = (value: unknown): boolean => JSON.stringify(value) === JSON.stringify(sealedMark);

/** Where what is told differs from what is so, unless it is told to be sealed. */
const untrue = (told: unknown, so: unknown, path = ''): readonly string[] => {
  if (isMark(told) || Object.is(told, so)) return [];
  if (typeof told !== 'object' || typeof so !== 'object' || told === null || so === null) return [path];
  if (Array.isArray(told) !== Array.isArray(so)) return [path];
  const names = new Set([...Object.keys(told), ...Object.keys(so)]);
  return [...names].flatMap((name) =>
    untrue(Reflect.get(told, name), Reflect.get(so, name), `${path}.${name}`),
  );
};

describe('the state that the auditor is shown', () => {
  it('never tells as a fact what depends on a sealed value, whatever the history', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25, size: 'max' }), (drawn) => {
        const history = drawn.flatMap(recorded);
        const { caseId: _caseId, revision: _revision, handled: _handled, ...so } = fold(caseId, history);
        expect(untrue(sealedState(caseId, history.map(withoutSeals)), plain(so))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says that a hold’s end and what a screening found are sealed, and not that a hold has no end', () => {
    const first: readonly AnyEvent[] = (['HoldPlaced', 'ProtectionScreened'] as const).map((type) => ({
      type,
      choices: [1],
      day: '2014-03-10',
    }));
    const state = sealedState(caseId, first.flatMap(recorded).map(withoutSeals));
    expect(state).toMatchObject({
      proceedings: { holds: [{ until: sealedMark, reviewOn: sealedMark, ended: false }] },
    });
    expect(JSON.stringify(state['protection'])).toContain(
      JSON.stringify({ result: sealedMark }).slice(1, -1),
    );
  });

  it('keeps what stands in clear', () => {
    const opened: AnyEvent = { type: 'CaseOpened', choices: [0], day: '2014-03-10' };
    const state = sealedState(caseId, recorded(opened, 0));
    expect(state).toMatchObject({ coordination: { opened: true, involved: ['focal'], closed: false } });
  });
});
