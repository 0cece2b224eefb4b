import type { Country } from '#casework';
import { eventStoreDbEventStore } from '#event-store';
import { withinTime } from '../node/within-time.js';
import { usualCountries } from './countries.js';

/** What `--event-store` says, `TH=esdb://…`: the EventStoreDB of each country that has one. Throws a sentence. */
export const eventStoresIn = (
  given: readonly string[],
  countries: readonly Country[],
): ReadonlyMap<Country, string> => {
  const stores = new Map<Country, string>();
  for (const one of given) {
    const [name = '', ...rest] = one.split('=');
    const url = rest.join('=');
    const country = countries.find((each) => each === name);
    if (!country || !/^esdb(\+discover)?:\/\//.test(url))
      throw new Error(
        `Give --event-store a country of this sandbox (${countries.join(', ')}) and a connection string: ${usualCountries[0]}=esdb://127.0.0.1:2113?tls=false.`,
      );
    stores.set(country, url);
  }
  if (new Set(stores.values()).size < stores.size)
    throw new Error('Give each country an EventStoreDB of its own: a node follows all that stands in it.');
  return stores;
};

/** A store that is up answers sooner, milliseconds. */
const longestMs = 8_000;

/** Throws a sentence where one of the event stores does not answer: nothing would ever come of waiting for it. */
export const mustAnswer = async (stores: ReadonlyMap<Country, string>): Promise<void> => {
  for (const [country, url] of stores) {
    const store = eventStoreDbEventStore(url);
    try {
      await withinTime(longestMs, store.head());
    } catch (error) {
      const { host } = new URL(url);
      throw new Error(
        `The event store of ${country} at ${host} does not answer. Is EventStoreDB running there, and with the same tls=…?`,
        { cause: error },
      );
    } finally {
      await withinTime(1_000, store.close()).catch(() => undefined);
    }
  }
};
