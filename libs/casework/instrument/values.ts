import { z } from 'zod';
import { Country } from '../words/country.js';
import { fieldGroups } from '../words/dictionary.js';
import { consentPurposes } from '../words/purpose.js';
import { State } from '../words/states.js';
import { Code, Day, Hash, Instant, Line } from '../words/values.js';

/** What all versions of one instrument are called: `th-mm-mou`. */
export const InstrumentCode = z
  .string()
  .max(40)
  .regex(/^[a-z]+(-[a-z]+)*$/, 'words of small letters with hyphens between them');

/** One version of it, by its year: `2009`, `2019-draft`. It begins with a digit, so that code and version tell themselves apart. */
export const InstrumentVersion = z
  .string()
  .max(24)
  .regex(/^\d{4}(-[a-z0-9]+)*$/, 'a year, and what follows after a hyphen');

const ClauseNumber = z
  .string()
  .max(20)
  .regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/, 'a number as in 4.2');

const SomeCountries = z.array(Country).min(1).max(8);

/** A clause as its parties sign it. Whether there is such a kind of message is asked where all of them are known. */
export const ClauseText = z.strictObject({
  id: ClauseNumber,
  kind: Code,
  from: SomeCountries,
  to: SomeCountries,
  purpose: z.enum(consentPurposes),
  carries: z.array(z.enum(fieldGroups)).min(1),
  answerWithin: z
    .strictObject({ days: z.int().min(1).max(3650), calendar: z.enum(['working', 'calendar']) })
    .optional(),
  onward: SomeCountries.optional(),
  vitalInterest: z.boolean().optional(),
});

/** The text of an instrument: what its parties agree on, and nothing of where we read of it. */
export const InstrumentText = z.strictObject({
  code: InstrumentCode,
  version: InstrumentVersion,
  title: Line,
  kind: z.enum(['mou', 'agreement', 'sop', 'plan', 'multilateral']),
  /** The first day on which it can hold. */
  from: Day,
  parties: z.array(Country).min(1).max(8),
  /** Parties outside the programme: they sign too, and no clause binds them. */
  furtherParties: z.array(State).max(50).default([]),
  handoverPoints: z.array(Code).max(50).default([]),
  clauses: z.array(ClauseText).min(1).max(300),
});
export type InstrumentText = z.infer<typeof InstrumentText>;

/** A detached JWS (RFC 7515, appendix F): header and signature, the text between them left out. */
export const DetachedSignature = z
  .string()
  .max(1_000)
  .regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+$/, 'a detached JWS: header..signature');

/** A signature that was found good. */
export const PartySignature = z.strictObject({
  party: State,
  /** Id of the party's key. */
  key: Line,
  /** By the clock of who signed. */
  signedAt: Instant,
  jws: DetachedSignature,
});
export type PartySignature = z.infer<typeof PartySignature>;

/** What parties can make of a text by a notice that they sign. */
export const changeKinds = ['in_force', 'suspended', 'resumed', 'ended'] as const;
export const ChangeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** A notice as it is signed: of which text, and at which instant it takes effect. */
export const ChangeNotice = z.strictObject({
  change: ChangeKind,
  code: InstrumentCode,
  version: InstrumentVersion,
  hash: Hash,
  at: Instant,
  /** The version whose place it takes. */
  replaces: InstrumentVersion.optional(),
});
export type ChangeNotice = z.infer<typeof ChangeNotice>;
