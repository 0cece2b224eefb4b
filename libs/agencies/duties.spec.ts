import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seesDuty, seesType } from '#access';
import {
  caseEvents,
  dutiesIn,
  dutiesOf,
  dutyKinds,
  endedIn,
  fold,
  isExcluded,
  isSealed,
  type CaseDuty,
  type DutyKind,
  type Fields,
  type RecordedCaseEvent,
} from '#casework';
import { recorded } from '../casework/spec/given.js';
import { caseOpened } from '../casework/spec/histories.js';
import { sampleContext } from '../casework/spec/sample.js';
import { walkedCase } from '../casework/spec/walk.js';
import { transfersBoard } from './focal-point/transfers-board.js';
import { waitingProcesses, type Wait } from './focal-point/waits.js';
import { anyEvent, recordedFrom } from './spec/any-event.js';
import { told } from './spec/compared.js';
import { caseId, rowsAfter } from './spec/happened.js';
import { caseload, followed, loadViewers, tasks, type Task } from './social-work/caseload.js';

const context = sampleContext({});

/** Events of any types with any values, whatever they would mean together. */
const anyHistory = fc
  .array(anyEvent, { minLength: 30, maxLength: 90 })
  .map((events) => events.flatMap((event, revision) => recordedFrom(event, revision)));

const inClear = (history: readonly RecordedCaseEvent[]): readonly RecordedCaseEvent[] =>
  history.map((event) => {
    const fields: Fields = caseEvents[event.type].fields;
    const open = Object.entries(event.data).filter(([name]) => !isSealed(fields[name]!.dataClass));
    return { ...event, data: Object.fromEntries(open) } as RecordedCaseEvent;
  });

/** What may stand once the person died, or is erased, whatever the kind says: the fold of questions knows it better. */
const answers: readonly string[] = ['answer_message', 'answer_awaited'];

describe('the duties of any history', () => {
  it('are told by the open fields alone, on nobody who is excluded, and end with what they do not outlive', () => {
    const seen = new Set<DutyKind>();
    fc.assert(
      fc.property(anyHistory, (history) => {
        const file = fold(caseId, history);
        const duties = dutiesOf(file, context);
        expect(dutiesOf(fold(caseId, inClear(history)), context)).toEqual(duties);
        const { closed, died, erased } = endedIn(file);
        for (const { kind, offices } of duties) {
          seen.add(kind);
          expect(offices.filter((agency) => isExcluded(file.coordination, { agency }))).toEqual([]);
          if (answers.includes(kind)) continue;
          const { outlives = [] } = dutyKinds[kind];
          expect([kind, !closed || outlives.includes('closing')]).toEqual([kind, true]);
          expect([kind, !died || outlives.includes('death')]).toEqual([kind, true]);
          expect([kind, !erased || outlives.includes('erasure')]).toEqual([kind, true]);
        }
      }),
      { numRuns: 40 },
    );
    expect(seen.size).toBeGreaterThan(20);
  });
});

/** The same, of a case that was opened. */
const anyCase = fc
  .array(anyEvent, { minLength: 20, maxLength: 60 })
  .map((events) => [
    ...recorded([caseOpened]),
    ...events
      .flatMap((event, index) => recordedFrom(event, index + 1))
      .filter(({ type }) => type !== 'CaseOpened' && type !== 'EntryTakenBack'),
  ]);

const named = (duties: readonly Pick<CaseDuty, 'kind' | 'about'>[]): readonly string[] =>
  duties.map(({ kind, about }) => `${kind} ${about}`).toSorted();

/** What the board calls the duties that it shows. */
const onTheBoard = ({ what, id, on }: Wait): string => {
  if (Object.hasOwn(dutyKinds, what)) return `${what} ${id}`;
  if (what === 'CorrectionSent') return `send_correction ${id}`;
  if (what === 'MissionToStop') return `tell_mission_to_stop ${id}`;
  return `${on === 'state' ? 'answer_awaited' : 'answer_message'} ${id}`;
};

/** Duties of offices inside the country that the board tells with the answer for which they are done, or not at all. */
const insideTheCountry: ReadonlySet<string> = new Set([
  'look_up_nationality',
  'complete_finding',
  'search_family',
  'see_to_warning',
  'identification_review',
  'interview',
  'recovery_period_ends',
  'apply_for_support',
  'nationality_result_expires',
  'travel_document_expires',
  'family_result_expires',
  'fitness_to_travel_expires',
  'departure',
  'propose_erasure',
  'answer_erasure',
]);

describe('a list', () => {
  it('of the focal point shows what a case waits for, and no duty that no process declares', () => {
    fc.assert(
      fc.property(anyCase, (history) => {
        const file = fold(walkedCase, history);
        const [row] = Object.values(rowsAfter(transfersBoard, ...told(history)));
        const duties = dutiesIn(waitingProcesses, file, endedIn(file)).filter(
          ({ kind }) => !insideTheCountry.has(kind),
        );
        expect((row?.['waits'] as Wait[]).map(onTheBoard).toSorted()).toEqual(named(duties));
      }),
      { numRuns: 25 },
    );
  });

  it('of those who do case work shows the duties of which their kind of office may know, and no other', () => {
    const shown: readonly DutyKind[] = tasks;
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...loadViewers), (history, viewer) => {
        const file = fold(
          walkedCase,
          history.filter(({ type }) => type === 'PersonErased' || seesType(caseEvents[type], viewer)),
        );
        const row = rowsAfter(caseload, ...told(history))[`${viewer} ${walkedCase}`];
        const coordination = { ...file.coordination, exclusions: [] };
        const duties = dutiesIn(followed, { ...file, coordination }, endedIn(file)).filter(
          ({ kind }) => shown.includes(kind) && seesDuty(kind, viewer),
        );
        const listed = (row?.['tasks'] ?? []) as Task[];
        if (!file.erasure.erased)
          expect(named(listed.map(({ what: kind, about }) => ({ kind, about })))).toEqual(named(duties));
      }),
      { numRuns: 25 },
    );
  });
});
