import { z } from 'zod';
import type { DeclaredAudience } from './audience.js';
import type { Country } from './country.js';
import type { Fields, Full, Kept } from './field.js';

export interface EventDefinition<T extends string = string, F extends Fields = Fields> {
  /** Stored name: past tense, says nothing above P1, never changed once stored. */
  readonly type: T;
  readonly version: number;
  readonly fields: F;
  readonly audience: DeclaredAudience;
  readonly schema: z.ZodType<Full<F>>;
  /** It stands beside the refusal of a command, which is decided afresh when it is given again. */
  readonly denies: boolean;
  /** After it nothing sealed of the file is opened any more. */
  readonly erases: boolean;
  /** By an earlier version: what makes its data those of the next version. One for each earlier version. */
  readonly upcast: Readonly<Record<number, Upcast>>;
  /** Names under which it was stored once. */
  readonly formerTypes: readonly string[];
}

/** Data of an event in whatever version; sealed fields are there only where they could be opened. */
export type EventData = Readonly<Record<string, unknown>>;

/** From the data of one version to those of the next. Pure; takes also data without their sealed fields. */
export type Upcast = (data: EventData) => EventData;

/** What an earlier version did not name, its events do not say. */
export const asBefore: Upcast = (data) => data;

/** Where one of the eight countries stood, any state can stand now; what was said before is said still. */
export const ofAnyState = { version: 2, upcast: { 1: asBefore } } as const;

/** A list of words in it was closed and has more of them now; what was said before is said still. */
export const inMoreWords = { version: 2, upcast: { 1: asBefore } } as const;

/** It can say more now, and need not. */
export const withNewFields = { version: 2, upcast: { 1: asBefore } } as const;

const refuseGaps = (type: string, version: number, upcast: EventDefinition['upcast']): void => {
  for (let from = 1; from < version; from += 1)
    if (!upcast[from]) throw new Error(`${type} says nothing of how its version ${from} is read.`);
};

/**
 * Declares an event type: its name, who may know that it happened, and its fields, whose declarations drive sealing,
 * need-to-know, disclosure and docs/events.md. There is no default audience. Fields that change make another version,
 * with an upcast from the one before.
 */
export const event = <T extends string, F extends Fields>(
  type: T,
  audience: DeclaredAudience,
  fields: F,
  {
    version = 1,
    denies = false,
    erases = false,
    upcast = {},
    formerTypes = [],
  }: Partial<Pick<EventDefinition, 'version' | 'denies' | 'erases' | 'upcast' | 'formerTypes'>> = {},
): EventDefinition<T, F> => {
  refuseGaps(type, version, upcast);
  return {
    type,
    version,
    fields,
    audience,
    denies,
    erases,
    upcast,
    formerTypes,
    schema: z.strictObject(
      Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema])),
    ) as unknown as z.ZodType<Full<F>>,
  };
};

export type EventCatalogue = Readonly<Record<string, EventDefinition>>;

/** What a decision returns: complete, without envelope. */
export type NewEventOf<C extends EventCatalogue> = {
  [K in keyof C]: C[K] extends EventDefinition<infer T, infer F>
    ? {
        readonly type: T;
        readonly data: Full<F>;
        /** When it happened, ISO 8601 instant; the moment of recording where absent. */
        readonly occurredAt?: string;
        /** Event id of what this corrects. */
        readonly corrects?: string;
        /** Recorded in the node's own name: who gave the command is not to be read from what followed. */
        readonly byNode?: true;
      }
    : never;
}[keyof C];

/** Who acted: pseudonymous id, agency code of the country's facts, role claim of the token. */
export interface Actor {
  readonly id: string;
  readonly country: Country;
  readonly agency: string;
  readonly roles: readonly string[];
}

/** The envelope of a recorded event (design section 5). Instants are ISO 8601 in UTC. */
export interface EventMeta {
  readonly eventId: string;
  /** Revision within its stream, from 0. */
  readonly revision: number;
  readonly streamId: string;
  readonly country: Country;
  readonly agency: string;
  readonly actor: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commandId: string;
  /** Keyed hash of the command's body, to tell a repeated command from another one under the same id. */
  readonly bodyHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly corrects?: string;
}

/** An event of whatever process, to be told by `belongs`. */
export interface AnyEvent {
  readonly type: string;
  readonly meta: EventMeta;
}

/** What a fold sees: open fields always, sealed fields only where they could be opened. */
export type RecordedEventOf<C extends EventCatalogue> = {
  [K in keyof C]: C[K] extends EventDefinition<infer T, infer F>
    ? { readonly type: T; readonly data: Kept<F>; readonly meta: EventMeta }
    : never;
}[keyof C];

/** Whether an event is one of a process's own; narrows it, so that the switch over it can be exhaustive. */
export const belongs = <C extends EventCatalogue>(
  catalogue: C,
  event: { readonly type: string },
): event is RecordedEventOf<C> => Object.hasOwn(catalogue, event.type);
