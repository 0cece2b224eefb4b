import type { Country } from '#casework';
import type { Json, Values } from './references.js';
import type { StoryActor } from './schema.js';

/** A node that a story can be played on. */
export interface StoryNode {
  /** Base address: `http://127.0.0.1:3001`. */
  readonly url: string;
  /** A bearer token for someone of an agency of this node. */
  readonly token: (actor: StoryActor) => string | Promise<string>;
}

/** That a message crossed; `id` tells two alike apart. */
export interface SeenCrossing {
  readonly id: string;
  readonly from: Country;
  readonly to: Country;
  readonly kind: string;
  /** Whether the other side has taken it in. */
  readonly arrived: boolean;
}

/** Where a step stands that ended otherwise than it says: its file may be an included one. */
export interface Failure {
  readonly file: string;
  readonly line: number;
  readonly explanation: string;
}

/** What the player tells while it plays. `number` counts steps from 1. */
export type Progress =
  | { readonly kind: 'began'; readonly title: string; readonly steps: number }
  | { readonly kind: 'time'; readonly instant: string }
  | { readonly kind: 'step'; readonly number: number; readonly say: string; readonly actor?: StoryActor }
  | {
      readonly kind: 'answered';
      readonly number: number;
      /** Whose turn it was in a step for each. */
      readonly each?: string;
      readonly request: string;
      readonly status: number;
      readonly refusal?: string;
    }
  | {
      readonly kind: 'seen';
      readonly number: number;
      readonly each?: string;
      readonly request: string;
      readonly afterMs: number;
    }
  | { readonly kind: 'crossed'; readonly number: number; readonly crossing: SeenCrossing }
  | ({ readonly kind: 'failed'; readonly number: number } & Failure)
  | { readonly kind: 'ended'; readonly steps: number };

/** How far a run has come: steps done, the values known then, and the ids of the messages that had crossed. */
export interface Reached {
  readonly steps: number;
  readonly values: Values;
  readonly crossed: readonly string[];
}

export interface PlayOptions {
  readonly nodes: Readonly<Partial<Record<Country, StoryNode>>>;
  /** The sandbox's clock: moved to where the story stands, before the step. */
  readonly clock: { moveTo(instant: string): void | Promise<void> };
  readonly report: (progress: Progress) => void;
  /** Where an interrupted run of the same story goes on. */
  readonly goOn?: Reached;
  /** Told before each step, once the clock stands where it does, and at the end: an interrupted run goes on from there. */
  readonly reached?: (place: Reached) => Promise<void>;
  /** Every message released across a border so far. Without it a step that names what crosses cannot be played. */
  readonly crossings?: () => Promise<readonly SeenCrossing[]>;
  /** Addresses of actions for steps with `do`: `{ GiveConsent: 'POST /v1/cases/{caseId}/consent/give' }`. */
  readonly actions?: Readonly<Record<string, string>>;
  /** Signs a text or a notice for a party of an instrument. Without it a step that has parties sign cannot be played. */
  readonly sign?: ((party: string, paper: Json) => Promise<string>) | undefined;
  /** Tells two runs of one story on the same data apart; the same run repeated changes nothing. */
  readonly run?: string;
  /** Milliseconds between two looks at a view, and the wait that shows that nothing crossed. */
  readonly pollMs?: number;
  readonly quietMs?: number;
}

export type Played =
  { readonly ok: true; readonly values: Values } | ({ readonly ok: false; readonly step: number } & Failure);
