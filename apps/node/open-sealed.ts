import type { SealedValue } from '#agencies';
import { caseEvents, inCurrentForm } from '#casework';
import { openPart, type KeyRing } from '#sealing';

/** Opens values that views keep sealed: one look-up of keys for all; undefined where a key is gone. */
export const openSealedWith =
  (keys: Pick<KeyRing, 'forOpening'>) =>
  async (values: readonly SealedValue[]): Promise<readonly unknown[]> => {
    if (values.length === 0) return [];
    const found = await keys.forOpening(new Set(values.map(({ part }) => part)));
    return values.map(({ eventId, type, part, cipher, field, storedAs = { type, version: 1 } }) => {
      const key = found.get(part);
      if (!key) return undefined;
      const data = openPart({ id: eventId, type: storedAs.type }, cipher, key);
      return inCurrentForm(caseEvents, { ...storedAs, data })?.data[field];
    });
  };
