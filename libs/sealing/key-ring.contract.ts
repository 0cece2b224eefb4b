import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ErasedSubjectError, keyRef, type KeyRing } from './key-ring.js';

interface KeyRingsUnderTest {
  /** Two rings on the same keys, as two processes have them. */
  readonly here: KeyRing;
  readonly there: KeyRing;
  close(): Promise<void>;
}

const opened = async (ring: KeyRing, subject: string): Promise<number> =>
  (await ring.forOpening([keyRef(subject, 'P2'), keyRef(subject, 'P3')])).size;

/** What every key ring promises to those who seal, open and erase. */
export const keyRingContract = (name: string, make: () => Promise<KeyRingsUnderTest>): void => {
  describe(`key ring contract: ${name}`, () => {
    let made: KeyRingsUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(async () => made.close());

    it('has one key of a subject and class, however many ask first, here and in another process', async () => {
      const subject = randomUUID();
      const keys = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 ? made.here : made.there).forSealing(subject, 'P2'),
        ),
      );
      expect(new Set(keys.map((key) => key.export().toString('hex'))).size).toBe(1);
      const other = await made.here.forSealing(subject, 'P3');
      expect(other.equals(await made.there.forSealing(subject, 'P2'))).toBe(false);
    });

    it('gives an erased subject no key from any cache, at once and for good', async () => {
      const subject = randomUUID();
      for (const ring of [made.here, made.there]) {
        await ring.forSealing(subject, 'P2');
        await ring.forSealing(subject, 'P3');
        expect(await opened(ring, subject)).toBe(2);
      }
      await made.there.erase(subject);
      for (const ring of [made.here, made.there]) {
        expect(await opened(ring, subject)).toBe(0);
        for (const dataClass of ['P2', 'P4'] as const)
          await expect(ring.forSealing(subject, dataClass)).rejects.toBeInstanceOf(ErasedSubjectError);
      }
      await made.there.erase(subject);
      expect(await opened(made.here, subject)).toBe(0);
    });

    it('keeps the keys of others through an erasure', async () => {
      const [erased, kept] = [randomUUID(), randomUUID()];
      const key = await made.here.forSealing(kept, 'P2');
      await made.here.forSealing(erased, 'P2');
      await made.there.erase(erased);
      const found = await made.here.forOpening([keyRef(kept, 'P2'), keyRef(erased, 'P2')]);
      expect([...found.keys()]).toEqual([keyRef(kept, 'P2')]);
      expect(found.get(keyRef(kept, 'P2'))?.equals(key)).toBe(true);
    });

    it('erases again what was erased before, also of whom it has never heard', async () => {
      const [known, unheard] = [randomUUID(), randomUUID()];
      await made.here.forSealing(known, 'P2');
      await made.here.replayErasures([known, unheard]);
      await made.here.replayErasures([]);
      expect(await opened(made.there, known)).toBe(0);
      for (const subject of [known, unheard])
        await expect(made.there.forSealing(subject, 'P2')).rejects.toBeInstanceOf(ErasedSubjectError);
    });
  });
};
