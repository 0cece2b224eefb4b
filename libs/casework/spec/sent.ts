import { messages, type MessageKind, type NewCaseEvent } from '../records/catalogue.js';
import type { ConsentPurpose } from '../words/purpose.js';
import type { FieldGroup } from '../words/dictionary.js';
import { id } from './sample.js';
import { There } from './lands.js';

interface SentMessage {
  /** Its id, from a word; the kind where none is given. */
  readonly word?: string;
  readonly consents?: string[];
  readonly groups?: FieldGroup[];
  readonly fields?: string[];
  readonly purpose?: ConsentPurpose;
  readonly payload?: Record<string, unknown>;
  /** Hash of the text under which it was approved. */
  readonly instrumentHash?: string;
  /** Its number where it was released. */
  readonly released?: number;
}

/** A message of ours to There under the sample instrument: approved, and released where it has a number. */
export const sentMessage = (kind: MessageKind, sent: SentMessage = {}): NewCaseEvent[] => {
  const { word = kind, consents = [], groups = ['reference'], fields = [], payload = {}, released } = sent;
  const common = { messageId: id(word), kind, to: There } as const;
  return [
    {
      type: 'MessageApproved',
      data: {
        ...common,
        instrument: 'SAMPLE',
        instrumentVersion: '1',
        ...(sent.instrumentHash === undefined ? {} : { instrumentHash: sent.instrumentHash }),
        clause: String(Object.keys(messages).indexOf(kind) + 1),
        purpose: sent.purpose ?? 'return',
        consents,
        groups,
        fields,
        payload,
      },
    },
    ...(released === undefined
      ? []
      : [{ type: 'MessageReleased' as const, data: { ...common, sequence: released } }]),
  ];
};
