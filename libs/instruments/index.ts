import { hashed } from './text.js';
import * as texts from './texts.js';

/**
 * The register (domain.md 1.10): every instrument known, whatever its status, with the hash of its text; the rules pick those
 * in force at the moment of decision.
 */
export const instruments = Object.values(texts).flat().map(hashed);

export { partnersOf } from './partners.js';
export { disputedWith } from './disputed.js';
export { differing, type HeldText } from './differing.js';
export { InstrumentKey, signatureOver, signaturesUnder, type CheckSignature } from './signatures.js';
export { canonicalNotice, canonicalText, hashOf } from './text.js';
