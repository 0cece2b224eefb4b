import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventReader, officesFor, viewerIn } from '#access';
import {
  audienceIn,
  caseEvents,
  fold,
  journeyEvents,
  type EventCatalogue,
  type RecordedCaseEvent,
  type RecordedJourneyEvent,
} from '#casework';
import { factsOf } from '#countries';
import { anyEvent, recordedFrom } from '../agencies/spec/any-event.js';
import { caseId, id } from '../agencies/spec/happened.js';
import { caseRead } from './case-read.js';
import { journeyFor, journeyRead } from './journey-read.js';
import { thaiCaller } from './spec/caller.js';
import { casesAbout, visible, visibleEtag } from './visible.js';

/*
 * Nobody learns from an answer that something happened of which they may not know: with it and without it, the answer is
 * the same to the last byte.
 */
const facts = factsOf('TH');
const offices = facts.agencies.map(({ id: office }) => office);

type Recorded = Pick<RecordedCaseEvent | RecordedJourneyEvent, 'type' | 'data' | 'meta'>;

const traceIn = (catalogue: EventCatalogue) => (event: Recorded) => ({
  ...{ event, type: event.type, agency: event.meta.agency, audience: audienceIn(catalogue)(event) },
  ...{ revision: event.meta.revision, eventId: event.meta.eventId, position: `${event.meta.revision}` },
});

/** A history as it would stand in the store: without some events, and numbered anew. */
const renumbered = <E extends Recorded>(history: readonly E[]): readonly E[] =>
  history.map((event, revision) => ({ ...event, meta: { ...event.meta, revision } }));

const officer = fc.constantFrom(...offices);

describe('an answer about a case', () => {
  const history = fc
    .array(fc.record({ event: anyEvent, by: officer }), { maxLength: 25, size: 'max' })
    .map((drawn) => drawn.flatMap(({ event, by }, revision) => recordedFrom(event, revision, by)));

  it('has the same events, numbers and ETag with and without what its reader may not know of', () => {
    let differed = 0;
    fc.assert(
      fc.property(history, officer, (events, office) => {
        const caller = thaiCaller(office);
        // Who owns the case decides as whom its readers look on; this alone is told by more than they may know of.
        const as = viewerIn(fold(caseId, events), caller, facts);
        const reader = eventReader(facts, caller, [], as);
        const known = new Set(
          visible(caseEvents, events.map(traceIn(caseEvents)), reader).map(({ event }) => event),
        );
        const without = renumbered(events.filter((event) => known.has(event)));
        const answered = (told: readonly RecordedCaseEvent[]) => {
          const { body } = caseRead(fold(caseId, told), told, {
            ...{
              caller,
              as,
              facts,
              now: '2018-02-01T00:00:00.000Z',
              requestId: 'request',
              knownCases: new Set<string>(),
            },
          });
          const traces = told.map(traceIn(caseEvents));
          return JSON.stringify({
            body,
            etag: visibleEtag('secret', caseEvents, reader, { id: caseId, traces }),
          });
        };
        expect(answered(without)).toBe(answered(events));
        if (without.length < events.length) differed += 1;
      }),
    );
    expect(differed).toBeGreaterThan(20);
  });
});

describe('an answer about a journey', () => {
  const journeyId = id('journey');
  const travellers = [1, 2, 3, 4].map((number) => id(`traveller ${number}`));
  const some = fc.subarray(travellers, { minLength: 1 });
  const data = {
    TravellerAdded: fc.record({ caseId: fc.constantFrom(...travellers) }),
    TravellerLeft: fc.record({ caseId: fc.constantFrom(...travellers) }),
    EscortChanged: fc.record({ escorts: fc.constant(['escort-3']) }),
    LegStarted: fc.record({ leg: fc.nat({ max: 2 }), travellers: some }),
    LegCompleted: fc.record({ leg: fc.nat({ max: 2 }), travellers: some }),
    JourneyHandoverAuthorised: fc.record({ point: fc.constant('mae-sot-myawaddy'), travellers: some }),
    JourneyHandoverSigned: fc.record({
      ...{ side: fc.constantFrom('sending', 'receiving'), officer: fc.constant('officer-7') },
      ...{ point: fc.constant('mae-sot-myawaddy'), travellers: some, items: fc.constant([]) },
      discrepancies: fc.constant([]),
    }),
    JourneyHandoverRefused: fc.record({
      ...{ side: fc.constantFrom('sending', 'receiving'), point: fc.constant('mae-sot-myawaddy') },
      ...{ travellers: some, reason: fc.constant('health') },
    }),
  };
  const step = fc.oneof(
    ...Object.entries(data).map(([type, fields]) =>
      fc.record({ type: fc.constant(type), data: fields as fc.Arbitrary<object>, by: officer }),
    ),
  );
  const planned = {
    ...{ type: 'JourneyPlanned', by: 'immigration' },
    data: {
      ...{ side: 'sending', from: 'TH', to: 'MM', point: 'mae-sot-myawaddy', group: journeyId },
      ...{ on: '2014-08-04', legs: [{ from: 'pathum-thani', to: 'mae-sot', mode: 'road' }] },
    },
  };
  const history = fc.array(step, { maxLength: 15 }).map((steps) =>
    [planned, ...steps].map(
      ({ type, data: fields, by }, revision) =>
        ({
          ...{ type, data: fields },
          meta: {
            ...{
              eventId: id(`event ${revision}`),
              revision,
              streamId: `journey-${journeyId}`,
              country: 'TH',
            },
            ...{ agency: by, actor: `${by}-officer`, commandId: id(`command ${revision}`), bodyHash: 'hash' },
            ...{ occurredAt: `2014-08-04T04:00:${String(revision).padStart(2, '0')}.000Z` },
            ...{ recordedAt: '2014-08-05T04:00:00.000Z', correlationId: '', causationId: '' },
          },
        }) as unknown as RecordedJourneyEvent,
    ),
  );

  const answered = (events: readonly RecordedJourneyEvent[], office: string, known: readonly string[]) => {
    const caller = thaiCaller(office);
    const reader = eventReader(facts, caller, known);
    const traces = events.map(traceIn(journeyEvents));
    const body = journeyRead(journeyFor(reader, journeyId, events), reader, officesFor(facts, caller.actor));
    return JSON.stringify({
      body,
      etag: visibleEtag('secret', journeyEvents, reader, { id: journeyId, traces }),
    });
  };

  it('is the same with and without what happened to travellers whom its reader may not know of', () => {
    let differed = 0;
    fc.assert(
      fc.property(history, officer, fc.subarray(travellers), (events, office, known) => {
        const concerns = (event: RecordedJourneyEvent): boolean => {
          const about = casesAbout([traceIn(journeyEvents)(event)]);
          return about.length === 0 || about.some((traveller) => known.includes(traveller));
        };
        const without = renumbered(events.filter(concerns));
        expect(answered(without, office, known)).toBe(answered(events, office, known));
        if (without.length < events.length) differed += 1;
      }),
    );
    expect(differed).toBeGreaterThan(20);
  });

  it('names no traveller whom its reader may not know of, the auditor’s among them', () => {
    fc.assert(
      fc.property(history, officer, fc.subarray(travellers), (events, office, known) => {
        const told = answered(events, office, known);
        for (const traveller of travellers.filter((one) => !known.includes(one)))
          expect(told).not.toContain(traveller);
      }),
    );
  });
});
