import { State } from '../words/states.js';
import { only } from '../words/audience.js';
import { event, ofAnyState } from '../words/event.js';
import { everyone, operational, personal } from '../words/field.js';
import { Line } from '../words/values.js';

/**
 * The one stop of everything towards a state, and its end (domain.md 3.1 no. 24a). Why it stopped stands elsewhere: what
 * the person said, with the case owner alone; what the focal point decided, with these two.
 */
export const contactEvents = {
  ContactStopped: event(
    'ContactStopped',
    only('SW', 'FP'),
    { with: operational(State, everyone) },
    ofAnyState,
  ),
  ContactResumed: event(
    'ContactResumed',
    only('SW', 'FP'),
    { with: operational(State, everyone) },
    ofAnyState,
  ),
  ContactStopDecided: event(
    'ContactStopDecided',
    only('SW', 'FP'),
    {
      with: operational(State, everyone),
      reason: personal('protection', Line),
    },
    ofAnyState,
  ),
  ContactStopLifted: event(
    'ContactStopLifted',
    only('SW', 'FP'),
    { with: operational(State, everyone) },
    ofAnyState,
  ),
};
