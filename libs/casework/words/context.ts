import type { Announced } from './announced.js';
import type { ChannelKind } from './channel-kind.js';
import type { Instrument } from './instrument.js';
import type { CountryFacts } from './facts.js';
import type { Country } from './country.js';
import type { Actor } from './event.js';
import type { PeopleNow } from './people.js';
import type { Policy } from './policy.js';

/** All that a decision may know beside the file and the command. Nothing in it changes while deciding. */
export interface Context {
  /** Instant of the decision, ISO 8601 in UTC. */
  readonly now: string;
  readonly actor: Actor;
  /** The node's own country. */
  readonly country: Country;
  /** Facts of a country; every country has facts, some with few agencies. */
  readonly facts: (country: Country) => CountryFacts;
  /** What the node's own country decides by its law and practice. */
  readonly policy: Policy;
  /** What carries words between this node and a country. */
  readonly channelTo: (country: Country) => ChannelKind;
  /** Every instrument known; the rules pick those in force at `now`. */
  readonly instruments: readonly Instrument[];
  /** What the node of a country says that it takes; undefined where it says nothing. */
  readonly announced?: ((country: Country) => Announced | undefined) | undefined;
  /** Who works in the offices of the own country; nobody is registered where absent. */
  readonly people?: PeopleNow | undefined;
  /** A UUID derived from the command's id and the label: the same at every attempt. */
  readonly idFor: (label: string) => string;
  /** The reference by which this case is known to another country: blinded, a UUID, different for each country. */
  readonly referenceFor: (country: Country, caseId: string) => string;
  /** The most bytes of JSON that the payload of a message may have to travel. */
  readonly largestPayload: number;
  /** Days for which the exchange keeps a sealed message, and the node the key that opens it. */
  readonly exchangeKeepsDays: number;
  /** Days for which a key that opens messages is in use at most; no limit where absent. */
  readonly keysLiveDays?: number | undefined;
}
