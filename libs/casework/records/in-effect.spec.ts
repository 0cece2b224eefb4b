import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance, fold } from '../the-case.js';
import type { NewCaseEvent, RecordedCaseEvent } from './catalogue.js';
import type { CaseFile } from './file.js';
import { recorded } from '../spec/given.js';
import { caseOpened, sampleName, samplePlace } from '../spec/histories.js';
import { interview } from '../spec/identifying.js';
import { id, sampleContext } from '../spec/sample.js';
import { aStep, receiving, sending, walk, walkedCase } from '../spec/walk.js';
import { Here, There } from '../spec/lands.js';

/** What a file says, without the place in the stream at which it was typed. */
const said = ({ revision: _revision, handled: _handled, history: _history, ...slices }: CaseFile) => ({
  ...slices,
  age: withoutPlace(slices.age),
  identity: withoutPlace(slices.identity),
});

/** Without what says at which place of the stream it was typed. */
const withoutPlace = (slice: unknown): string =>
  JSON.stringify(slice, (name, value: unknown) =>
    name === 'revision' || name === 'eventId' ? undefined : value,
  );

const claim = { source: 'person' as const, confidence: 'high' as const };
const stay = { stayId: id('stay') };
const at = (day: number): string => `2013-05-${String(day).padStart(2, '0')}T04:00:00.000Z`;

/** Facts of which only the last word about the same thing counts, each dated. */
const dated: readonly ((day: number) => NewCaseEvent)[] = [
  (day) => ({
    type: 'InitialScreeningCompleted',
    data: {
      outcome: day % 2 === 0 ? 'presumed' : 'undetermined',
      indicators: [],
      urgentNeeds: [],
    },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'AgeVerified',
    data: { result: day % 3 === 0 ? 'adult' : 'child', ageBand: day % 3 === 0 ? 'adult' : 'child' },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'AgeBandSet',
    data: { ageBand: day % 2 === 0 ? 'adult' : 'child', jurisdiction: Here, source: 'person' },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'SpecialNeedsRecorded',
    data: { needs: day % 2 === 0 ? [] : [{ code: 'wheelchair' }] },
    occurredAt: at(day),
  }),
  (day) => ({ type: 'ReturnRefused', data: {}, occurredAt: at(day) }),
  (day) => ({
    type: 'RiskAssessed',
    data: {
      assessmentId: id(`risk ${day}`),
      by: Here,
      assessment: {
        level: day % 2 === 0 ? 'low' : 'high',
        threats: [],
        mitigations: [],
        reviewOn: '2013-09-01',
      },
    },
    occurredAt: at(day),
  }),
  (day) => ({ type: 'HospitalStayStarted', data: { ...stay, hospital: 'Provincial' }, occurredAt: at(day) }),
  (day) => ({ type: 'HospitalStayEnded', data: stay, occurredAt: at(day) }),
  (day) => ({
    type: 'OutingRecorded',
    data: { ...stay, kind: day % 2 === 0 ? 'left' : 'returned' },
    occurredAt: at(day),
  }),
  (day) => ({ type: 'ContactLost', data: {}, occurredAt: at(day) }),
  (day) => ({
    type: 'FollowUpVisitMade',
    data: { visitId: id(`visit ${day}`), number: day, method: 'phone', visitedOn: at(day).slice(0, 10) },
    occurredAt: at(day),
  }),
  (day) => ({ type: 'AgePresumedMinor', data: {}, occurredAt: at(day) }),
  (day) => ({ type: 'AgeVerificationRequested', data: { method: 'medical' }, occurredAt: at(day) }),
  (day) => ({
    type: 'BestInterestsDetermined',
    data: {
      childHeard: day % 2 === 0,
      determination: { solution: 'return_to_family', reasons: 'Wants to go home.' },
    },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'FitToTravelCertified',
    data: { validUntil: `2013-08${at(day).slice(7, 10)}` },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'ReturnCounsellingHeld',
    data: { language: 'my', ...(day % 2 === 0 ? { interpreter: `interpreter-${day}` } : {}) },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'IdentificationInterviewHeld',
    data: { interviewId: id(`interview ${day}`), ...interview },
    occurredAt: at(day),
  }),
  (day) => ({ type: 'IdentificationDeferred', data: { reason: 'not_ready' }, occurredAt: at(day) }),
  (day) => ({
    type: 'NameClaimed',
    data: { ...claim, claimId: id(`name ${day}`), name: { ...sampleName, text: `Name ${day}` } },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'OriginClaimed',
    data: { ...claim, claimId: id(`origin ${day}`), origin: samplePlace },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'NationalityClaimed',
    data: { ...claim, claimId: id(`nationality ${day}`), nationality: { country: There } },
    occurredAt: at(day),
  }),
  (day) => ({
    type: 'ProtectionScreened',
    data: {
      screeningId: id(`asked ${day}`),
      about: There,
      language: 'my',
      inPrivate: true,
      result: 'no_fear',
    },
    occurredAt: at(day),
  }),
];

const beginning: readonly NewCaseEvent[] = [
  caseOpened,
  { type: 'ShelterReferred', data: { ...stay, shelterCode: 'sh-1', withFamily: false } },
  { type: 'AdmittedToShelter', data: { ...stay, shelterCode: 'sh-1' } },
];
const opened = recorded(beginning, sampleContext({ now: at(1) }));

/** Facts dated on days of their own, and the order in which they are typed. */
const typed = fc
  .uniqueArray(fc.record({ fact: fc.nat(dated.length - 1), day: fc.integer({ min: 2, max: 28 }) }), {
    selector: ({ day }) => day,
    maxLength: 14,
  })
  .chain((facts) =>
    fc
      .shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length })
      .map((shuffled) => ({ facts: [...facts].sort((a, b) => a.day - b.day), shuffled })),
  );

const eventOf = ({ fact, day }: { readonly fact: number; readonly day: number }): NewCaseEvent =>
  (dated[fact] ?? dated[0]!)(day);

const typedIn = (facts: readonly { readonly fact: number; readonly day: number }[]): RecordedCaseEvent[] => [
  ...opened,
  ...facts.flatMap((one, index) =>
    recorded([eventOf(one)], sampleContext({ commandId: id(`typed ${index}`) }), opened.length + index),
  ),
];

describe('what holds now', () => {
  it('does not depend on the order in which dated facts were typed', () => {
    fc.assert(
      fc.property(typed, ({ facts, shuffled }) => {
        expect(said(fold(walkedCase, typedIn(shuffled)))).toEqual(said(fold(walkedCase, typedIn(facts))));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same folded at once and event by event, over any history', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { minLength: 40, maxLength: 90, size: 'max' }),
        (start, steps) => {
          const history = walk(start, steps);
          const one = history.reduce((file, event) => advance(file, [event]), fold(walkedCase, []));
          expect(said(one)).toEqual(said(fold(walkedCase, history)));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('does not hold what was taken back, as if it had not been said', () => {
    fc.assert(
      fc.property(typed, fc.nat(), ({ shuffled }, pick) => {
        if (shuffled.length === 0) return;
        const history = typedIn(shuffled);
        const entry = history[opened.length + (pick % shuffled.length)]!;
        const back = recorded(
          [
            {
              type: 'EntryTakenBack',
              data: { entryId: entry.meta.eventId, entry: entry.type, mistake: 'wrong_file' },
            },
          ],
          sampleContext({ commandId: id('back') }),
          history.length,
        );
        const { entries: _entries, ...left } = said(fold(walkedCase, [...history, ...back]));
        const { entries: _none, ...without } = said(
          fold(
            walkedCase,
            history.filter((event) => event !== entry),
          ),
        );
        expect(left).toEqual(without);
      }),
      { numRuns: 100 },
    );
  });
});
