import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/*
 * ETags and positions are opaque and differ by agency (design section 9): an event that an agency may not know of
 * changes neither for it, and nobody can count another agency's events.
 */

/** A case as one agency may know it: changes only with an event that its viewer may see. Quoted, RFC 9110. */
export const etagOf = (secret: string, agency: string, caseId: string, lastVisibleRevision: number): string =>
  `"${createHmac('sha256', secret).update(`${agency} ${caseId} ${lastVisibleRevision}`).digest('base64url').slice(0, 22)}"`;

export interface Positions {
  seal(agency: string, position: string): string;
  /** Undefined for what this node did not give to this agency. */
  open(agency: string, token: string): string | undefined;
}

/** All positions are padded to this length: the digits of one would tell how much a node has recorded. */
const width = 48;

/** Positions of the event store as tokens: encrypted with the agency as additional data. */
export const opaquePositions = (secret: string): Positions => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'homeward positions', 32));
  return {
    seal: (agency, position) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(agency));
      const sealed = Buffer.concat([cipher.update(position.padEnd(width), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open: (agency, token) => {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length < 29) return undefined;
      const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(agency))
        .setAuthTag(bytes.subarray(-16));
      try {
        return Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()])
          .toString('utf8')
          .trimEnd();
      } catch {
        return undefined;
      }
    },
  };
};
