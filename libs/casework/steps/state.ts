import type { Signature } from '../words/signature.js';
import type { RecordedEventOf } from '../words/event.js';
import type { stepsEvents } from './events.js';
import { coordinationEvents } from '../coordination/events.js';

/** Events of other processes that bear on it. */
export const stepsHears = {
  OwnershipPassed: coordinationEvents.OwnershipPassed,
};

type StepEvent = RecordedEventOf<typeof stepsEvents & typeof stepsHears>;

/** What one office offered to another: it waits for a person there. */
export interface Offer extends Signature {
  readonly stepId: string;
  readonly to: string;
}

export interface StepsState {
  /** The last offer of each step. */
  readonly offers: readonly Offer[];
  /** Office that took a step over last, by the id of the step. */
  readonly passed: ReadonlyMap<string, string>;
}

export const noSteps: StepsState = { offers: [], passed: new Map() };

const withoutOffer = ({ offers }: StepsState, stepId: string): readonly Offer[] =>
  offers.filter((offer) => offer.stepId !== stepId);

/** The id of the case is that of the step that is the case itself. */
const caseIdOf = ({ meta }: StepEvent): string => meta.streamId.slice('case-'.length);

export const evolveSteps = (state: StepsState, event: StepEvent): StepsState => {
  if (event.type === 'StepOffered') {
    const { stepId, to } = event.data;
    const { actor, agency, recordedAt: at } = event.meta;
    return { ...state, offers: [...withoutOffer(state, stepId), { stepId, to, actor, agency, at }] };
  }
  if (event.type === 'StepPassed') {
    const { stepId, to } = event.data;
    return { offers: withoutOffer(state, stepId), passed: new Map([...state.passed, [stepId, to]]) };
  }
  return event.type === 'OwnershipPassed'
    ? { ...state, offers: withoutOffer(state, caseIdOf(event)) }
    : state;
};
