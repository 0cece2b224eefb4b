import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, fieldsAboveP1, fold, type RecordedCaseEvent } from '#casework';
import { anyEvent, recordedFrom, type AnyEvent } from '../spec/any-event.js';
import { caseId } from '../spec/happened.js';
import { plain, sealedMark, sealedState } from './sealed-state.js';

const withoutSeals = (event: RecordedCaseEvent): RecordedCaseEvent => {
  const sealed = fieldsAboveP1(caseEvents[event.type].fields);
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
        const history = drawn.flatMap((event, revision) => recordedFrom(event, revision));
        const {
          caseId: _,
          revision: _revision,
          handled: _handled,
          history: _history,
          ...so
        } = fold(caseId, history);
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
    const state = sealedState(
      caseId,
      first.flatMap((event, revision) => recordedFrom(event, revision)).map(withoutSeals),
    );
    expect(state).toMatchObject({
      proceedings: { holds: [{ until: sealedMark, reviewOn: sealedMark, ended: false }] },
    });
    expect(JSON.stringify(state['protection'])).toContain(
      JSON.stringify({ result: sealedMark }).slice(1, -1),
    );
  });

  it('keeps what stands in clear', () => {
    const opened: AnyEvent = { type: 'CaseOpened', choices: [0], day: '2014-03-10' };
    const state = sealedState(caseId, recordedFrom(opened, 0));
    expect(state).toMatchObject({ coordination: { opened: true, involved: ['focal'], closed: false } });
  });
});
