import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '#sealing';

/*
 * ETags, positions and cursors are opaque and differ by agency (design section 9): an event that an agency may not know of
 * changes neither for it, and nobody can count another agency's events.
 */

/** A case as one agency may know it: changes only with an event that its viewer may see. Quoted, RFC 9110. */
export const etagOf = (secret: string, agency: string, caseId: string, lastVisibleEvent: string): string =>
  `"${createHmac('sha256', secret).update(`${agency} ${caseId} ${lastVisibleEvent}`).digest('base64url').slice(0, 22)}"`;

export interface Positions {
  seal(agency: string, position: string): string;
  /** Undefined for what this node did not give to this agency. */
  open(agency: string, token: string): string | undefined;
}

/** Texts as tokens: encrypted with whom they are given to as additional data, all of one length up to a multiple. */
const tokens = (secret: string, purpose: string, width: number): Positions => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
  return {
    seal: (agency, text) => {
      const length = Math.ceil(Buffer.byteLength(text) / width) * width;
      const padded = Buffer.alloc(length, ' ');
      padded.write(text);
      return encrypt(key, agency, padded).toString('base64url');
    },
    open: (agency, token) => {
      try {
        return decrypt(key, agency, Buffer.from(token, 'base64url')).toString().trimEnd();
      } catch {
        return undefined;
      }
    },
  };
};

/** Positions of the event store. All are of one length: the digits of one would tell how much a node has recorded. */
export const opaquePositions = (secret: string): Positions => tokens(secret, 'homeward positions', 48);

/** Where a page of a list ends: revisions and ranks stand in it, which rest on more than the reader may know of. */
export const opaqueCursors = (secret: string): Positions => tokens(secret, 'homeward cursors', 128);
