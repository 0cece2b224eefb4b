import { z } from 'zod';
import type { Announced } from '#casework';

const Country = z.string().regex(/^[A-Z]{2}$/);
/** Printable letters of ASCII: what a table cannot keep would stand in the way of all that comes after it. */
const Name = z.string().regex(/^[\x21-\x7e]{1,64}$/);
const Version = z.int().positive();

/**
 * What a node says of itself to another: it has the same form in every version of the wire. What a later one adds to it is
 * passed over, so that nodes of any two versions understand each other so far.
 */
export const WireAnnouncement = z.object({
  form: z.literal('announcement'),
  from: Country,
  to: Country,
  /** Grows with each announcement of the sender to the receiver: an earlier one counts for nothing. */
  number: z.int().positive(),
  sentAt: z.iso.datetime({ offset: true }),
  /** Versions of the wire that the sender reads. */
  wireVersions: z.array(Version).min(1).max(64),
  /** The instruments between the two that it holds, with the hash of its text. */
  instruments: z
    .array(
      z.object({
        code: Name,
        version: Name,
        hash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
        /** Whether it has that text in force; not where absent. */
        inForce: z.boolean().optional(),
        /** The forms of the payload of each kind of message that it takes. */
        kinds: z.record(z.string().regex(/^[A-Z][A-Za-z]{0,63}$/), z.array(Version).max(64)),
      }),
    )
    .max(256),
});
export type WireAnnouncement = z.infer<typeof WireAnnouncement>;

/** What an announcement says that the rules ask about. */
export const saidIn = ({ wireVersions, instruments }: WireAnnouncement): Announced => ({
  wireVersions,
  instruments,
});
