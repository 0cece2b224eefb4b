import { z } from 'zod';
import { officesFor, viewerIn, type Caller, type LoggedRead } from '#access';
import {
  holdsMandate,
  holdsRole,
  Id,
  isExcluded,
  type CaseFile,
  type CountryFacts,
  type Mandate,
} from '#casework';
import type { Token } from '#countries/module';
import { unanswerable } from './asked/asked.pipe.js';
import type { AuditorAsked, OwnerAsked } from './asked/log-asked.js';
import { casesOf } from './journey-read.js';
import type { Known } from './need-to-know.js';
import { opaqueCursors } from './opaque.js';
import type { DoorParts } from './parts.js';

const Outcome = z.enum(['shown', 'refused']);
const next = z.string().optional().describe('Cursor of the next page; absent on the last.');

/** The log as the auditor reads it. */
export const AuditorReads = z.object({
  rows: z.array(
    z.object({
      at: z.string(),
      agency: z.string(),
      actor: z.string().nullable().describe('Null where it acted for an office that is not yours to know.'),
      caseId: z
        .string()
        .describe('Of the file that was asked for, whether or not there is one; else `none`.'),
      what: z.string(),
      outcome: Outcome,
      fields: z.array(z.string()),
      classes: z.array(z.string()),
      requestId: z.string(),
    }),
  ),
  next,
});
export type AuditorReads = z.infer<typeof AuditorReads>;

/** The log of one case as its owner reads it for the person: which offices looked, when and for what. */
export const OwnerReads = z.object({
  rows: z.array(z.object({ at: z.string(), agency: z.string(), what: z.string(), outcome: Outcome })),
  next,
});
export type OwnerReads = z.infer<typeof OwnerReads>;

export interface AccessReading {
  /** For who is let to the auditor's list: every read, of what the reader is not excluded from. */
  forAuditor(caller: Caller, asked: AuditorAsked): Promise<AuditorReads>;
  /** For who runs a case, on the person's behalf. */
  ofCase(caller: Caller, known: Known<CaseFile>, asked: OwnerAsked): Promise<OwnerReads>;
}

/** Nest token of `AccessReading`. */
export const ACCESS_READING: Token<AccessReading> = Symbol('access reading');

/** Mandates whose offices may know of every case, so that only who is excluded from one is refused there. */
const seeEveryCase: readonly Mandate[] = ['coordinate', 'audit'];

/**
 * Whether the owner may be shown a row: that a colleague is refused, or an office that would else know of the case, would
 * tell of an exclusion.
 */
const forOwner =
  ({ coordination }: CaseFile, { agency }: Caller, facts: CountryFacts) =>
  (read: LoggedRead): Promise<boolean> =>
    Promise.resolve(
      read.outcome === 'shown' ||
        (read.agency !== agency.id &&
          !coordination.involved.has(read.agency) &&
          !seeEveryCase.some((mandate) => holdsMandate(facts, read.agency, mandate))),
    );

/** How many rows are looked at together for those that may be shown. */
const together = 100;

export const accessReadingThrough = (parts: DoorParts): AccessReading => {
  const { facts, cases, journeys, accessReads } = parts;
  const cursors = opaqueCursors(parts.secret);

  /** A page of rows that may be shown: what is hidden leaves no trace, not in its length nor in whether there is a next. */
  const pageOf = async (
    holder: string,
    { cursor, limit, from, to, ...which }: AuditorAsked,
    mayBeShown: (read: LoggedRead) => Promise<boolean>,
  ) => {
    let before = cursor === undefined ? undefined : cursors.open(holder, cursor);
    if (cursor !== undefined && before === undefined)
      throw unanswerable([{ field: 'cursor', reason: 'is not one that this list gave to your agency' }]);
    const shown: LoggedRead[] = [];
    let found: readonly LoggedRead[];
    do {
      found = await accessReads({ ...which, from, to, before, most: together });
      const may = await Promise.all(found.map(mayBeShown));
      shown.push(...found.filter((_read, place) => may[place]));
      before = found.at(-1)?.id;
    } while (found.length === together && shown.length <= limit);
    const reads = shown.slice(0, limit);
    const last = shown.length > limit ? reads.at(-1) : undefined;
    return { reads, ...(last ? { next: cursors.seal(holder, last.id) } : {}) };
  };

  /** Whether a reader is excluded from a case, or from the case of somebody on a journey. */
  const isBarredFrom = async ({ actor }: Caller, id: string): Promise<boolean> => {
    const { file: journey } = await journeys.load(id);
    const files = await Promise.all(
      [id, ...casesOf(journey)].map(async (caseId) => (await cases.load(caseId)).file),
    );
    const party = { agency: actor.agency, officialId: actor.id };
    return files.some(({ coordination }) => isExcluded(coordination, party));
  };

  /** Of a file from which the reader is excluded what there would be of one that is not there: tries that were refused. */
  const forAuditor = (caller: Caller) => {
    const barred = new Map<string, Promise<boolean>>();
    return async ({ caseId, outcome }: LoggedRead): Promise<boolean> => {
      if (outcome === 'refused' || !Id.safeParse(caseId).success) return true;
      const known = barred.get(caseId) ?? isBarredFrom(caller, caseId);
      barred.set(caseId, known);
      return !(await known);
    };
  };

  return {
    forAuditor: async (caller, asked) => {
      if (!holdsRole(facts, caller.actor, 'reader')) return { rows: [] };
      const offices = officesFor(facts, caller.actor);
      // Rows found by an office that is not the reader's to know would tell which of its kind it is.
      if (asked.agency !== undefined && offices.as(asked.agency) !== asked.agency) return { rows: [] };
      const holder = `${caller.agency.id} access log`;
      const { reads, ...more } = await pageOf(holder, asked, forAuditor(caller));
      const rows = reads.map(({ id: _id, fields, classes, ...read }) =>
        offices.without({ ...read, fields: [...fields], classes: [...classes] }),
      );
      return { rows, ...more };
    },

    ofCase: async (caller, { id: caseId, file }, asked) => {
      const { actor, agency } = caller;
      const { reads, ...more } = await pageOf(
        `${agency.id} access log ${caseId}`,
        { ...asked, caseId },
        forOwner(file, caller, facts),
      );
      const offices = officesFor(facts, actor, viewerIn(file, caller, facts).viewer);
      const rows = reads.map(({ at, agency: by, what, outcome }) => ({
        at,
        agency: offices.as(by),
        what,
        outcome,
      }));
      return { rows, ...more };
    },
  };
};
