import type {
  Actor,
  Announced,
  ChannelKind,
  Context,
  Country,
  CountryFacts,
  Instrument,
  PeopleNow,
  Policy,
} from '#casework';
import type { Clock } from './clock.js';
import { idsOf } from './command-id.js';

/** What of a decision's context stays the same in a node. */
export interface Surroundings {
  readonly country: Country;
  readonly clock: Clock;
  readonly facts: (country: Country) => CountryFacts;
  readonly policy: Policy;
  readonly channelTo: (country: Country) => ChannelKind;
  /** The instruments as they stand at an instant. */
  readonly instruments: (now: string) => readonly Instrument[];
  /** Who works in the country's offices, at an instant. */
  readonly people: (now: string) => PeopleNow;
  /** What the node of a country says that it takes; none says anything where absent. */
  readonly announced?: ((country: Country) => Announced | undefined) | undefined;
  readonly referenceFor: (country: Country, caseId: string) => string;
  readonly largestPayload: number;
  readonly exchangeKeepsDays: number;
  readonly keysLiveDays?: number | undefined;
}

/** The agency under which the node itself acts (bridge, followers); no country's facts list it. */
export const nodeAgency = 'node';

/** The node as an actor: the only one that may give system commands. */
export const nodeActor = (country: Country): Actor => ({
  id: 'node',
  country,
  agency: nodeAgency,
  roles: ['system'],
});

export const isNode = (actor: Actor, country: Country): boolean =>
  actor.agency === nodeAgency && actor.country === country && actor.roles.includes('system');

/** Builds the context of one command. `now` stands still while it is decided. */
export const contextIn =
  ({
    country,
    clock,
    facts,
    policy,
    channelTo,
    instruments,
    people,
    announced,
    referenceFor,
    ...limits
  }: Surroundings) =>
  (actor: Actor, commandId: string): Context => {
    const now = clock.now();
    return {
      now,
      actor,
      country,
      facts,
      policy,
      channelTo,
      instruments: instruments(now),
      people: people(now),
      announced,
      idFor: idsOf(commandId),
      referenceFor,
      largestPayload: limits.largestPayload,
      exchangeKeepsDays: limits.exchangeKeepsDays,
      keysLiveDays: limits.keysLiveDays,
    };
  };
