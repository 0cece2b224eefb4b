import type { SealedValue } from '#agencies';
import { openPart, type KeyRing } from '#event-store';

/** Opens values that views keep sealed: one look-up of keys for all; undefined where a key is gone. */
export const openSealedWith =
  (keys: Pick<KeyRing, 'forOpening'>) =>
  async (values: readonly SealedValue[]): Promise<readonly unknown[]> => {
    if (values.length === 0) return [];
    const found = await keys.forOpening(new Set(values.map(({ part }) => part)));
    return values.map(({ eventId, type, part, cipher, field }) => {
      const key = found.get(part);
      return key && openPart({ id: eventId, type }, cipher, key)[field];
    });
  };
