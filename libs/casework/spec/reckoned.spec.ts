import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import type { Context } from '../words/context.js';
import { deadlineKeys, type CountryFacts, type Duration } from '../words/facts.js';
import { Reckoning } from '../words/reckoned.js';
import { aStep, commandOf, contextOf } from './any-step.js';
import { receiving, sending, walked, walkedCase } from './walk.js';

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** The same, with every clock as long in working days, and a table of days off that has ended. */
const withClocks = (days: number, context: Context): Context => {
  const duration: Duration = { days, calendar: 'working', source: '(A)' };
  const ticking = (facts: CountryFacts): CountryFacts => ({
    ...facts,
    nationalAnswerBy: 'welfare',
    daysOff: { ...facts.daysOff, version: `${facts.country}-9`, until: '1999-12-31' },
    deadlines: Object.fromEntries(deadlineKeys.map((key) => [key, duration])),
  });
  return {
    ...context,
    facts: (country) => ticking(context.facts(country)),
    instruments: context.instruments.map((instrument) => ({
      ...instrument,
      clauses: instrument.clauses.map((clause) => ({ ...clause, answerWithin: duration })),
    })),
  };
};

/** The days of an event that depend on the length of a clock. */
const reckonedIn = (event: NewCaseEvent, otherwise: NewCaseEvent): string[] => {
  const [data, other]: Readonly<Record<string, unknown>>[] = [event.data, otherwise.data];
  return Object.keys(data ?? {}).filter(
    (name) => isDay(data?.[name]) && isDay(other?.[name]) && data?.[name] !== other?.[name],
  );
};

it('whatever day follows from the length of a clock says by which table it was counted, and that it reaches outside it', () => {
  const found = new Set<string>();
  const walks = fc.tuple(
    fc.constantFrom(sending, receiving),
    fc.array(aStep, { minLength: 30, maxLength: 60 }),
  );
  fc.assert(
    fc.property(walks, ([history, steps]) => {
      let told = history;
      for (const [index, step] of steps.entries()) {
        const command = commandOf(step, told);
        const context = contextOf(step, index);
        const file = fold(walkedCase, told);
        const { events } = decide(command, file, withClocks(3, context));
        const otherwise = decide(command, file, withClocks(23, context));
        for (const [at, event] of events.entries()) {
          const other = otherwise.events[at];
          if (other?.type !== event.type) continue;
          const { reckonedBy }: Readonly<Record<string, unknown>> = event.data;
          for (const name of reckonedIn(event, other)) {
            found.add(`${event.type}.${name}`);
            const counted = Reckoning.parse(reckonedBy).find(({ of }) => of === name);
            expect({ type: event.type, name, counted }).toMatchObject({ counted: { outside: true } });
            expect(counted?.calendar).toMatch(/-9$/);
          }
        }
        told = [...told, ...walked(step, told, index).recorded];
      }
    }),
    { numRuns: 40 },
  );
  expect([...found]).toContain('MessageApproved.answerDue');
  expect(found.size).toBeGreaterThan(5);
});
