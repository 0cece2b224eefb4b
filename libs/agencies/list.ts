import { codeKey, dayIn, holdsMandate } from '#casework';
import { bandOn, derivedBand } from './age-in-lists.js';
import { caseRegister } from './case-register.js';
import { type Columns, columnName } from './frame/columns.js';
import { answeringVersion } from './frame/rebuild.js';
import { fromRecord, tableOf, viewId } from './frame/tables.js';
import type { Row, View, ViewOf } from './frame/view.js';
import { encodeCursor, type AnswerRow, type Page, type QueryPorts, type Reader } from './query.js';

/** A row of the register, with the band that holds where nothing can be opened: the door puts the right one there. */
export type RegisterRow = Row<typeof caseRegister.columns> & { readonly ageBand: string };

/** Puts a value into the statement and gives its place. */
export type Bind = (value: unknown) => string;

interface Listing<C extends Columns, D> {
  readonly view: ViewOf<C>;
  /** Cases of erased persons, of which nothing but this is told; without it none of them. */
  readonly ofErased?: boolean;
  /** Field that the list is ordered by, then by key; text, never missing. */
  readonly sort: keyof C & string;
  /** Conditions over `v` (the view) and `r` (the case register), all of which must hold. */
  readonly where: (bind: Bind, today: string) => readonly (string | false | undefined)[];
  readonly limit: number;
  readonly cursor?: readonly [string, string] | undefined;
  readonly show: (
    row: Row<C>,
    register: RegisterRow,
    today: string,
    key: string,
  ) => Pick<AnswerRow<D>, 'data' | 'sealed'>;
}

interface Found {
  readonly view: Record<string, unknown>;
  readonly register: Record<string, unknown>;
  readonly behind: boolean;
}

/** The same rule as access's `mayKnow`, over the register: a list shows no case that its reader may not know of. */
export const known = (bind: Bind, { actor, facts }: Reader, ofErased: boolean): string => {
  const office = bind(codeKey(actor.agency));
  const everyCase =
    holdsMandate(facts, actor.agency, 'coordinate') || holdsMandate(facts, actor.agency, 'audit');
  const excluded = `exists (
    select 1 from jsonb_array_elements(r.exclusions) e
    where (e->>'agency' = ${office} and e->>'officialId' is null)
       or (e->>'officialId' = ${bind(codeKey(actor.id))} and coalesce(e->>'agency', ${office}) = ${office}))`;
  return `${ofErased ? 'r.erased' : 'not r.erased'} and ${everyCase ? '' : `r.involved ? ${bind(actor.agency)} and `}not ${excluded}`;
};

const parkedIn = (bind: Bind, view: Pick<View, 'agency' | 'name' | 'version'>): string => `exists (
  select 1 from projections.parked_cases p
  where p.view = ${bind(viewId(view))} and p.version = ${bind(view.version)} and p.stream = 'case-' || v.case_id)`;

/** The calendar day of the reader's clock in the node's country. */
export const todayOf = ({ facts, now }: Reader): string => dayIn(facts.timeZone, now);

const shownBand = (data: unknown): boolean => typeof data === 'object' && data !== null && 'ageBand' in data;

/** One page of a view, of cases that the reader may know of; nothing is shown of a case whose register is parked. */
export const listRows = async <C extends Columns, D>(
  { pool }: QueryPorts,
  reader: Reader,
  { view, ofErased = false, sort, where, limit, cursor, show }: Listing<C, D>,
): Promise<Page<D>> => {
  const [answering, register] = await Promise.all([
    answeringVersion(pool, view),
    answeringVersion(pool, caseRegister),
  ]);
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const { facts } = reader;
  const today = todayOf(reader);
  const order = `v.${columnName(sort)}`;
  const conditions = [
    known(bind, reader, ofErased),
    `not ${parkedIn(bind, register)}`,
    ...where(bind, today),
    cursor && `(${order}, v.key) > (${bind(cursor[0])}, ${bind(cursor[1])})`,
  ].filter((condition) => typeof condition === 'string');
  const text = `
    select to_json(v) as view, to_json(r) as register, ${parkedIn(bind, answering)} as behind
    from ${tableOf(answering)} v join ${tableOf(register)} r on r.case_id = v.case_id
    where ${conditions.join(' and ')}
    order by ${order}, v.key limit ${bind(limit + 1)}`;
  const { rows } = await pool.query<Found>({ text, values });
  const answers = rows.slice(0, limit).map((found) => {
    const { key, caseId, fields } = fromRecord(view, found.view);
    const row = view.row.parse(fields);
    const kept = caseRegister.row.parse(fromRecord(caseRegister, found.register).fields);
    const shown = show(row, { ...kept, ageBand: bandOn(kept.age, facts, today) }, today, key);
    const derived = shownBand(shown.data) ? { derived: derivedBand(kept.age, facts, today) } : {};
    return {
      key,
      sort: String(row[sort]),
      answer: { caseId, owner: kept.owner ?? undefined, behind: found.behind, ...shown, ...derived },
    };
  });
  const last = answers.at(-1);
  return {
    rows: answers.map(({ answer }) => answer),
    ...(rows.length > limit && last ? { next: encodeCursor(last.sort, last.key) } : {}),
  };
};

/** The sealed claims of the register as an answer carries them. */
export const claimed = ({ names, birthDates, origins, relatives }: RegisterRow) => ({
  names: names.map(({ value }) => value),
  birthDates: birthDates.map(({ value }) => value),
  origins: origins.map(({ value }) => value),
  relatives: relatives.map(({ value }) => value),
});
