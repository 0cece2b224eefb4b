import { caseEvents, fieldsAboveP1, fold, type Fields, type RecordedCaseEvent } from '#casework';
import { filling, type Choose } from './filling.js';

/** What stands in place of whatever depends on a sealed value. */
export const sealedMark = { sealed: true } as const;

/** How often the sealed values are made up anew. More finds rarer dependences; a fold of a long case takes milliseconds. */
const fillings = 16;

/** Choices that are the same at every reading, and others for every filling, event and field. */
const choices = (round: number, revision: number, place: number): Choose => {
  if (round === 0) return () => 0;
  if (round === 1) return (count) => count - 1;
  let state = (round * 1_000_003 + revision) * 1_009 + place;
  return (count) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % Math.max(1, count);
  };
};

/** The event with made-up values where it seals some. */
const filled = (event: RecordedCaseEvent, round: number): RecordedCaseEvent => {
  const fields: Fields = caseEvents[event.type].fields;
  const madeUp = fieldsAboveP1(fields).map((name, place): readonly [string, unknown] => {
    const field = fields[name];
    return [name, field && filling(field.schema, choices(round, event.meta.revision, place))];
  });
  const data: unknown = { ...event.data, ...Object.fromEntries(madeUp) };
  return { ...event, data } as RecordedCaseEvent;
};

/** Maps and sets as plain JSON; what is undefined is left out. */
export const plain = (value: unknown): unknown => {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]));
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, plain(inner)]),
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const arraysOfOneLength = (values: readonly unknown[]): values is readonly (readonly unknown[])[] => {
  const [first] = values;
  return (
    Array.isArray(first) && values.every((value) => Array.isArray(value) && value.length === first.length)
  );
};

/** What is the same in all; the mark in place of what is not. */
const agreed = (values: readonly unknown[]): unknown => {
  const [first] = values;
  if (values.every(isObject)) {
    const names = new Set(values.flatMap((value) => Object.keys(value)));
    return Object.fromEntries(
      [...names].map((name) => [
        name,
        agreed(values.map((value) => (Object.hasOwn(value, name) ? value[name] : undefined))),
      ]),
    );
  }
  if (arraysOfOneLength(values))
    return values[0]?.map((_item, index) => agreed(values.map((value) => value[index])));
  return values.every((value) => value === first) ? first : sealedMark;
};

/**
 * The folded file by process, of events whose sealed values are not known: what is the same whatever stands under the
 * seals, and the mark in place of the rest. The rules take an unknown for the worse (a hold without end, a bar); that is
 * right for a decision and no fact to tell an auditor. Found by folding with no sealed values and with values made up.
 */
export const sealedState = (
  caseId: string,
  events: readonly RecordedCaseEvent[],
): Readonly<Record<string, unknown>> => {
  const keyless = fold(caseId, events);
  const others = Array.from({ length: fillings }, (_, round) =>
    fold(
      caseId,
      events.map((event) => filled(event, round)),
    ),
  );
  const {
    caseId: _caseId,
    revision: _revision,
    handled: _handled,
    history: _history,
    ...processes
  } = keyless;
  return Object.fromEntries(
    Object.keys(processes)
      .filter((name): name is keyof typeof processes => name in processes)
      .map((name) => [name, agreed([keyless, ...others].map((file) => plain(file[name])))]),
  );
};
