import type { Actor, Country } from '#casework';

/** How far the consents behind a message go. */
interface MessageScope {
  readonly until?: string | undefined;
  readonly agency?: string | undefined;
}

/** Commands about one message of ours. */
export type MessageCommand = 'ReleaseMessage' | 'SendMessageAgain' | 'GiveUpMessage';

/** What the bridge asks the desk to decide: the node's own commands around a message (casework/disclosure). */
export type BridgeCommand =
  | {
      readonly type: MessageCommand;
      readonly body: { readonly messageId: string };
    }
  | {
      readonly type: 'ReceiveMessage';
      readonly body: {
        readonly messageId: string;
        readonly kind: string;
        readonly from: Country;
        readonly theirReference: string;
        readonly sequence: number;
        readonly sentAt: string;
        readonly answers?: string;
        readonly answerDue?: string;
        readonly instrument: string;
        readonly instrumentVersion: string;
        readonly clause: string;
        readonly purpose: string;
        readonly groups: readonly string[];
        readonly scope?: MessageScope;
        readonly payload: Readonly<Record<string, unknown>>;
      };
    }
  | {
      readonly type: 'RecordReceipt';
      readonly body: {
        readonly messageId: string;
        readonly from: Country;
        readonly outcome: 'received' | 'refused';
        readonly reason?: string;
      };
    };

export type BridgeRequest = BridgeCommand & {
  readonly caseId: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
};

/** What became of it, as the desk says it. */
export type BridgeOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: { readonly code: string; readonly dataClass: string } }
  | { readonly kind: 'not_found' | 'different_body' | 'precondition_failed' | 'busy' }
  /** The command's own schema refused the message: a purpose or field group that this node does not know. */
  | { readonly kind: 'malformed' };

/** Why it was not done, where everybody who looks at a queue may know it; undefined where it was. */
export const refusedFor = (outcome: BridgeOutcome): string | undefined => {
  if (outcome.kind === 'done') return undefined;
  if (outcome.kind !== 'refused') return outcome.kind;
  const { code, dataClass } = outcome.refusal;
  return dataClass === 'P0' || dataClass === 'P1' ? code : 'not_possible_now';
};

/** A message of this node as it was approved and released. */
export interface OutgoingMessage {
  readonly messageId: string;
  readonly kind: string;
  readonly to: Country;
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly clause: string;
  readonly purpose: string;
  readonly groups: readonly string[];
  readonly scope?: MessageScope | undefined;
  readonly answers?: string | undefined;
  readonly answerDue?: string | undefined;
  /** Absent where its seal cannot be opened: the person was erased. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  /** What its receipt said, once it has come. */
  readonly receipt?: 'received' | 'refused' | undefined;
}

/** What the bridge has to know of a case file, and no more. */
export interface CrossingFile {
  /** Revision of the last event, -1 where the case does not exist. */
  readonly revision: number;
  readonly own: (messageId: string) => OutgoingMessage | undefined;
  /** Whether a message of ours surely arrived: it has its receipt, or a later one of the case has. */
  readonly arrived: (messageId: string) => boolean;
  readonly theirs: (
    messageId: string,
  ) => { readonly outcome: 'effective' | 'refused'; readonly reason?: string | undefined } | undefined;
  /** The other country's reference of the case, where it has told one. */
  readonly referenceOf: (country: Country) => string | undefined;
  /** Sequence number of the message that is expected next from a country, from 1. */
  readonly nextFrom: (country: Country) => number;
}

/**
 * The desk as the bridge needs it. Both answers are those of the moment; a failure that may pass (no database) is thrown, a
 * decision never is. Handling one command id again decides nothing anew.
 */
export interface CommandDesk {
  handle(request: BridgeRequest): Promise<BridgeOutcome>;
  file(caseId: string): Promise<CrossingFile>;
}
