import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  ageOf,
  ageOn,
  bandOf,
  bandUnder,
  dayIn,
  fold,
  isChildBand,
  type CaseFile,
  type NewCaseEvent,
} from '#casework';
import type { PlacedEvent } from '#event-store';
import { notAdmittedFor } from '../casework/shelter/questions/admission.js';
import { openedWith } from '../casework/spec/histories.js';
import { id, sampleContext, sampleFacts } from '../casework/spec/sample.js';
import { factsOf } from '#countries';
import { bandOn, derivedBand, type SealedAge } from './age-in-lists.js';
import { caseRegister } from './case-register.js';
import { caseId, happened, rowsAfter } from './spec/happened.js';

const [thai, burmese] = [factsOf('TH'), factsOf('MM')];
const now = '2024-06-15T03:00:00.000Z';

interface Said {
  readonly event: NewCaseEvent;
  readonly at: string;
}

const instant = fc
  .date({ min: new Date('2012-01-01'), max: new Date(now), noInvalidDate: true })
  .map((date) => date.toISOString());
const birth = fc
  .tuple(
    fc.integer({ min: 1985, max: 2011 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(2),
  )
  .map(([year, month, day, parts]) =>
    [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
      .slice(0, 1 + parts)
      .join('-'),
  );

let claims = 0;
const said: fc.Arbitrary<NewCaseEvent> = fc.oneof(
  birth.map((value): NewCaseEvent => ({
    type: 'BirthDateClaimed',
    data: {
      claimId: id(`claim ${(claims += 1)}`),
      source: 'document',
      confidence: 'low',
      birthDate: { value, precision: 'day', calendar: 'gregorian', asWritten: value },
      ageBand: bandOf(thai, Math.max(0, ageOn(value, '2013-01-01'))),
      jurisdiction: 'TH',
    },
  })),
  fc.constantFrom('child', 'adult', 'unknown').map((ageBand): NewCaseEvent => ({
    type: 'AgeBandSet',
    data: { ageBand, jurisdiction: 'TH', source: 'person' },
  })),
  fc.constant<NewCaseEvent>({ type: 'AgeVerificationRequested', data: { method: 'documents' } }),
  fc.constant<NewCaseEvent>({ type: 'AgePresumedMinor', data: {} }),
  fc
    .tuple(fc.constantFrom('child', 'adult', 'inconclusive'), fc.boolean(), fc.integer({ min: 0, max: 17 }))
    .map(([result, told, years]): NewCaseEvent => {
      const found = result === 'adult' ? years + 18 : years;
      return {
        type: 'AgeVerified',
        data: {
          result: result,
          ageBand: result === 'inconclusive' ? 'unknown' : bandOf(thai, result === 'adult' ? 18 : 0),
          ...(told && result !== 'inconclusive' ? { years: found } : {}),
        },
      };
    }),
);

const told: fc.Arbitrary<readonly Said[]> = fc
  .tuple(
    fc.constantFrom('child', 'adult', 'unknown'),
    fc.array(fc.record({ event: said, at: instant }), { maxLength: 8 }),
    fc.array(fc.nat(7), { maxLength: 3 }),
  )
  .map(([ageBand, events, undone]) => {
    const corrected = undone.flatMap((place): Said[] => {
      const { event } = events[place] ?? {};
      return event?.type === 'BirthDateClaimed'
        ? [
            {
              event: { type: 'ClaimCorrected', data: { claimId: event.data.claimId, reason: 'mistaken' } },
              at: now,
            },
          ]
        : [];
    });
    return [{ event: openedWith(ageBand), at: '2012-01-01T00:00:00.000Z' }, ...events, ...corrected];
  });

/** One history as the projector gets it, sealed, and as the file does, in clear. */
const bothOf = (history: readonly Said[]) => {
  const placed = history.map(({ event, at }): PlacedEvent =>
    happened(event.type, event.data as never, { meta: { occurredAt: at, recordedAt: now } }),
  );
  const recorded = history.map(({ event }, index) => {
    const { id: eventId, revision, meta } = placed[index]!;
    return {
      ...event,
      meta: { ...meta, eventId, revision, streamId: `case-${caseId}` },
    };
  });
  const clear = new Map(
    history.map(({ event }, index) => [placed[index]!.id, event.data as Readonly<Record<string, unknown>>]),
  );
  const row = rowsAfter(caseRegister, ...placed)[caseId];
  return {
    file: fold(caseId, recorded),
    age: row?.['age'] as SealedAge,
    open: ({ eventId, field }: { readonly eventId: string; readonly field: string }) =>
      clear.get(eventId)?.[field],
  };
};

/** Whether a doubt stands, said the long way round. */
const doubted = (history: readonly Said[]): boolean => {
  const places = history.map(({ event, at }, place) => ({ event, at, place }));
  const found = places.filter(
    ({ event }) => event.type === 'AgeVerified' && event.data.result !== 'inconclusive',
  );
  return places.some(({ event, at, place }) => {
    const after = found.some((one) => one.at > at || (one.at === at && one.place > place));
    if (event.type === 'AgeVerificationRequested') return !found.some((one) => one.place > place);
    if (event.type === 'AgePresumedMinor') return !after;
    return event.type === 'AgeVerified' && event.data.result === 'inconclusive' && !after;
  });
};

const adultsOnly = {
  ...thai.shelters[0]!,
  admits: { sexes: ['female' as const], families: true, minimumAge: 18 },
};

const admits = (file: CaseFile, day: string): boolean =>
  notAdmittedFor(adultsOnly, false, file, sampleContext({ facts: factsOf, now: `${day}T03:00:00.000Z` })) ===
  undefined;

const days = fc.integer({ min: 0, max: 12_000 }).map((many) => addDays('2010-01-01', many));

describe('the one answer to how old somebody is', () => {
  it('is the same in the file, in every list, in the message and in the rule of a shelter, on every day', () => {
    fc.assert(
      fc.property(told, days, (history, day) => {
        const { file, age, open } = bothOf(history);
        const { child, band } = ageOf(file, thai, day);
        expect(bandOn(age, thai, day, open)).toBe(band);
        const derived = derivedBand(age, thai, day);
        expect(derived.into(derived.from.map(open))).toEqual({ ageBand: band });
        expect(isChildBand(thai, band)).toBe(child);
        for (const law of [thai, burmese])
          expect(isChildBand(law, bandUnder(ageOf(file, thai, day), law))).toBe(child);
        expect(admits(file, day)).toBe(!child);
      }),
      { numRuns: 300 },
    );
  });

  it('is never adult while a doubt stands, nor while a claim that stands makes a child and nothing was verified', () => {
    fc.assert(
      fc.property(told, days, (history, day) => {
        const { file } = bothOf(history);
        const { child } = ageOf(file, thai, day);
        if (doubted(history)) expect(child).toBe(true);
        const found = file.age.verified.some(({ result }) => result !== 'inconclusive');
        if (!found && file.age.claims.some(({ born }) => born !== null && ageOn(born, day) < 18))
          expect(child).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('lets nobody grow younger: who is an adult on a day is one on every later day', () => {
    fc.assert(
      fc.property(told, days, days, (history, one, other) => {
        const { file } = bothOf(history);
        const [early, late] = [one, other].toSorted().map((day) => ageOf(file, thai, day));
        expect(early?.child === false && late?.child === true).toBe(false);
        if (early?.years !== undefined && late?.years !== undefined)
          expect(late.years).toBeGreaterThanOrEqual(early.years);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which things were typed', () => {
    fc.assert(
      fc.property(told, days, fc.integer(), (history, day, seed) => {
        const ordered = history.filter(({ event }) => event.type !== 'AgeVerificationRequested');
        const instants = new Set(ordered.map(({ at }) => at));
        fc.pre(instants.size === ordered.length);
        const [opened, ...rest] = ordered;
        const shuffled = rest.toSorted(
          (a, b) => ((Date.parse(a.at) * seed) % 997) - ((Date.parse(b.at) * seed) % 997),
        );
        const answer = (events: readonly Said[]) => ageOf(bothOf(events).file, thai, day);
        const typed = [opened!, ...shuffled.filter(({ event }) => event.type !== 'ClaimCorrected')];
        const inOrder = [opened!, ...rest.filter(({ event }) => event.type !== 'ClaimCorrected')];
        expect(answer(typed)).toEqual(answer(inOrder));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a row of a list', () => {
  it('keeps what the age rests on sealed, and tells a band only for a day', () => {
    const { age } = bothOf([
      {
        event: {
          type: 'CaseOpened',
          data: {
            side: 'sending',
            channel: 'raid',
            sex: 'female',
            ageBand: 'adult',
            mainLanguage: 'my',
            urgency: 'normal',
            foundIn: 'TH',
          },
        },
        at: '2012-01-01T00:00:00.000Z',
      },
      {
        event: { type: 'AgeVerified', data: { result: 'child', ageBand: 'child', years: 15 } },
        at: '2013-06-01T00:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(age)).not.toMatch(/"years":\d/);
    const on = (day: string) => bandOn(age, thai, day, () => 15);
    expect(on(dayIn(thai.timeZone, '2016-05-31T00:00:00Z'))).toBe('child');
    expect(on('2016-06-01')).toBe('adult');
    expect(bandOn(age, sampleFacts('TH'), '2020-01-01')).toBe('child');
  });
});
