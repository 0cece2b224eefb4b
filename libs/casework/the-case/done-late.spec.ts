import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent, RecordedCaseEvent } from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import { commandOf, contextOf } from '../spec/any-step.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { id } from '../spec/sample.js';
import { aStep, receiving, sending, walkedCase } from '../spec/walk.js';
import type { Context } from '../words/context.js';
import { deadlineKeys, type CountryFacts, type Duration } from '../words/facts.js';
import { dutiesOf } from './duties.js';

const clock: Duration = { days: 3, calendar: 'calendar', source: '(A)' };
const withClocks = (context: Context): Context => {
  const ticking = (facts: CountryFacts): CountryFacts => ({
    ...facts,
    deadlines: Object.fromEntries(deadlineKeys.map((key) => [key, clock])),
  });
  return { ...context, facts: (country) => ticking(context.facts(country)) };
};

const lateIn = (events: readonly NewCaseEvent[]) =>
  events.filter((event) => event.type === 'IrregularityRaised' && event.data.rule === 'done_late');

const visited: NewCaseEvent = {
  type: 'FollowUpVisitMade',
  data: { visitId: id('v'), number: 1, method: 'phone', visitedOn: '2013-05-01', nextOn: '2013-05-20' },
};
const visit = (visitedOn: string) =>
  given(caseOpened, visited).when('RecordFollowUpVisit', { method: 'home_visit', visitedOn });

/** Steps of which many have a day by which they are due. */
const aDueStep = fc
  .tuple(
    aStep,
    fc.constantFrom(
      ...(['RecordFollowUpVisit', 'AgreePlan', 'RecordSupportApplication'] as const),
      ...(['ForwardSupportApplication', 'DecideNationality', 'AcceptPlan', 'ConfirmDelivery'] as const),
      ...(['CompleteScreening', 'RecordIdentificationInterview', 'RecordTracingVisit'] as const),
    ),
  )
  .map(([step, type]) => ({ ...step, type }));

describe('what is done late', () => {
  it('stands, with one irregularity beside it, by the day on which it was and not by that on which it was typed', () => {
    visit('2013-05-20').thenRecords({
      FollowUpVisitMade: { number: 2, method: 'home_visit', visitedOn: '2013-05-20' },
    });
    visit('2013-05-21').thenRecords(
      { FollowUpVisitMade: { number: 2, method: 'home_visit', visitedOn: '2013-05-21' } },
      { IrregularityRaised: { rule: 'done_late', about: 'follow_up_visit' } },
    );
  });

  it('is told again where it was taken back and is done anew', () => {
    const late = visit('2013-05-21');
    const { visitId } = late.decision.events[0]!.data as { readonly visitId: string };
    const again = late
      .when('TakeBackEntry', { entryId: visitId, mistake: 'wrong_entry' })
      .when('RecordFollowUpVisit', { method: 'phone', visitedOn: '2013-05-22' });
    expect(lateIn(again.decision.events)).toHaveLength(1);
  });

  it('is told once over any history, of what is off the list after its day, and of nothing else', () => {
    const told = { late: 0, other: 0 };
    const walks = fc.tuple(
      fc.constantFrom(sending, receiving),
      fc.array(fc.oneof(aStep, aDueStep), { minLength: 20, maxLength: 30, size: 'max' }),
    );
    fc.assert(
      fc.property(walks, ([beginning, steps]) => {
        let history: readonly RecordedCaseEvent[] = beginning;
        for (const [index, step] of steps.entries()) {
          const context = withClocks(contextOf(step, index));
          const file = fold(walkedCase, history);
          const { events } = decide(commandOf(step, history), file, context);
          history = [...history, ...recorded(events, context, history.length)];
          const late = lateIn(events).length;
          const left = new Set(dutiesOf(fold(walkedCase, history), context).map((duty) => duty.id));
          const done = dutiesOf(file, context).filter((duty) => !left.has(duty.id));
          expect(late).toBeLessThanOrEqual(1);
          told[late === 1 ? 'late' : 'other'] += 1;
          if (late === 0) continue;
          const today = context.now.slice(0, 10);
          const isVisit = step.type === 'RecordTracingVisit';
          expect(isVisit || done.some(({ due }) => due !== undefined && due.day < today)).toBe(true);
        }
      }),
      { numRuns: 6 },
    );
    expect(told.late).toBeGreaterThan(0);
  });
});
