import type { SealedClass } from '#casework';
import type { KeyObject } from 'node:crypto';

/** A data key: AES-256, never written anywhere in clear. */
export type DataKey = KeyObject;

/** What one data key covers: `<data subject's id>/<class>`, as in the `sealed` record of a stored event. */
export type KeyRef = string;

export const keyRef = (subject: string, dataClass: SealedClass): KeyRef => `${subject}/${dataClass}`;

/** The data subject and class of a reference. */
export const partsOfRef = (ref: KeyRef): { readonly subject: string; readonly dataClass: string } => {
  const slash = ref.lastIndexOf('/');
  return { subject: ref.slice(0, slash), dataClass: ref.slice(slash + 1) };
};

/** Nothing is sealed any more for a data subject whose keys were erased. */
export class ErasedSubjectError extends Error {
  override readonly name = 'ErasedSubjectError';
  constructor() {
    super('The personal data of this data subject were erased; nothing more can be kept about them.');
  }
}

/**
 * Where data keys are. Once `erase` has resolved, no call begun afterwards gives a key of that subject, in no process;
 * it is never created again.
 */
export interface KeyRing {
  /** The key of a subject and class, created and committed where there was none. Throws `ErasedSubjectError`. */
  forSealing(subject: string, dataClass: SealedClass): Promise<DataKey>;
  /** The keys that exist; what is erased or was never made is absent. One round trip, however many. */
  forOpening(refs: Iterable<KeyRef>): Promise<ReadonlyMap<KeyRef, DataKey>>;
  /** Destroys the keys of a data subject and leaves a tombstone. May be repeated. */
  erase(subject: string): Promise<void>;
  /** Erases again what had been erased, before a node serves: a restored key table may have brought keys back. */
  replayErasures(subjects: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}
