import type { NewCaseEvent, RecordedCaseEvent } from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import { commandOf, contextOf, type Step } from './any-step.js';
import { inbound } from './crossing.js';
import { recorded } from './given.js';
import {
  caseOpened,
  identityKnown,
  openToThere,
  sampleMother,
  sampleName,
  samplePlace,
} from './histories.js';
import { id, sampleActor, sampleContext } from './sample.js';
import { There } from './lands.js';

export { aStep, commandTypes, type Step } from './any-step.js';

export const walkedCase = id('case');

export const sending = recorded([...openToThere, ...identityKnown]);

export const receiving = (() => {
  const context = sampleContext({ country: There, actor: sampleActor('focal', 'officer', There) });
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
      const { events } = decide({ type: 'ReceiveMessage', body }, fold(walkedCase, history), context);
      return [...history, ...recorded(events, context, history.length)];
    },
    recorded([caseOpened]),
  );
})();

/** One step of a walk: what was decided, and what it recorded. */
export const walked = (
  step: Step,
  history: readonly RecordedCaseEvent[],
  index: number,
): {
  readonly decision: Decision<NewCaseEvent>;
  readonly context: Context;
  readonly recorded: RecordedCaseEvent[];
} => {
  const context = contextOf(step, index);
  const decision = decide(commandOf(step, history), fold(walkedCase, history), context);
  return { decision, context, recorded: recorded(decision.events, context, history.length) };
};

/** The history after all steps. */
export const walk = (
  beginning: readonly RecordedCaseEvent[],
  steps: readonly Step[],
): readonly RecordedCaseEvent[] =>
  steps.reduce<readonly RecordedCaseEvent[]>(
    (history, step, index) => [...history, ...walked(step, history, index).recorded],
    beginning,
  );
