import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Line } from '../kernel/values.js';

/**
 * The one stop of everything towards a state, and its end (domain.md 3.1 no. 24a). Why it stopped stands elsewhere: what
 * the person said, with the case owner alone; what the focal point decided, with these two.
 */
export const contactEvents = {
  ContactStopped: event('ContactStopped', { with: operational(Country) }, { audience: ['SW', 'FP'] }),
  ContactResumed: event('ContactResumed', { with: operational(Country) }, { audience: ['SW', 'FP'] }),
  ContactStopDecided: event(
    'ContactStopDecided',
    { with: operational(Country), reason: personal('protection', Line) },
    { audience: ['SW', 'FP'] },
  ),
  ContactStopLifted: event('ContactStopLifted', { with: operational(Country) }, { audience: ['SW', 'FP'] }),
};
