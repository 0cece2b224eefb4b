import { NotComing } from '../disclosure/values.js';
import { everyone, operational } from '../words/field.js';
import { message } from '../words/message.js';

/** Message 24a of domain.md 3.1: the same whoever stopped contact, and why. */
export const contactMessages = {
  ContactStopped: message(
    24,
    'Contact about this person stops: nothing that was sent may be used any more.',
    { notComing: operational(NotComing.optional(), everyone) },
    { stops: true, outlives: true, answeredBy: ['UseStopped'] },
  ),
};
