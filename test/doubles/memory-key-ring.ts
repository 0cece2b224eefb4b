import { newDataKey } from '../../libs/sealing/key-encryption.js';
import { ErasedSubjectError, keyRef, partsOfRef, type DataKey, type KeyRef, type KeyRing } from '#sealing';

/** A key ring of one process that keeps nothing: for specs. */
export const memoryKeyRing = (): KeyRing => {
  const keys = new Map<KeyRef, DataKey>();
  const erased = new Set<string>();
  const erase = (subject: string): Promise<void> => {
    erased.add(subject);
    for (const ref of keys.keys()) if (partsOfRef(ref).subject === subject) keys.delete(ref);
    return Promise.resolve();
  };
  return {
    forSealing: (subject, dataClass) => {
      if (erased.has(subject)) return Promise.reject(new ErasedSubjectError());
      const ref = keyRef(subject, dataClass);
      const key = keys.get(ref) ?? newDataKey();
      keys.set(ref, key);
      return Promise.resolve(key);
    },
    forOpening: (refs) => {
      const found = new Map<KeyRef, DataKey>();
      for (const ref of refs) {
        const key = keys.get(ref);
        if (key) found.set(ref, key);
      }
      return Promise.resolve(found);
    },
    erase,
    replayErasures: async (subjects) => {
      for (const subject of subjects) await erase(subject);
    },
    close: () => Promise.resolve(),
  };
};
