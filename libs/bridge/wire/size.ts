import { largestContent } from '../crypto/padding.js';

/** What stands around a payload in a message, in bytes: ids, references, clause, field groups, consents, none of unbounded length. */
const aroundPayload = 4_096;

/** Header and signature around the text, in bytes. */
const aroundText = 1_024;

/** The most bytes of JSON that the payload of a message may have: what is larger fits into no size that travels. */
export const largestPayload = Math.floor(((largestContent - aroundText) * 3) / 4) - aroundPayload;
