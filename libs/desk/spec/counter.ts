import {
  everyoneInvolved,
  refuse,
  usualPolicy,
  type Actor,
  type Context,
  type EventMeta,
  type HandledCommand,
} from '#casework';
import type { EventStore, PlacedEvent } from '#event-store';
import type { Aggregate, ClearEvent, FoldedFile, Sealing } from '../aggregate.js';
import { bodyHashWith, commandIdAfter, eventIdsWith } from '../command-id.js';
import type { KnowsOf, TagOf } from '../deciding.js';
import { handlerOf, type Handler } from '../handle.js';

/** A file small enough to see through: it counts, up to a limit, and can deny and erase. */
export interface Counter extends FoldedFile {
  readonly total: number;
  /** Sealed in the store. */
  readonly secrets: readonly string[];
  readonly erased: boolean;
}

export type CounterCommand =
  | { readonly type: 'Open' }
  | { readonly type: 'Add'; readonly amount: number; readonly secret?: string }
  | { readonly type: 'Ask' }
  | { readonly type: 'Nothing' }
  | { readonly type: 'Tidy' }
  | { readonly type: 'Erase' };

interface CounterEvent {
  readonly type: string;
  readonly data: { readonly amount?: number; readonly secret?: string };
}

export type RecordedCounterEvent = CounterEvent & { readonly meta: EventMeta };

const remember = (handled: Map<string, HandledCommand>, { type, meta }: RecordedCounterEvent): void => {
  const events = [...(handled.get(meta.commandId)?.events ?? []), { id: meta.eventId, type }];
  handled.set(meta.commandId, { bodyHash: meta.bodyHash, events, revision: meta.revision });
};

export const counters: Aggregate<Counter, CounterCommand, CounterEvent, RecordedCounterEvent> = {
  streamOf: (id) => `case-${id}`,
  empty: () => ({ revision: -1, handled: new Map(), total: 0, secrets: [], erased: false }),
  advance: (before, events) => {
    const handled = new Map(before.handled);
    let counter = { ...before, handled };
    for (const event of events) {
      remember(handled, event);
      counter = {
        revision: event.meta.revision,
        handled,
        total: counter.total + (event.data.amount ?? 0),
        secrets: event.data.secret ? [...counter.secrets, event.data.secret] : counter.secrets,
        erased: counter.erased || event.type === 'Erased',
      };
    }
    return counter;
  },
  decide: (command, counter) => {
    switch (command.type) {
      case 'Open':
        return counter.revision < 0
          ? { events: [{ type: 'Opened', data: {} }] }
          : refuse('already_exists', 'It is open already.');
      case 'Add': {
        const { amount, secret } = command;
        if (counter.erased) return refuse('erased', 'It is erased.');
        if (counter.total + amount > 1_000) return refuse('wrong_state', 'It is full.');
        return {
          events: [
            { type: 'Added', data: { amount } },
            { type: 'Noted', data: secret === undefined ? {} : { secret } },
          ],
        };
      }
      case 'Ask':
        return counter.total < 10
          ? { ...refuse('no_clause', 'It may not go.'), events: [{ type: 'Denied', data: {} }] }
          : { events: [{ type: 'Answered', data: {} }] };
      case 'Nothing':
        return { events: [] };
      case 'Tidy':
        return { events: [{ type: 'Tidied', data: {} }] };
      case 'Erase':
        return { events: [{ type: 'Erased', data: {} }] };
    }
  },
  isSystem: ({ type }) => type === 'Tidy',
  begins: ({ type }) => type === 'Open',
  denies: (_command, type) => type === 'Denied',
  audienceOf: () => everyoneInvolved,
  erasures: new Set(['Erased']),
};

const recorded = (
  { type, id, stream, revision, open, sealed, meta }: PlacedEvent,
  withKeys: boolean,
): RecordedCounterEvent => {
  const amount = open['amount'];
  const secret = withKeys ? sealed['secret'] : undefined;
  return {
    type,
    data: {
      ...(typeof amount === 'number' ? { amount } : {}),
      ...(secret === undefined ? {} : { secret: [...secret].toReversed().join('') }),
    },
    meta: { ...meta, eventId: id, streamId: stream, revision },
  };
};

/** Seals `secret` by turning it round; counts what it opened. */
export const turningSealing = (): Sealing<RecordedCounterEvent> & { opened: number } => {
  const sealing = {
    opened: 0,
    sealAll: (_owner: string, events: readonly ClearEvent[]) =>
      Promise.resolve(
        events.map(({ id, type, data, meta }) => {
          const { secret, ...open } = data;
          const sealed: Record<string, string> =
            typeof secret === 'string' ? { secret: [...secret].toReversed().join('') } : {};
          return { id, type, version: 1, open, sealed, meta };
        }),
      ),
    openAll: (events: readonly PlacedEvent[]) => {
      sealing.opened += events.length;
      return Promise.resolve(events.map((event) => recorded(event, true)));
    },
    withoutKeys: (events: readonly PlacedEvent[]) => events.map((event) => recorded(event, false)),
    asRecorded: (events: readonly ClearEvent[], stream: string, from: number) =>
      events.map(({ id, type, data, meta }, index) => ({
        type,
        data,
        meta: { ...meta, eventId: id, streamId: stream, revision: from + index },
      })),
  };
  return sealing;
};

export const someone: Actor = { id: 'officer-1', country: 'TH', agency: 'focal', roles: ['officer'] };

const contextOf = (actor: Actor, commandId: string): Context => ({
  now: '2013-06-03T04:00:00.000Z',
  actor,
  country: 'TH',
  facts: () => {
    throw new Error('a counter asks for no facts');
  },
  policy: usualPolicy,
  channelTo: () => 'none',
  instruments: [],
  idFor: (label) => commandIdAfter(commandId, label),
  referenceFor: (country, id) => commandIdAfter(id, country),
  largestPayload: 0,
  exchangeKeepsDays: 0,
});

export const counterDesk = (
  store: EventStore,
  sealing: Sealing<RecordedCounterEvent> = turningSealing(),
  keep?: number,
  tagOf?: TagOf<Counter>,
  how: { readonly alone?: boolean; readonly knowsOf?: KnowsOf<Counter> } = {},
): Handler<Counter, CounterCommand, RecordedCounterEvent> =>
  handlerOf(counters, {
    store,
    sealing,
    contextOf,
    bodyHash: bodyHashWith('secret'),
    eventIdOf: eventIdsWith('secret'),
    tagOf,
    ...how,
    ...(keep === undefined ? {} : { keep }),
  });
