import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, type RecordedCaseEvent } from '../catalogue.js';
import { decide, fold } from '../case.js';
import type { Country } from '../kernel/country.js';
import { sealedFieldNames, type Fields } from '../kernel/field.js';
import { refusalCodes } from '../refusal-codes.js';
import { aStep, commandOf, commandTypes, contextOf, type Step } from './any-step.js';
import { inbound } from './crossing.js';
import { recorded } from './given.js';
import {
  caseOpened,
  identityKnown,
  openToMyanmar,
  sampleMother,
  sampleName,
  samplePlace,
} from './histories.js';
import { id, sampleActor, sampleContext } from './sample.js';

const caseId = id('case');

const sending = recorded([...openToMyanmar, ...identityKnown]);

const receiving = (() => {
  const context = sampleContext({ country: 'MM', actor: sampleActor('focal', 'officer', 'MM') });
  const arriving = [
    inbound('NationalityConfirmationRequested', { requestId: id('r'), names: [sampleName] }, { sequence: 1 }),
    inbound(
      'FamilyTracingRequested',
      { requestId: id('t'), origin: samplePlace, relatives: [sampleMother], coverStory: 'She is well.' },
      { sequence: 2 },
    ),
    inbound('NeedsAndPlanShared', { planId: id('p'), plan: { received: [], needed: [5] } }, { sequence: 3 }),
    inbound('CourtOutcomeNotified', { noticeId: id('n') }, { sequence: 4 }),
  ];
  return arriving.reduce(
    (history, body) => {
      const { events } = decide({ type: 'ReceiveMessage', body }, fold(caseId, history), context);
      return [...history, ...recorded(events, context, history.length)];
    },
    recorded([caseOpened]),
  );
})();

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
  const context = contextOf(step, index);
  const { events, refusal } = decide(commandOf(step, history), fold(caseId, history), context);
  if (refusal) expect(Object.keys(refusalCodes)).toContain(refusal.code);
  return recorded(events, context, history.length);
};

describe('decide', () => {
  it('never throws, refuses only by known codes, and returns only complete events, for any command over any history', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving, [] as RecordedCaseEvent[]),
        fc.constantFrom<Country>('TH', 'MM'),
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
        for (const country of ['TH', 'MM'] as const)
          expect(() =>
            checkDecision({ type, country, agency: 'focal', pick: index, day: '2018-01-05' }, history, index),
          ).not.toThrow();
  });
});
