import { expect, it } from '@jest/globals';
import { AppendTooLargeError, type EventStore, type StoredEvent } from './port.js';
import { collect, sampleEvent, sampleEvents, stream } from './samples.contract.js';

const sealedWith = (bytes: number): StoredEvent => ({
  ...sampleEvent(),
  sealed: { 'person/P2': 'c'.repeat(bytes) },
});

/** How large an append may be; a part of the contract of event stores. */
export const tooLarge = (store: () => EventStore): void => {
  it('takes an append of nearly 1,000,000 bytes, also of many events, and refuses a larger one alone', async () => {
    const [one, many, refused, other] = [stream(), stream(), stream(), stream()];
    expect(await store().append(one, 'none', [sealedWith(499_000), sealedWith(499_000)])).toMatchObject({
      ok: true,
    });
    const small = Array.from({ length: 250 }, () => sealedWith(3_400));
    expect(await store().append(many, 'none', small)).toMatchObject({ ok: true, revision: 249 });
    const results = await Promise.allSettled([
      store().append(refused, 'none', [sealedWith(500_000), sealedWith(500_000)]),
      // Letters of Burmese are three bytes each.
      store().append(refused, 'none', [sampleEvent({ note: 'က'.repeat(350_000) })]),
      store().append(other, 'none', sampleEvents(1)),
    ]);
    expect(
      results.map((result): unknown => (result.status === 'rejected' ? result.reason : result.value)),
    ).toEqual([
      expect.any(AppendTooLargeError),
      expect.any(AppendTooLargeError),
      expect.objectContaining({ ok: true }),
    ]);
    expect(await collect(store().read(refused))).toEqual([]);
    expect(await collect(store().read(one))).toHaveLength(2);
  });
};
