import { describe, expect, it } from '@jest/globals';
import { advance, fold } from '../the-case.js';
import {
  caseEvents,
  type CaseEventType,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { beginnings } from '../the-case/possible-dates.js';
import { datedTypes, withoutTopic } from './dated-types.js';
import { recorded } from './given.js';
import { caseOpened } from './histories.js';
import { fullData } from './payloads.js';
import { id, sampleContext } from './sample.js';
import { walkedCase } from './walk.js';

/*
 * Every type that can be dated, against every other: what happened first and is typed last makes the same file as if it had
 * been typed in time. A new dated type is tried by itself; one that is left out stands here with its reason.
 */
const of = (reason: string): ReadonlySet<string> =>
  new Set(Object.entries(withoutTopic).flatMap(([type, why]) => (why === reason ? [type] : [])));

/** With a law of its own: first of all, decided when it is recorded, taken out of the file as a whole, in its order or not at all. */
const placed: ReadonlySet<string> = new Set<string>([
  ...([
    'CaseOpened',
    'ReturnConsentGiven',
    'TransferredToShelter',
    'EntryTakenBack',
  ] satisfies CaseEventType[]),
  ...of('in its order'),
]);
/** After a late death what was decided since is irregular; after a late arrival what was prepared since is asked for anew. */
const endsAll: ReadonlySet<string> = new Set<CaseEventType>(['PersonDied', 'ArrivalRecorded']);
const once = of('once');
/** Refused once another answer to the referral, a stay, or what ends one has come. */
const answersReferral: ReadonlySet<string> = new Set<CaseEventType>([
  ...(['ShelterStayConsented', 'ShelterDeclined', 'AdmissionDenied', 'AdmittedToShelter'] as const),
]);
/** A leaving that a shelter told before is told once. */
const leaves: ReadonlySet<string> = new Set<CaseEventType>(['LeftWithoutNotice', 'PersonLeftWithoutNotice']);

type Beginning = { readonly type: CaseEventType; readonly by?: string; readonly called?: string };
const begunBy = (type: string): readonly Beginning[] =>
  (beginnings as Readonly<Record<string, readonly Beginning[]>>)[type] ?? [];

/** Ids that several types of one stay, request or review hold. */
const shared: ReadonlySet<string> = new Set(['stayId', 'requestId', 'householdId', 'journeyId']);
const ends = (type: CaseEventType, name: string): boolean => begunBy(type).some(({ by }) => by === name);
const beginsAs = (type: CaseEventType, name: string): string | undefined =>
  Object.values<readonly Beginning[]>(beginnings)
    .flat()
    .find((beginning) => beginning.type === type && (beginning.called ?? beginning.by) === name)?.by;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const kept = new Map<string, Readonly<Record<string, unknown>>>();
const dataOf = (type: CaseEventType, pick: number): Readonly<Record<string, unknown>> => {
  const key = `${type} ${pick}`;
  const known = kept.get(key) ?? fullData(type, pick);
  kept.set(key, known);
  return known;
};

/** An event of a type on a day of May, whose ids are its own but for those of what it is about. */
const sample = (type: CaseEventType, pick: number, day: number, beginning = false): NewCaseEvent => {
  const data = Object.entries(dataOf(type, pick)).map(([name, value]): [string, unknown] => {
    if (typeof value !== 'string' || !uuid.test(value)) return [name, value];
    const about = beginning ? beginsAs(type, name) : ends(type, name) ? name : undefined;
    return [name, id(shared.has(name) ? name : (about ?? `${type} ${name} ${day}`))];
  });
  return { type, data: Object.fromEntries(data), occurredAt: at(day) } as unknown as NewCaseEvent;
};
const at = (day: number): string => `2013-05-${String(day).padStart(2, '0')}T04:00:00.000Z`;

const about = [
  'ShelterReferred',
  'AdmittedToShelter',
  'TracingRequestReceived',
  'NationalityCheckReceived',
] as const;

const bases = new Map<string, readonly [CaseFile, number]>();
/** A file that holds whatever two types end. */
const baseFor = (late: CaseEventType, other: CaseEventType): readonly [CaseFile, number] => {
  const needed = [late, other].flatMap((type) => begunBy(type).map((beginning) => beginning.type));
  const begun = [...new Set<CaseEventType>([...about, ...needed])].filter(
    (type) => type !== late && type !== other,
  );
  const key = begun.join(' ');
  const known = bases.get(key);
  if (known) return known;
  const events = [caseOpened, ...begun.map((type) => sample(type, 0, 1, true))];
  const history = recorded(events, sampleContext({ now: at(1) }));
  const base = [fold(walkedCase, history), history.length] as const;
  bases.set(key, base);
  return base;
};

const envelopes = new Map<string, RecordedCaseEvent>();
/** As it is recorded long after, with an envelope that does not tell in which order. */
const recordedOn = (type: CaseEventType, pick: number, day: number): RecordedCaseEvent => {
  const word = `${type} ${pick} ${day}`;
  const known = envelopes.get(word);
  if (known) return known;
  const event = recorded([sample(type, pick, day)])[0]!;
  const ids = { eventId: id(`event ${word}`), commandId: id(`command ${word}`) };
  const one = { ...event, meta: { ...event.meta, ...ids } };
  envelopes.set(word, one);
  return one;
};

const typed = ([base, length]: readonly [CaseFile, number], order: readonly RecordedCaseEvent[]): CaseFile =>
  advance(
    base,
    order.map((event, index) => ({ ...event, meta: { ...event.meta, revision: length + index } })),
  );

/** What a value says, whatever the order in which its parts were typed. */
const saying = (value: unknown): unknown => {
  if (value instanceof Map || value instanceof Set) return saying([...value]);
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(saying(one))).toSorted();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => inner !== undefined && name !== 'revision')
      .map(([name, inner]): [string, unknown] => [name, saying(inner)])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
};
const parts = ({ revision: _revision, handled: _handled, history: _history, ...slices }: CaseFile) => slices;
const saysTheSame = (one: CaseFile, other: CaseFile): boolean => {
  const held: Readonly<Record<string, unknown>> = parts(other);
  return Object.entries(parts(one)).every(
    ([name, part]) =>
      part === held[name] ||
      JSON.stringify(part) === JSON.stringify(held[name]) ||
      JSON.stringify(saying(part)) === JSON.stringify(saying(held[name])),
  );
};

const dated = Object.keys(caseEvents).filter(
  (type): type is CaseEventType => datedTypes.has(type) && !placed.has(type),
);

const isOfStay = (type: CaseEventType): boolean =>
  Object.hasOwn(caseEvents[type].fields, 'stayId') ||
  type === 'PersonDied' ||
  type === 'PersonLeftWithoutNotice';
const answers = (one: CaseEventType, other: CaseEventType): boolean =>
  answersReferral.has(one) &&
  isOfStay(other) &&
  !(one === 'AdmittedToShelter' && other === 'PersonLeftWithoutNotice');

/** Whether one of two could be typed after the other although it happened before. */
const canBeLate = (late: CaseEventType, other: CaseEventType): boolean =>
  !begunBy(other).some(({ type }) => type === late) &&
  !begunBy(late).some(({ type }) => type === other) &&
  !(late === other && once.has(late)) &&
  !(late !== other && leaves.has(late) && leaves.has(other)) &&
  !answers(late, other) &&
  !answers(other, late);

/** Which parts of a file a type speaks of; all where that cannot be told. */
const touched = new Map(
  dated.map((type) => {
    const base = baseFor(type, type);
    const before: Readonly<Record<string, unknown>> = parts(base[0]);
    const after = Object.entries(parts(typed(base, [recordedOn(type, 0, 5)])));
    const names = after.flatMap(([name, part]) => (part === before[name] ? [] : [name]));
    return [type, names.length === 0 ? after.map(([name]) => name) : names] as const;
  }),
);
const speakOfOne = (one: CaseEventType, other: CaseEventType): boolean =>
  touched.get(one)?.some((name) => touched.get(other)?.includes(name)) ?? true;

describe('what is typed late', () => {
  it('makes the same file as if it had been typed in time, for every dated type against every other', () => {
    const wrong: string[] = [];
    let pairs = 0;
    for (const [index, late] of dated.filter((type) => !endsAll.has(type)).entries())
      for (const [place, other] of dated.entries()) {
        if (!canBeLate(late, other) || !speakOfOne(late, other)) continue;
        pairs += 1;
        const pick = (index + place) % 2;
        const [one, two] = [recordedOn(late, pick, 5), recordedOn(other, 1 - pick, 10)];
        const base = baseFor(late, other);
        if (!saysTheSame(typed(base, [one, two]), typed(base, [two, one])))
          wrong.push(`${late} before ${other}`);
      }
    expect(wrong).toEqual([]);
    expect(pairs).toBeGreaterThan(500);
  });
});
