import {
  caseEvents,
  isSealed,
  type CaseEventType,
  type EventMeta,
  type Fields,
  type NewCaseEvent,
} from '#casework';
import { keyRef } from '#sealing';
import { type PlacedEvent } from '#event-store';
import { v5 } from 'uuid';
import { foldBatch } from '../frame/batch.js';
import type { View } from '../frame/view.js';
import { storedEvent } from '../../../test/doubles/memory-store.js';

const namespace = 'a2b1c3d4-0000-4000-8000-000000000001';

/** A UUID from a word. */
export const id = (word: string): string => v5(word, namespace);

export const caseId = id('case');

let told = 0;

type DataOf<K extends CaseEventType> = Extract<NewCaseEvent, { readonly type: K }>['data'];

export interface Told {
  readonly on?: string;
  readonly case?: string;
  readonly meta?: Partial<EventMeta>;
}

/** An event as a projector gets it: open fields in clear, sealed ones as a ciphertext of their names. */
export const happened = <K extends CaseEventType>(
  type: K,
  data: DataOf<K>,
  { on, meta, ...of }: Told = {},
): PlacedEvent => {
  const at = `${on ?? '2014-08-04'}T02:00:00.000Z`;
  const person = of.case ?? caseId;
  const open: Record<string, unknown> = {};
  const sealed: Record<string, string> = {};
  const given: Readonly<Record<string, unknown>> = { ...data };
  const fields: Fields = caseEvents[type].fields;
  for (const [name, { dataClass, subject }] of Object.entries(fields)) {
    if (given[name] === undefined) continue;
    if (isSealed(dataClass))
      sealed[keyRef(subject === 'person' ? person : String(given[subject]), dataClass)] = 'cipher';
    else open[name] = given[name];
  }
  told += 1;
  const base = storedEvent({ type, open, sealed });
  return {
    ...base,
    meta: { ...base.meta, occurredAt: at, recordedAt: at, ...meta },
    stream: `case-${person}`,
    revision: told,
    position: String(told),
  };
};

/** The rows of a view after some events, by key. */
export const rowsAfter = (
  view: View,
  ...events: readonly PlacedEvent[]
): Record<string, Readonly<Record<string, unknown>>> => {
  const { stored, parked } = foldBatch(view, events, []);
  if (parked.length > 0) throw new Error(`${parked[0]?.eventType} was not taken: ${parked[0]?.reason}`);
  return Object.fromEntries(stored.map(({ key, fields }) => [key, fields]));
};

export const opened = (side: 'sending' | 'receiving' = 'sending', more: Told = {}): PlacedEvent =>
  happened(
    'CaseOpened',
    {
      side,
      channel: 'raid',
      sex: 'female',
      ageBand: 'adult',
      mainLanguage: 'my',
      urgency: 'normal',
      foundIn: 'TH',
    },
    { on: '2014-01-01', ...more },
  );

const basis = {
  instrument: 'th-mm-sop',
  instrumentVersion: '2013',
  clause: 'c1',
  purpose: 'return' as const,
  groups: [],
};

/** A message that this country approves and releases. */
export const sent = (
  kind: string,
  word: string,
  more: {
    readonly answers?: string;
    readonly answerDue?: string;
    readonly to?: 'TH' | 'MM';
    readonly stops?: readonly string[];
  } = {},
  told: Told = {},
): PlacedEvent[] => {
  const { to = 'MM', answers, answerDue, stops } = more;
  const message = { messageId: id(word), kind, to };
  return [
    happened(
      'MessageApproved',
      {
        ...message,
        ...basis,
        consents: [],
        fields: [],
        payload: {},
        ...(answers ? { answers: id(answers) } : {}),
        ...(answerDue ? { answerDue } : {}),
        ...(stops ? { stops: stops.map(id) } : {}),
      },
      told,
    ),
    happened('MessageReleased', { ...message, sequence: 1 }, told),
  ];
};

/** A message of another country. */
export const received = (
  kind: string,
  word: string,
  more: { readonly answers?: string; readonly answerDue?: string; readonly from?: 'TH' | 'MM' } = {},
  told: Told = {},
): PlacedEvent => {
  const { from = 'MM', answers, answerDue } = more;
  return happened(
    'MessageReceived',
    {
      messageId: id(word),
      kind,
      from,
      sequence: 1,
      sentAt: '2014-01-01T00:00:00.000Z',
      ...basis,
      outcome: 'effective',
      payload: {},
      ...(answers ? { answers: id(answers) } : {}),
      ...(answerDue ? { answerDue } : {}),
    },
    told,
  );
};
