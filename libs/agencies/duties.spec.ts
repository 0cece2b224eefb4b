import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseEvents,
  dutiesOf,
  dutyKinds,
  endedIn,
  fold,
  isExcluded,
  isSealed,
  type DutyKind,
  type Fields,
  type RecordedCaseEvent,
} from '#casework';
import { sampleContext } from '../casework/spec/sample.js';
import { anyEvent, recordedFrom } from './spec/any-event.js';
import { caseId } from './spec/happened.js';

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
      { numRuns: 80 },
    );
    expect(seen.size).toBeGreaterThan(20);
  });
});
