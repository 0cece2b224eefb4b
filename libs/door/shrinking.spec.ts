import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { viewerAnywhere, show, sightOf, type Caller } from '#access';
import {
  caseEvents,
  dictionary,
  fold,
  isSealed,
  tableViewers,
  type Agency,
  type CountryFacts,
  type DictionaryEntry,
  type EventDefinition,
  type NewCaseEvent,
  type RecordedCaseEvent,
  type Viewer,
} from '#casework';
import { recorded } from '../casework/spec/given.js';
import { consentsTo, id, sampleActor, sampleContext, sampleFacts } from '../casework/spec/sample.js';
import { aStep, receiving, sending, walk, walkedCase } from '../casework/spec/walk.js';
import { caseRead, type CaseRead } from './case-read.js';
import { sampleOf } from './sample.js';

/*
 * What a reader is shown only shrinks: when a consent or a message's use ends, when a value can no longer be opened, and
 * from one reader to another who is cleared for less (domain.md 4.5a).
 */
const viewers: readonly Viewer[] = [...tableViewers, 'FP', 'AU'];
const readers: readonly Agency[] = viewers.map((viewer) => ({
  id: `reader-${viewer.toLowerCase()}`,
  name: viewer,
  kind: 'authority',
  viewer,
  mandates: sampleFacts('TH').agencies[0]?.mandates ?? [],
}));
const factsOf = (country: 'TH' | 'MM'): CountryFacts => {
  const own = sampleFacts(country);
  return { ...own, agencies: [...own.agencies, ...readers] };
};

/** What the readers take part in, with everything consented to inside the country. */
const beginnings = [
  ['TH', sending],
  ['MM', receiving],
] as const;

const joined = (country: 'TH' | 'MM', history: readonly RecordedCaseEvent[]): RecordedCaseEvent[] =>
  appended(country, history, [
    ...readers.map(({ id: agency }) => ({
      type: 'AgencyInvolved' as const,
      data: { agency, reason: 'referred' },
    })),
    ...consentsTo(country).map(({ type, data }) => ({
      type,
      data: { ...data, consentId: id(`within ${data.consentId}`) },
    })),
  ]);

const now = '2014-01-05T04:00:00.000Z';
const appended = (
  country: 'TH' | 'MM',
  history: readonly RecordedCaseEvent[],
  events: readonly NewCaseEvent[],
): RecordedCaseEvent[] => {
  const context = sampleContext({ country, now, actor: sampleActor('focal', 'officer-1', country) });
  return [...history, ...recorded(events, context, history.length)];
};

const readBy = (
  country: 'TH' | 'MM',
  agency: Agency,
  history: readonly RecordedCaseEvent[],
  roles?: readonly string[],
): CaseRead['events'] => {
  const actor = sampleActor(agency.id, 'reader', country);
  const caller: Caller = { actor: roles ? { ...actor, roles } : actor, agency, sandbox: true };
  // As the kind of office that it is: who owns a case is no sight that is taken away.
  const as = viewerAnywhere(agency);
  return caseRead(fold(walkedCase, history), history, {
    ...{ caller, as, facts: factsOf(country), now, requestId: 'request', knownCases: new Set() },
  }).body.events;
};

/** Whether a field names offices: for who may not know them, each becomes its kind. */
const namesOffices = (type: string, name: string): boolean => {
  const { fields }: EventDefinition = caseEvents[type as keyof typeof caseEvents];
  return fields[name]?.namesOffice === true;
};

/** What of `after` is not shown in `before`, of the events that both histories have. */
const grown = (before: CaseRead['events'], after: CaseRead['events'], of: readonly RecordedCaseEvent[]) =>
  after
    .filter(({ eventId }) => of.some(({ meta }) => meta.eventId === eventId))
    .flatMap(({ eventId, type, data }) => {
      const shown = before.find((one) => one.eventId === eventId)?.data;
      return Object.entries(data)
        .filter(([name, value]) => JSON.stringify(shown?.[name]) !== JSON.stringify(value))
        .filter(([name]) => !(shown && name in shown && namesOffices(type, name)))
        .map(([name]) => `${type}.${name}`);
    });

const aHistory = fc
  .tuple(fc.constantFrom(...beginnings), fc.array(aStep, { maxLength: 8 }))
  .map(([[country, beginning], steps]) => ({
    country,
    history: joined(country, walk(beginning, steps)),
  }));
const aReader = fc.constantFrom(...readers);

/** Ways in which content is withdrawn from a history. */
const withdrawals = (history: readonly RecordedCaseEvent[]): readonly NewCaseEvent[] => {
  const messageIds = history.flatMap((event) =>
    event.type === 'MessageReceived' ? [event.data.messageId] : [],
  );
  return [
    ...history.flatMap((event): NewCaseEvent[] =>
      event.type === 'ConsentGiven'
        ? [{ type: 'ConsentWithdrawn', data: { consentId: event.data.consentId } }]
        : [],
    ),
    ...history.flatMap(({ type, meta }): NewCaseEvent[] =>
      ['ConsentGiven', 'NameClaimed', 'OriginClaimed', 'RelativeRecorded'].includes(type)
        ? [{ type: 'EntryTakenBack', data: { entryId: meta.eventId, entry: type, mistake: 'wrong_entry' } }]
        : [],
    ),
    ...messageIds.map((messageId): NewCaseEvent => ({
      type: 'MessageUseStopped',
      data: { from: 'TH', messageIds: [messageId], because: 'recalled' },
    })),
  ];
};

/** The same history where the sealed fields of some events cannot be opened. */
const unopened = (history: readonly RecordedCaseEvent[], closed: (index: number) => boolean) =>
  history.map((event, index) => {
    const { fields }: EventDefinition = caseEvents[event.type];
    const open = Object.entries(event.data).filter(([name]) => !isSealed(fields[name]?.dataClass ?? 'P4'));
    return closed(index) ? ({ ...event, data: Object.fromEntries(open) } as RecordedCaseEvent) : event;
  });

describe('what a reader is shown of a history', () => {
  it('only shrinks when consents are withdrawn, entries taken back and the use of messages stopped', () => {
    fc.assert(
      fc.property(aHistory, aReader, fc.array(fc.nat(), { minLength: 1 }), (given, reader, picks) => {
        const { country, history } = given;
        const ways = withdrawals(history);
        const chosen = [...new Set(picks.map((pick) => ways[pick % ways.length]!))];
        const before = readBy(country, reader, history);
        const after = readBy(country, reader, appended(country, history, chosen));
        expect([reader.viewer, grown(before, after, history)]).toEqual([reader.viewer, []]);
      }),
      { numRuns: 100 },
    );
  });

  it('only shrinks when what it holds can no longer be opened', () => {
    fc.assert(
      fc.property(
        aHistory,
        aReader,
        fc.infiniteStream(fc.boolean()),
        ({ country, history }, reader, coins) => {
          const closed = history.map(() => coins.next().value === true);
          const before = readBy(country, reader, history);
          const after = readBy(
            country,
            reader,
            unopened(history, (index) => closed[index] === true),
          );
          expect([reader.viewer, grown(before, after, history)]).toEqual([reader.viewer, []]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('only shrinks when the reader loses its roles', () => {
    fc.assert(
      fc.property(aHistory, aReader, ({ country, history }, reader) => {
        const after = readBy(country, reader, history, []);
        expect([reader.viewer, grown(readBy(country, reader, history), after, history)]).toEqual([
          reader.viewer,
          [],
        ]);
      }),
      { numRuns: 40 },
    );
  });
});

/** All text in a value, as it may be compared: a reduction ends an initial with a stop, and has a mark for no initial. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value === '…' ? [] : [value.normalize('NFC').replace(/\.$/, '')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Whether one answer holds a text that is no part of the other, or is there where the other is not. */
const saysMore = (less: unknown, more: unknown): boolean => {
  const held = textsIn(more);
  return (
    (less !== undefined && more === undefined) ||
    textsIn(less).some((text) => !held.some((whole) => whole.includes(text)))
  );
};

const rank = { N: 0, R: 1, Y: 2 };

describe('what readers are shown of a field', () => {
  const cells = Object.values(caseEvents).flatMap((definition: EventDefinition) =>
    Object.entries(definition.fields).map(([name, field]) => ({ definition, name, field })),
  );
  const sample = (schema: z.ZodType): unknown =>
    sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  /** Y, R or N: C is all or nothing. */
  const sightFor = (field: (typeof cells)[number]['field'], viewer: Viewer, consent: boolean) => {
    const sight = sightOf(field, viewer);
    return sight === 'C' ? (consent ? 'Y' : 'N') : sight;
  };

  const opensAPart = ({ entry }: (typeof cells)[number]['field']): boolean => {
    const line: DictionaryEntry | undefined = entry && dictionary[entry];
    return line?.opens !== undefined;
  };

  it('is never more, in any type and field, for who is cleared for less', () => {
    const more = cells.flatMap(({ definition, name, field }) => {
      const value = sample(field.schema);
      const seen = viewers.flatMap((viewer) =>
        [true, false].map((consent) => ({
          sight: rank[sightFor(field, viewer, consent)],
          // A consent may open a part alone: of the relatives of a question of nationality, the parents' names.
          part: consent && sightOf(field, viewer) === 'C' && opensAPart(field),
          shown: show(definition, { [name]: value }, viewer, {
            consented: () => consent,
            knowsCase: () => true,
          }).data[name],
        })),
      );
      return seen.flatMap((less) =>
        seen
          .filter(({ sight, part }) => sight >= less.sight && !part)
          .filter(({ shown }) => saysMore(less.shown, shown))
          .map(() => `${definition.type}.${name}`),
      );
    });
    expect(more).toEqual([]);
    expect(cells.length).toBeGreaterThan(500);
  });

  it('is with consent, with a role and of the own entries never less than without', () => {
    const most = { consented: () => true, own: true, knowsCase: () => true };
    const lesser = [
      { ...most, consented: () => false },
      { ...most, own: false },
      { ...most, knowsCase: () => false },
      { ...most, withoutRole: true },
      { ...most, stopped: true },
    ];
    const more = cells.flatMap(({ definition, name, field }) => {
      const data = { [name]: sample(field.schema) };
      return viewers.flatMap((viewer) => {
        const all = show(definition, data, viewer, most).data[name];
        return lesser
          .map((less) => show(definition, data, viewer, less).data[name])
          .filter((shown) => shown !== undefined && !isDeepStrictEqual(shown, all))
          .map(() => `${viewer} ${definition.type}.${name}`);
      });
    });
    expect(more).toEqual([]);
  });
});
