import type { Actor, Audience, Context, Decision, HandledCommands, Refusal } from '#casework';
import type { PlacedEvent, Position, StoredEvent } from '#event-store';

/** What every folded file has, whatever it is about. */
export interface FoldedFile {
  /** The last revision of the stream, whoever wrote what stands there; -1 where nothing does. */
  readonly revision: number;
  readonly handled: HandledCommands;
}

/** What a decision returns, before it has an envelope. */
export interface Decided {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt?: string;
  readonly corrects?: string;
  /** Recorded in the node's own name. */
  readonly byNode?: true;
}

/**
 * One kind of file that commands are carried out on: a case or a journey. F its file, C its commands, E what it
 * decides, R its recorded events.
 */
export interface Aggregate<F extends FoldedFile, C, E extends Decided, R> {
  readonly streamOf: (id: string) => string;
  readonly empty: (id: string) => F;
  readonly advance: (file: F, events: Iterable<R>) => F;
  readonly decide: (command: C, file: F, context: Context) => Decision<E> | Promise<Decision<E>>;
  /** Whether only the node itself may give this command. */
  readonly isSystem: (command: C) => boolean;
  /** Whether the command may begin a file that does not exist yet. */
  readonly begins: (command: C) => boolean;
  /** Whether an event of a type, recorded by a command, stood beside its refusal: the command is decided afresh. */
  readonly denies: (command: C, type: string) => boolean;
  /** Who may know that an event happened, by its type and open fields; nobody where the type is not known. */
  readonly audienceOf: (event: Pick<ClearEvent, 'type' | 'data'>) => Audience;
  /** Event types after which nothing sealed of the file is opened any more. */
  readonly erasures: ReadonlySet<string>;
}

/** An event with its envelope, still in clear. */
export interface ClearEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: StoredEvent['meta'];
}

/** Sealing as the desk needs it. */
export interface Sealing<R> {
  /** `owner` is the id of the case or journey, the data subject of its own fields. */
  sealAll(owner: string, events: readonly ClearEvent[]): Promise<readonly StoredEvent[]>;
  /** In the same order; sealed fields only where they can be opened. */
  openAll(events: readonly PlacedEvent[]): Promise<readonly R[]>;
  /** With nothing but what stands in clear. */
  withoutKeys(events: readonly PlacedEvent[]): readonly R[];
  /** What `openAll` would give of events just appended to a stream from a revision on, without asking for any key. */
  asRecorded(events: readonly ClearEvent[], stream: string, from: number): readonly R[];
}

/** The envelope side of an event of a file, for ETags and positions: of its data only who may know of it. */
export interface Trace {
  readonly eventId: string;
  readonly type: string;
  /** The office that recorded it. */
  readonly agency: string;
  readonly audience: Audience;
  readonly revision: number;
  readonly position: Position;
}

/** A command with who gives it: a value, without a function inside. */
export interface Order<C> {
  /** Case or journey id. */
  readonly id: string;
  readonly command: C;
  readonly actor: Actor;
  readonly commandId: string;
  /**
   * What tells this command from another one under the same id, where that is less than all of it: what came again with
   * more beside it is the same.
   */
  readonly sameAs?: C;
  /** The command's own id where absent. */
  readonly correlationId?: string;
  readonly causationId?: string;
  /** The header If-Match: held against the tag of the file as it is at every attempt. */
  readonly ifMatch?: string;
  /**
   * The revision at which the file was looked at for this order, and the actor found to be one who may know of it; -1
   * where there was no file. It is not looked at again for the decision; of a file at another revision the desk asks anew.
   */
  readonly lookedAt?: number;
}

export interface Noted {
  readonly id: string;
  readonly type: string;
}

/** What became of an order. A file that does not exist, and no opening command: `not_found`. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly caseId: string;
      /** Empty where the command changed nothing. */
      readonly events: readonly Noted[];
      readonly revision: number;
      readonly position: Position;
      /** The first answer again. */
      readonly repeated: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      /** What was recorded beside the refusal: a denied disclosure. */
      readonly events: readonly Noted[];
      readonly position?: Position;
    }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'different_body' }
  | { readonly kind: 'precondition_failed' }
  | { readonly kind: 'busy' };
