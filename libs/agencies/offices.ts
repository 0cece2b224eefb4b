import { officesFor, type Offices } from '#access';
import type { Reader } from './query.js';

const made = new WeakMap<Reader, Offices>();

/** The offices as a reader may know them, made once for all rows of an answer. */
export const officesOf = (reader: Reader): Offices => {
  const offices = made.get(reader) ?? officesFor(reader.facts, reader.actor);
  made.set(reader, offices);
  return offices;
};
