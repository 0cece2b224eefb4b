import type { Country } from '../words/country.js';
import type { RecordedEventOf } from '../words/event.js';
import { disclosureEvents } from '../disclosure/events.js';
import type { lettersEvents } from './events.js';

export const lettersHear = {
  MessageReleased: disclosureEvents.MessageReleased,
  MessageReceived: disclosureEvents.MessageReceived,
  MessageReceipted: disclosureEvents.MessageReceipted,
};

/** What the other country says became of a letter of ours. */
interface Receipt {
  readonly outcome: 'received' | 'refused';
  readonly reason?: string | undefined;
}

/** A message of ours on paper. */
export interface OwnLetter {
  readonly letter: string;
  readonly messageId: string;
  readonly kind: string;
  readonly to: Country;
  /** Since when it is to be handed over. */
  readonly since: string;
  readonly handedOver?: { readonly office: string };
  readonly receipted?: Receipt;
  readonly receipt?: Receipt & { readonly scan: string };
}

/** A letter of another country, as it was recorded. */
export interface TheirLetter {
  readonly messageId: string;
  readonly from: Country;
  readonly number: string;
  readonly scan: string;
  /** It had no effect, and can be recorded once more. */
  readonly refused: boolean;
}

export interface LettersState {
  readonly own: readonly OwnLetter[];
  readonly theirs: readonly TheirLetter[];
  /** Messages of other countries that had no effect. */
  readonly refused: readonly string[];
}

export const noLetters: LettersState = { own: [], theirs: [], refused: [] };

const change = (
  state: LettersState,
  messageId: string,
  to: (letter: OwnLetter) => Partial<OwnLetter>,
): LettersState => ({
  ...state,
  own: state.own.map((letter) => (letter.messageId === messageId ? { ...letter, ...to(letter) } : letter)),
});

export const evolveLetters = (
  state: LettersState,
  event: RecordedEventOf<typeof lettersEvents & typeof lettersHear>,
): LettersState => {
  switch (event.type) {
    case 'MessageReleased': {
      const { letter, messageId, kind, to } = event.data;
      if (letter === undefined) return state;
      const since = event.meta.recordedAt;
      return { ...state, own: [...state.own, { letter, messageId, kind, to, since }] };
    }
    case 'MessageReceived':
      return event.data.outcome === 'refused'
        ? { ...state, refused: [...state.refused, event.data.messageId] }
        : state;
    case 'LetterHandedOver': {
      const { messageId, office } = event.data;
      return change(state, messageId, () => ({ handedOver: { office } }));
    }
    case 'MessageReceipted': {
      const { messageId, outcome, reason } = event.data;
      return change(state, messageId, () => ({ receipted: { outcome, reason } }));
    }
    case 'LetterReceiptFiled': {
      const { messageId, scan } = event.data;
      return change(state, messageId, ({ receipted = { outcome: 'received' } }) => ({
        receipt: { ...receipted, scan },
      }));
    }
    case 'LetterRecorded': {
      const { messageId, from, number, scan } = event.data;
      const refused = state.refused.includes(messageId);
      return { ...state, theirs: [...state.theirs, { messageId, from, number, scan, refused }] };
    }
  }
};

/** The letter of ours of a number. */
export const letterIn = (
  { letters }: { readonly letters: LettersState },
  number: string,
): OwnLetter | undefined => letters.own.find(({ letter }) => letter === number);
