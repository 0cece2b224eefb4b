import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@eventstore/db-client';
import { sampleEvent } from '../samples.contract.js';
import { placedEvent, toEventData } from './stored.js';

const stream = 'case-4f6a1c2e-9b3d-4c5f-8a7e-1d2c3b4a5f60';

const recorded = (over: object): RecordedEvent =>
  ({
    ...toEventData(sampleEvent({ place: 'mae-sot' })),
    ...{ streamId: stream, revision: 3n, position: { commit: 17n, prepare: 17n } },
    ...over,
  }) as unknown as RecordedEvent;

describe('an event as EventStoreDB gives it', () => {
  it('takes up its revision in a stream of ours, whoever wrote it and however', () => {
    const { metadata } = recorded({}) as { readonly metadata: object };
    const others = [
      { metadata: {} },
      { metadata: undefined },
      { metadata: 'text' },
      { metadata: { ...metadata, homeward: 2 } },
      { type: '$>' },
      { data: 'text' },
      { data: { open: {} } },
    ];
    expect(placedEvent(recorded({}))?.unreadable).toBeUndefined();
    for (const other of others)
      expect(placedEvent(recorded(other))).toMatchObject({ stream, revision: 3, unreadable: true, open: {} });
  });

  it('is passed over where it is of another application, or of the server itself', () => {
    const streamId = 'orders-1';
    for (const other of [
      { streamId, metadata: {} },
      { streamId, type: '$>' },
      { streamId: '$$case-1', type: '$metadata' },
    ])
      expect(placedEvent(recorded(other))).toBeUndefined();
  });
});
