import type { Logger } from 'pino';
import type { Pool } from 'pg';
import type { AccessLog, ReadAccessLog, TokenVerifier } from '#access';
import type { AgeOfView, Progress, SealedValue, ViewQuery } from '#agencies';
import type {
  Actor,
  CaseFile,
  Context,
  CountryFacts,
  InstrumentRegister,
  Journey,
  PeopleRegister,
  RecordedCaseEvent,
  RecordedInstrumentEvent,
  RecordedJourneyEvent,
  RecordedPeopleEvent,
} from '#casework';
import type { Token } from '#countries/module';
import type { Clock, Files } from '#desk';
import type { EventStore } from '#event-store';
import type { Letters } from './letter-read.js';
import type { Positions } from './opaque.js';

export interface Readiness {
  readonly ready: boolean;
  /** By part: event store, database, views, outbound. Nothing above P0. Some that are not in order are no bar. */
  readonly parts: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
}

/** What a node gives its door, whatever its country and its lists. */
export interface DoorMeans {
  readonly clock: Clock;
  readonly tokens: TokenVerifier;
  /** To look, and no more: commands go over the bus. */
  readonly cases: Files<CaseFile, RecordedCaseEvent>;
  readonly journeys: Files<Journey, RecordedJourneyEvent>;
  readonly register: Files<InstrumentRegister, RecordedInstrumentEvent>;
  readonly people: Files<PeopleRegister, RecordedPeopleEvent>;
  /** What a decision of theirs would know now: for what is only shown. */
  readonly surroundings: (actor: Actor) => Promise<Context>;
  readonly store: EventStore;
  /** The api's connections: SELECT on the views. */
  readonly database: Pool;
  /** Wakes reads that wait for a view, wherever the projector runs; without it they look every 50 ms. */
  readonly progress?: Progress;
  /** How old what a view shows can be; lists tell it. */
  readonly ageOf: AgeOfView;
  /** Clear values in the same order; undefined where a key is gone. */
  readonly openSealed: (values: readonly SealedValue[]) => Promise<readonly unknown[]>;
  /** Makes letters; absent where nobody is written to on paper. */
  readonly letters?: Letters | undefined;
  readonly accessLog: AccessLog;
  readonly accessReads: ReadAccessLog;
  /** Node secret for ETags and cursors. */
  readonly secret: string;
  readonly positions: Positions;
  /** False while the node starts or stops: then nothing but questions of health is answered. Always true where absent. */
  readonly serving?: () => boolean;
  readonly readiness: () => Promise<Readiness>;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
  /** With which monitoring reads the metrics; nobody does where absent. */
  readonly metricsToken?: string | undefined;
  readonly log: Logger;
}

/** All that the door of one country stands on: what the node gives it, what the country provides, and its lists. */
export interface DoorParts extends DoorMeans {
  readonly views: readonly ViewQuery[];
  readonly facts: CountryFacts;
  /** What this node knows of the other countries. */
  readonly otherFacts: readonly CountryFacts[];
}

/** Nest token of `DoorParts`. */
export const DOOR: Token<DoorParts> = Symbol('door parts');
