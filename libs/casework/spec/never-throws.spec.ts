import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, type RecordedCaseEvent } from '../records/catalogue.js';
import type { Country } from '../words/country.js';
import type { Fields } from '../words/field.js';
import { sealedFieldNames } from './sealed-field-names.js';
import { refusalCodes } from '../words/refusal-codes.js';
import { aStep, commandTypes, receiving, sending, walked, type Step } from './walk.js';
import { Here, There } from './lands.js';

/** The history as it reads after its seals cannot be opened any more. */
const unreadable = (history: readonly RecordedCaseEvent[]): RecordedCaseEvent[] =>
  history.map((event) => {
    const fields: Fields = caseEvents[event.type].fields;
    const sealed = sealedFieldNames(fields);
    const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !sealed.includes(name)));
    return { ...event, data } as RecordedCaseEvent;
  });

const checkDecision = (
  step: Step,
  history: readonly RecordedCaseEvent[],
  index: number,
): RecordedCaseEvent[] => {
  const { decision, recorded } = walked(step, history, index);
  if (decision.refusal) expect(Object.keys(refusalCodes)).toContain(decision.refusal.code);
  return recorded;
};

describe('decide', () => {
  it('never throws, refuses only by known codes, and returns only complete events, for any command over any history', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving, [] as RecordedCaseEvent[]),
        fc.constantFrom<Country>(Here, There),
        fc.array(aStep, { minLength: 80, maxLength: 150, size: 'max' }),
        fc.nat(),
        aStep,
        (beginning, country, steps, cut, last) => {
          const history = steps.reduce(
            (before, step, index) => [...before, ...checkDecision({ ...step, country }, before, index)],
            [...beginning],
          );
          const prefix = history.slice(0, cut % (history.length + 1));
          checkDecision(last, prefix, steps.length);
          checkDecision(last, unreadable(prefix), steps.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes every command’s example, in a case of either side', () => {
    for (const history of [sending, receiving, unreadable(sending), unreadable(receiving)])
      for (const [index, type] of commandTypes.entries())
        for (const country of [Here, There] as const)
          expect(() =>
            checkDecision({ type, country, agency: 'focal', pick: index, day: '2018-01-05' }, history, index),
          ).not.toThrow();
  });
});
