import type { Pool } from 'pg';
import { z } from 'zod';
import {
  Code,
  codeKey,
  Country,
  Instant,
  isOneLine,
  isUnicode,
  type Actor,
  type AgencyKind,
  type CountryFacts,
} from '#casework';
import type { EventStore } from '#event-store';
import type { SealedValue } from './frame/sealed.js';
import type { View } from './frame/view.js';

/** Who asks, and when: overdue and the like are told by this clock, never by the database's. */
export interface Reader {
  readonly actor: Actor;
  /** Facts of the node's own country. */
  readonly facts: CountryFacts;
  /** Instant, ISO 8601 in UTC. */
  readonly now: string;
}

export interface QueryPorts {
  /** The api's connections: they need SELECT only. */
  readonly pool: Pool;
  readonly store: EventStore;
}

export type Sealed = Readonly<Record<string, readonly SealedValue[]>>;

export const nothingSealed: Sealed = {};

/** Fields of a row that follow from sealed values: the door opens these, and shows only what comes of them. */
export interface Derived<D> {
  readonly from: readonly SealedValue[];
  /** `clear` stands in the order of `from`; undefined where a key is gone. */
  readonly into: (clear: readonly unknown[]) => D;
}

/** One row of an answer. The door opens what is sealed for readers who may see it, logs it, and adds it to `data`. */
export interface AnswerRow<D = Readonly<Record<string, unknown>>> {
  /** Absent where a row is about no single case. */
  readonly caseId?: string;
  /** Who owns the case, where the list knows it; it is not shown. */
  readonly owner?: string | undefined;
  /** The case is parked in this view: an event could not be taken yet, and the row may lag behind the file. */
  readonly behind: boolean;
  readonly data: D;
  /** By the name under which the opened values go into `data`; always a list, since claims stand side by side. */
  readonly sealed: Sealed;
  /** What takes the place of fields of `data` once the door has opened what it follows from. */
  readonly derived?: Derived<Readonly<Record<string, unknown>>>;
}

export interface Page<D = Readonly<Record<string, unknown>>> {
  readonly rows: readonly AnswerRow<D>[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
}

/** What the door mounts as one GET operation. */
export interface ViewQuery {
  /** Stable name, also the `what` of the access log: `focal_point.transfers_board`. */
  readonly name: string;
  /** Below /v1; `:caseId` where it is about one case, which the reader must then be allowed to know of. */
  readonly path: string;
  readonly summary: string;
  /** Kinds of agencies whose users may ask. */
  readonly kinds: readonly AgencyKind[];
  /** Query (and path) parameters as they come, all text; for OpenAPI. */
  readonly params: z.ZodObject;
  /** Form of `data`, for OpenAPI. */
  readonly item: z.ZodType;
  /** Names of sealed values in a row, for OpenAPI. */
  readonly sealed: readonly string[];
  /** Views that a read with a position must wait for; none where it reads the store itself. */
  readonly views: readonly View[];
  /** Answers with parameters that have the forms of `params`. */
  run(ports: QueryPorts, params: Readonly<Record<string, unknown>>, reader: Reader): Promise<Page>;
}

interface QueryDeclaration<P extends z.ZodObject, I extends z.ZodType<Readonly<Record<string, unknown>>>> {
  readonly name: string;
  readonly path: string;
  readonly summary: string;
  readonly kinds: readonly AgencyKind[];
  readonly params: P;
  readonly item: I;
  readonly sealed?: readonly string[];
  readonly views: readonly View[];
  readonly run: (ports: QueryPorts, params: z.output<P>, reader: Reader) => Promise<Page<z.output<I>>>;
}

/** Declares a query of a view. */
export const viewQuery = <P extends z.ZodObject, I extends z.ZodType<Readonly<Record<string, unknown>>>>({
  run,
  ...declared
}: QueryDeclaration<P, I>): ViewQuery => ({
  ...declared,
  sealed: declared.sealed ?? [],
  run: (ports, params, reader) => run(ports, params as z.output<P>, reader),
});

/** A whole number in a query string, in digits alone. */
export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given),
    z.int().min(least).max(most),
  );

/** Text as the engines take it, however short. */
export const Clean = z
  .string()
  .max(300)
  .refine((text) => isUnicode(text) && isOneLine(text), 'plain text');

/** By what a list may be ordered, as it stands in a cursor. */
const sorts = {
  text: Clean,
  instant: Instant,
  revision: z.string().regex(/^\d{1,9}$/),
} as const;

export const encodeCursor = (sort: string, key: string): string =>
  Buffer.from(JSON.stringify([sort, key])).toString('base64url');

const cursorBy = (sort: keyof typeof sorts) => {
  /** Sort value and key of the last row of a page. */
  const After = z.tuple([sorts[sort], Clean]);
  return z
    .string()
    .max(1_000)
    .transform((text, context): z.output<typeof After> => {
      try {
        return After.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      } catch {
        context.addIssue({ code: 'custom', message: 'not a cursor that this list gave' });
        return z.NEVER;
      }
    });
};

/** What every list takes: how many rows (50 unless told, at most 200) and where to go on. */
export const pagedBy = (sort: keyof typeof sorts) => ({
  limit: wholeNumber(1, 200).default(50),
  cursor: cursorBy(sort).optional(),
});

/** A code of the country's facts to filter by, however it is spelled: all codes of facts are in their one form. */
export const CodeFilter = Code.overwrite(codeKey);

/** A country, or an agency of the own country, to filter by. */
export const PartyFilter = Code.overwrite(
  (party) => Country.safeParse(party.toUpperCase()).data ?? codeKey(party),
);

/** A yes or no in a query string. */
export const YesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
