import { readFileSync } from 'node:fs';

/** The columns of sight.table.txt, as domain.md 4 prints them. */
const columns = ['PO', 'IM', 'SW', 'SH', 'CO', 'NG', 'HE', 'LA', 'LO', 'RS', 'TR', 'ST'];

/** What the table says that a reader sees of a field: all, a reduction, all with consent, nothing. */
type Sight = 'Y' | 'R' | 'C' | 'N';

interface Row {
  readonly name: string;
  readonly dataClass: string;
  /** By viewer. */
  readonly sights: ReadonlyMap<string, Sight>;
}

/** A field as the table has it. `value` and `reduced` are its example and what R shows of that. */
export interface TableField {
  readonly name: string;
  readonly row?: Row;
  /** Of a field in clear: who sees it; `CO?` with consent. */
  readonly viewers: readonly string[];
  readonly value?: unknown;
  /** Of a field in clear: what the auditor sees. */
  readonly reduced?: unknown;
}

/** An event type, or one kind of it by codes that it holds, and who knows that it happened. */
export interface TableEvent {
  readonly type: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly audience: string;
  /** Viewers, and offices as `@code`. */
  readonly known: readonly string[];
  readonly fields: readonly TableField[];
}

export interface Table {
  readonly rows: readonly Row[];
  readonly events: readonly TableEvent[];
}

const isSight = (letter: string | undefined): letter is Sight =>
  letter === 'Y' || letter === 'R' || letter === 'C' || letter === 'N';

const rowOf = (line: string): Row => {
  const [head = '', letters = '', more = ''] = line.split('|').map((part) => part.trim());
  const [, name = '', dataClass = ''] = head.split(/\s+/);
  const named = more.split(/\s+/);
  const pairs = [
    ...letters.split(' ').map((letter, index) => [columns[index], letter]),
    ...named.map((viewer, index) => [viewer, named[index + 1]]).filter((_pair, index) => index % 2 === 0),
  ];
  return {
    name,
    dataClass,
    sights: new Map(
      pairs.map(([viewer, letter]) => {
        if (viewer === undefined || !isSight(letter)) throw new Error(`not a row of sights: ${line}`);
        return [viewer, letter];
      }),
    ),
  };
};

const fieldsOf = (line: string, rows: ReadonlyMap<string, Row>): TableField[] => {
  const [, who = '', list = ''] = /^ {2}: ([^:]+): (.*)$/.exec(line) ?? [];
  const row = rows.get(who);
  return list.split('; ').map((item): TableField => {
    const [, name = '', value, reduced] = /^(\w+)(?: = (.*?))?(?: -> (.*))?$/.exec(item) ?? [];
    if (name === '') throw new Error(`not a field: ${line}`);
    return {
      name,
      viewers: row ? [] : who.split(' '),
      ...(row ? { row } : {}),
      ...(value === undefined ? {} : { value: JSON.parse(value) as unknown }),
      ...(reduced === undefined ? {} : { reduced: JSON.parse(reduced) as unknown }),
    };
  });
};

const headOf = (line: string): Omit<TableEvent, 'fields'> | undefined => {
  const [, type, codes = '', audience = '', known = ''] =
    /^([A-Z]\w+)((?: \w+=\S+)*): (acts|only|offices|all)((?: @?[\w-]+)*)$/.exec(line) ?? [];
  if (type === undefined) return undefined;
  const pairs = codes.trim().split(' ').filter(Boolean);
  return {
    type,
    codes: Object.fromEntries(pairs.map((pair) => pair.split('='))) as Record<string, string>,
    audience,
    known: known.trim().split(' ').filter(Boolean),
  };
};

/** Reads sight.table.txt, which says itself how it is read. */
export const readTable = (path: string): Table => {
  const lines = readFileSync(path, 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith('== '));
  const rows = new Map<string, Row>();
  const events: { head: Omit<TableEvent, 'fields'>; fields: TableField[] }[] = [];
  for (const line of lines.slice(first)) {
    if (line === '' || line.startsWith('== ') || line.startsWith('  note ')) continue;
    if (line.startsWith('row ')) {
      const row = rowOf(line);
      rows.set(row.name, row);
    } else if (line.startsWith('  : ')) events.at(-1)?.fields.push(...fieldsOf(line, rows));
    else {
      const head = headOf(line);
      if (!head) throw new Error(`neither a row nor an event: ${line}`);
      events.push({ head, fields: [] });
    }
  }
  return { rows: [...rows.values()], events: events.map(({ head, fields }) => ({ ...head, fields })) };
};

/** Who reads: kind of office, which one; whether every group is open to it by consent; whether it recorded the event. */
export interface TableReader {
  readonly viewer: string;
  readonly agency: string;
  readonly consented: boolean;
  readonly own: boolean;
}

const sightOf = ({ row, viewers, reduced }: TableField, { viewer, consented, own }: TableReader): Sight => {
  if (row) return row.sights.get(viewer) ?? 'N';
  if (viewer === 'AU') return reduced === undefined ? 'Y' : 'R';
  if (own || viewers.includes('all') || viewers.includes(viewer)) return 'Y';
  return consented && viewers.includes(`${viewer}?`) ? 'Y' : 'N';
};

/** Whether the table lets a reader know that the event happened. */
export const knows = ({ audience, known, fields }: TableEvent, reader: TableReader): boolean => {
  const { viewer, agency, own } = reader;
  if (viewer === 'AU' || audience === 'all') return true;
  if (known.includes(viewer) || known.includes(`@${agency}`)) return true;
  if (audience === 'only') return false;
  if (own) return true;
  return audience === 'acts' && fields.some((field) => field.row && sightOf(field, reader) !== 'N');
};

/** What a consent opens: of the place no more than the village, of the family a parent's name alone (domain.md 4.5). */
const opened = ({ row, name }: TableField, value: unknown): unknown => {
  if (row?.name === 'relatives') return name === 'name' ? value : undefined;
  if (row?.name !== 'origin' || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([part]) => !['houseNumber', 'landmark'].includes(part)),
  );
};

/** Service areas of domain.md 5.1 that are health: medical, psychological. */
const careAreas = [2, 3];

/** What the focal point sees of a plan: nothing of a service of care, and no such area (4.5a). */
const lessHealth = ({ row }: TableField, value: unknown): unknown => {
  if (row?.name !== 'plan' || typeof value !== 'object' || value === null) return value;
  const { area } = value as { readonly area?: number };
  if (area !== undefined && careAreas.includes(area)) return { recorded: true };
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [
      name,
      Array.isArray(part) ? part.filter((one: unknown) => !careAreas.includes(one as number)) : part,
    ]),
  );
};

/** What the table lets a reader see of a field that holds `value`; undefined is nothing. */
export const seenOf = (field: TableField, value: unknown, reader: TableReader): unknown => {
  switch (sightOf(field, reader)) {
    case 'Y':
      return reader.viewer === 'FP' ? lessHealth(field, value) : value;
    case 'C':
      return reader.consented ? opened(field, value) : undefined;
    case 'R':
      return field.reduced ?? undefined;
    case 'N':
      return undefined;
  }
};
