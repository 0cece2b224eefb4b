import { describe, expect, it } from '@jest/globals';
import { sampleEvent } from '../samples.contract.js';
import { lazyEvent } from './lazy-event.js';

describe('an event for followers', () => {
  it('shows what was stored, and the same each time it is looked at', () => {
    const { open, sealed, meta, ...row } = {
      ...sampleEvent({ a: [1, 'ဒ'] }),
      stream: 'case-1',
      revision: 3,
      position: '7',
    };
    const event = lazyEvent({
      ...row,
      open: JSON.stringify(open),
      sealed: JSON.stringify(sealed),
      meta: JSON.stringify(meta),
    });
    expect(event).toMatchObject(row);
    expect([event.open, event.sealed, event.meta]).toEqual([open, sealed, meta]);
    expect(event.open).toBe(event.open);
  });
});
