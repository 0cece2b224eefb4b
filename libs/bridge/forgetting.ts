import type { Country } from '#casework';
import { fileOf, theirReferenceOf, type AtDesk } from './at-desk.js';
import type { Forgotten } from './outbound-event.js';
import { caseIdFor } from './reference.js';
import type { DeadLetters } from './tables/dead-letters.js';
import type { ParkedMessages } from './tables/parked-messages.js';
import { topicOf } from './topics.js';

export interface ForgettingParts {
  readonly country: Country;
  readonly cases: Pick<AtDesk['cases'], 'load'>;
  /** Countries whose nodes write to us. */
  readonly senders: readonly Country[];
  readonly parked: Pick<ParkedMessages, 'forget'>;
  readonly deadLetters: Pick<DeadLetters, 'places' | 'forget'>;
}

/**
 * Destroys the letters of a case that were put aside. The key under which a record came is its sender's reference of the
 * case: what cannot be opened is known by it.
 */
export const forgetting =
  ({ country, cases, senders, parked, deadLetters }: ForgettingParts) =>
  async ({ caseId, from }: Forgotten): Promise<void> => {
    await parked.forget(caseId, from);
    const places = await deadLetters.places();
    if (places.length === 0) return;
    const file = await fileOf({ cases }, caseId);
    for (const { topic, key } of places) {
      const sender = senders.find((each) => topicOf(each, country) === topic);
      if (sender === undefined || (from !== undefined && from !== sender)) continue;
      if (theirReferenceOf(file, sender) === key || caseIdFor(country, sender, key) === caseId)
        await deadLetters.forget(topic, key);
    }
  };
