import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '#event-store';

/*
 * ETags and positions are opaque and differ by agency (design section 9): an event that an agency may not know of
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

/** All positions are padded to this length: the digits of one would tell how much a node has recorded. */
const width = 48;

/** Positions of the event store as tokens: encrypted with the agency as additional data. */
export const opaquePositions = (secret: string): Positions => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'homeward positions', 32)));
  return {
    seal: (agency, position) =>
      encrypt(key, agency, Buffer.from(position.padEnd(width))).toString('base64url'),
    open: (agency, token) => {
      try {
        return decrypt(key, agency, Buffer.from(token, 'base64url')).toString().trimEnd();
      } catch {
        return undefined;
      }
    },
  };
};
