import type { Country } from '#casework';
import type { CommandDesk } from './desk-port.js';
import type { Forgotten } from './outbound-event.js';
import { caseIdFor } from './reference.js';
import type { DeadLetters } from './tables/dead-letters.js';
import type { ParkedMessages } from './tables/parked-messages.js';
import { topicOf } from './topics.js';

export interface ForgettingParts {
  readonly country: Country;
  /** Countries whose nodes write to us. */
  readonly senders: readonly Country[];
  readonly desk: Pick<CommandDesk, 'file'>;
  readonly parked: Pick<ParkedMessages, 'forget'>;
  readonly deadLetters: Pick<DeadLetters, 'places' | 'forget'>;
}

/**
 * Destroys the letters of a case that were put aside. The key under which a record came is its sender's reference of the
 * case: what cannot be opened is known by it.
 */
export const forgetting =
  ({ country, senders, desk, parked, deadLetters }: ForgettingParts) =>
  async ({ caseId, from }: Forgotten): Promise<void> => {
    await parked.forget(caseId, from);
    const places = await deadLetters.places();
    if (places.length === 0) return;
    const file = await desk.file(caseId);
    for (const { topic, key } of places) {
      const sender = senders.find((each) => topicOf(each, country) === topic);
      if (sender === undefined || (from !== undefined && from !== sender)) continue;
      if (file.referenceOf(sender) === key || caseIdFor(country, sender, key) === caseId)
        await deadLetters.forget(topic, key);
    }
  };
