import type { ConsentPurpose } from '../words/purpose.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { RecordedEventOf } from '../words/event.js';
import type { Kinds } from '../words/kinds.js';
import type { Country } from '../words/country.js';
import type { State } from '../words/states.js';
import { carriedBy } from './carried.js';
import type { disclosureEvents } from './events.js';
import type { Scope } from './values.js';

interface Basis {
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly instrumentHash?: string | undefined;
  readonly clause: string;
  readonly purpose: ConsentPurpose;
}

/** A message of ours. `payload` is absent where its seal cannot be opened. */
export interface OwnMessage extends Basis {
  readonly messageId: string;
  readonly kind: string;
  readonly to: Country;
  readonly consents: readonly string[];
  readonly groups: readonly FieldGroup[];
  readonly fields: readonly string[];
  readonly answers?: string | undefined;
  readonly answerDue?: string | undefined;
  /** How far the consents behind it go. */
  readonly scope?: Scope | undefined;
  /** Messages of ours that it takes back. */
  readonly stops?: readonly string[] | undefined;
  /** The message of ours that it corrects, and in which fields. */
  readonly corrects?: { readonly messageId: string; readonly fields: readonly string[] } | undefined;
  /** Messages of other countries whose data it carries on. */
  readonly passesOn?: readonly string[] | undefined;
  /** The consents of whose end it tells, as far as something went there under them. */
  readonly withdrawn?: readonly string[] | undefined;
  readonly notBefore?: string | undefined;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  readonly status: 'approved' | 'released' | 'withheld';
  readonly approvedAt: string;
  readonly approvedBy: { readonly actor: string; readonly agency: string };
  readonly sequence?: number;
  /** The number under which it went on paper. */
  readonly letter?: string | undefined;
  readonly receipt?: 'received' | 'refused';
}

/** A message of another country. */
export interface TheirMessage extends Basis {
  readonly messageId: string;
  readonly kind: string;
  readonly from: Country;
  readonly sequence: number;
  readonly groups: readonly FieldGroup[];
  /** How far the consents behind it go, as its sender says. */
  readonly scope?: Scope | undefined;
  readonly answers?: string | undefined;
  /** The message that began the exchange to which it belongs, where its sender says so. */
  readonly correlation?: string | undefined;
  /** The sender's references of the consents behind it, or of those withdrawn. */
  readonly consents?: readonly string[] | undefined;
  readonly outcome: 'effective' | 'refused';
  /** Code of the refusal, told to the sender in the receipt. */
  readonly reason?: string | undefined;
  /** Its sender withdrew the consent or recalled it: no further use. */
  readonly stopped: boolean;
}

/** Field groups that another country told us to use no more for a purpose of which the rest goes on. */
export interface Withdrawn {
  readonly from: Country;
  readonly purpose: ConsentPurpose;
  readonly groups: readonly FieldGroup[];
}

export interface DisclosureState {
  readonly own: readonly OwnMessage[];
  readonly theirs: readonly TheirMessage[];
  /** Countries that spoke of this person to us before we spoke to them: the person answered their questions first. */
  readonly begunBy: readonly Country[];
  readonly withdrawn: readonly Withdrawn[];
  /** Numbers of messages of other countries that may never come. */
  readonly notComing: readonly { readonly from: Country; readonly sequence: number }[];
}

export const noDisclosure: DisclosureState = {
  own: [],
  theirs: [],
  begunBy: [],
  withdrawn: [],
  notComing: [],
};

const changeOwn = (
  state: DisclosureState,
  messageId: string,
  change: Partial<Pick<OwnMessage, 'status' | 'sequence' | 'letter' | 'receipt'>>,
): DisclosureState => ({
  ...state,
  own: state.own.map((message) => (message.messageId === messageId ? { ...message, ...change } : message)),
});

const withReceived = (state: DisclosureState, message: TheirMessage, kinds: Kinds): DisclosureState => {
  const theirs = [...state.theirs, message];
  if (message.outcome === 'refused') return { ...state, theirs };
  const { from, purpose, groups } = message;
  const first = !state.begunBy.includes(from) && releasedTo(state, from).length === 0;
  return {
    ...state,
    theirs,
    begunBy: first ? [...state.begunBy, from] : state.begunBy,
    withdrawn: state.withdrawn.map((held) =>
      held.from === from && held.purpose === purpose && !kinds.isStop(message.kind)
        ? { ...held, groups: held.groups.filter((group) => !groups.includes(group)) }
        : held,
    ),
  };
};

export const evolveDisclosure = (
  state: DisclosureState,
  event: RecordedEventOf<typeof disclosureEvents>,
  kinds: Kinds,
): DisclosureState => {
  switch (event.type) {
    case 'MessageApproved': {
      const { references: _references, payload: _payload, ...message } = event.data;
      const payload = carriedBy(event.data);
      return {
        ...state,
        own: [
          ...state.own,
          {
            ...message,
            ...(payload ? { payload } : {}),
            status: 'approved',
            approvedAt: event.meta.recordedAt,
            approvedBy: { actor: event.meta.actor, agency: event.meta.agency },
          },
        ],
      };
    }
    case 'DisclosureDenied':
    case 'CorrectionReceived':
      return state;
    case 'MessageReleased': {
      const { messageId, sequence, letter } = event.data;
      return changeOwn(state, messageId, {
        ...{ status: 'released', sequence },
        ...(letter === undefined ? {} : { letter }),
      });
    }
    case 'MessageWithheld':
      return changeOwn(state, event.data.messageId, { status: 'withheld' });
    case 'MessageReceived': {
      const {
        payload: _payload,
        references: _references,
        sentAt: _sentAt,
        answerDue: _due,
        language: _language,
        offices: _offices,
        notComing = [],
        ...message
      } = event.data;
      const gone = notComing.map((sequence) => ({ from: message.from, sequence }));
      const after = gone.length === 0 ? state : { ...state, notComing: [...state.notComing, ...gone] };
      return withReceived(after, { ...message, stopped: false }, kinds);
    }
    case 'MessageReceipted':
      return changeOwn(state, event.data.messageId, { receipt: event.data.outcome });
    case 'MessageUseStopped': {
      const { from, withdrawn } = event.data;
      return {
        ...state,
        withdrawn: withdrawn ? [...state.withdrawn, { from, ...withdrawn }] : state.withdrawn,
        theirs: state.theirs.map((message) =>
          message.from === from && event.data.messageIds.includes(message.messageId)
            ? { ...message, stopped: true }
            : message,
        ),
      };
    }
  }
};

/** Messages of ours that reached a country, oldest first. */
export const releasedTo = (state: DisclosureState, country: State): readonly OwnMessage[] =>
  state.own.filter((message) => message.to === country && message.status === 'released');

/** Messages of ours to a country that went or may still go, oldest first. */
export const sentTo = (state: DisclosureState, country: State): readonly OwnMessage[] =>
  state.own.filter((message) => message.to === country && message.status !== 'withheld');

/** Whether anything of this person went to a country or may still go, or came from it. */
export const hasCrossed = (state: DisclosureState, country: State): boolean =>
  sentTo(state, country).length > 0 || state.theirs.some(({ from }) => from === country);

/** A message of ours that reached a country. */
export const releasedMessage = (state: DisclosureState, messageId: string): OwnMessage | undefined =>
  state.own.find((message) => message.messageId === messageId && message.status === 'released');

/** The state in which a message that was released had only been approved. */
export const notReleased = (state: DisclosureState, messageId: string): DisclosureState =>
  changeOwn(state, messageId, { status: 'approved' });

/**
 * Sequence number of the next message to a country: from 1, one series for each case and receiver, and one of its own for
 * letters, which the node there would wait for in vain.
 */
export const nextSequenceTo = (state: DisclosureState, country: State, onPaper = false): number =>
  releasedTo(state, country).filter(({ letter }) => (letter !== undefined) === onPaper).length + 1;

/**
 * Sequence number expected next from a country: the first that none of its messages has, for a stop may have overtaken, and
 * that may come. `gone` are more of those that may not.
 */
export const nextSequenceFrom = (
  state: DisclosureState,
  country: State,
  gone: readonly number[] = [],
): number => {
  const passed = [...state.theirs, ...state.notComing].filter(({ from }) => from === country);
  const used = new Set([...passed.map(({ sequence }) => sequence), ...gone]);
  let next = 1;
  while (used.has(next)) next += 1;
  return next;
};

/** The last message of a kind that a country sent with effect and that may still be used. */
export const lastReceived = (state: DisclosureState, kind: string, from: State): TheirMessage | undefined =>
  state.theirs.findLast(
    (message) =>
      message.kind === kind && message.from === from && message.outcome === 'effective' && !message.stopped,
  );
