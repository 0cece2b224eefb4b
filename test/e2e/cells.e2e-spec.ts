import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { caseEvents, consentPurposes, dictionary } from '#casework';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { eventually } from './border.js';
import { knows, seenOf, type TableEvent, type TableReader } from './sight-table.js';
import { focalPoint, Page } from './steps.js';
import { historyWriter, type HistoryWriter } from './stored-history.js';
import {
  columnOf,
  agencies,
  consentsTo,
  definitionOf,
  parts,
  store,
  storeAll,
  table,
  type History,
  type Line,
} from './table-history.js';

jest.setTimeout(120_000);

/** Sees the least of all: what its own entries add is theirs alone. */
const recorder = 'labour-protection';

let sandbox: TestSandbox;
let writer: HistoryWriter;
let sealed: readonly History[];
let inClear: readonly History[];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  writer = await historyWriter(sandbox);
  sealed = await storeAll(writer);
  inClear = await storeAll(writer, { form: 'in_clear' });
}, 90_000);
afterAll(async () => {
  await writer?.close();
  await sandbox?.stop();
});

const Shown = z.object({
  events: z.array(z.object({ eventId: z.string(), data: z.record(z.string(), z.unknown()) })),
});

interface Comparison {
  readonly cells: number;
  readonly wrong: readonly string[];
}

/** The cells of one event for one reader: whether it happened, and each field. */
const compare = (
  { event, stored }: Line,
  reader: TableReader,
  shown: Readonly<Record<string, unknown>> | undefined,
): Comparison => {
  const at = `${reader.agency} (${reader.viewer}) ${[event.type, ...Object.values(event.codes)].join(' ')}`;
  const told = knows(event, reader);
  if (told !== (shown !== undefined)) return { cells: 1, wrong: [`${at}: ${told ? 'not shown' : 'shown'}`] };
  const fields = event.fields.flatMap((field) => {
    const expected = told ? seenOf(field, stored.data[field.name], reader) : undefined;
    const got = shown?.[field.name];
    return isDeepStrictEqual(got, expected)
      ? []
      : [`${at}.${field.name}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`];
  });
  const undeclared = Object.keys(shown ?? {}).filter((name) =>
    event.fields.every((one) => one.name !== name),
  );
  return { cells: 1 + event.fields.length, wrong: [...fields, ...undeclared.map((name) => `${at}.${name}`)] };
};

/** Kinds of office for which a line of the table has C. */
const withC = ['PO', 'IM', 'CO', 'LA'];

interface As {
  /** Who recorded the events. */
  readonly by?: string;
  readonly consented?: boolean;
  /** The kinds of office that read; all where absent. */
  readonly kinds?: readonly string[];
}

/** Reads histories over HTTP as every office and compares every cell with the table. */
const compareAll = async (
  histories: readonly History[],
  { by = 'node', consented = false, kinds }: As = {},
): Promise<Comparison> => {
  let cells = 0;
  const wrong: string[] = [];
  for (const { caseId, lines } of histories)
    for (const { id, viewer } of agencies.filter((agency) => kinds?.includes(agency.viewer) ?? true)) {
      const answer = await sandbox.get(`TH/${id}`, `/v1/cases/${caseId}`);
      if (answer.status !== 200) throw new Error(`${id}: ${answer.status} ${answer.text}`);
      const shown = new Map(Shown.parse(answer.body).events.map(({ eventId, data }) => [eventId, data]));
      for (const line of lines) {
        const reader = { viewer: columnOf({ id, viewer }), agency: id, consented, own: by === id };
        const found = compare(line, reader, shown.get(line.stored.eventId));
        cells += found.cells;
        wrong.push(...found.wrong);
      }
    }
  return { cells, wrong };
};

let compared = 0;
const expectAsTheTable = ({ cells, wrong }: Comparison): void => {
  compared += cells;
  expect(wrong).toEqual([]);
};
afterAll(() => {
  process.stderr.write(`${compared} cells of agency, event type and field compared over HTTP\n`);
});

describe('the table of who sees what', () => {
  it('has a line for every event type and every field that the dictionary knows, and for no other', () => {
    const inTable = new Set(table.events.map(({ type }) => type));
    expect([...inTable].toSorted()).toEqual(Object.keys(caseEvents).toSorted());
    for (const { type, fields } of table.events)
      expect([type, fields.map(({ name }) => name).toSorted()]).toEqual([
        type,
        Object.keys(definitionOf(type).fields).toSorted(),
      ]);
  });

  it('says of every field of P2 and above, and of no other, by which line of domain.md it goes', () => {
    for (const { type, fields } of table.events)
      for (const { name, row } of fields) {
        const { entry, dataClass } = definitionOf(type).fields[name]!;
        expect([type, name, row?.dataClass ?? 'P1']).toEqual([type, name, dataClass]);
        expect([type, name, row !== undefined]).toEqual([type, name, entry !== undefined]);
      }
  });

  it('says of the columns that no office of a node reads by what the dictionary says', () => {
    for (const { type, fields } of table.events)
      for (const { name, row } of fields) {
        const { entry } = definitionOf(type).fields[name]!;
        if (!row || entry === undefined) continue;
        for (const viewer of ['RS', 'TR'] as const)
          expect([type, name, viewer, dictionary[entry].viewers[viewer]]).toEqual([
            type,
            name,
            viewer,
            row.sights.get(viewer),
          ]);
      }
  });
});

describe('the history of a case, read over HTTP as every office', () => {
  const toMost = (): readonly TableEvent[] => parts()[0] ?? [];

  it('shows each cell of agency, event type and field as the table says', async () => {
    expectAsTheTable(await compareAll(sealed));
  });

  it('shows what was stored in clear, under a field that is sealed now, as the table says', async () => {
    expectAsTheTable(await compareAll(inClear));
  });

  it('shows what has C to those alone whose work the consent is for', async () => {
    const toAll = await store(writer, toMost(), { consents: consentsTo(...consentPurposes) });
    expectAsTheTable(await compareAll([toAll], { consented: true, kinds: withC }));
    // None of those who have C traces families.
    const toOthers = await store(writer, toMost(), { consents: consentsTo('family_tracing') });
    expectAsTheTable(await compareAll([toOthers], { kinds: withC }));
  });

  it('shows its own office what it wrote in clear, and no occurrence above P1', async () => {
    expectAsTheTable(
      await compareAll(await storeAll(writer, { by: recorder }), { by: recorder, kinds: ['LO'] }),
    );
  });
});

describe('the timeline of a case', () => {
  const Item = z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) });
  const reader = { viewer: 'FP', agency: 'datip', consented: false, own: false };

  const timelineOf = async (caseId: string) => {
    const rows: z.output<typeof Item>[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const path = `/v1/focal-point/cases/${caseId}/timeline?limit=200${cursor}`;
      const page: z.output<typeof Page> = Page.parse((await sandbox.get(focalPoint, path)).body);
      rows.push(...page.rows.map((row) => Item.parse(row)));
      next = page.next;
    }
    return rows;
  };

  const erased = (lines: readonly Line[]): boolean =>
    lines.some(({ event }) => event.type === 'PersonErased');

  /** What the table shows the focal point of an event in clear. */
  const inTimeline = ({ event, stored }: Line) => ({
    type: event.type,
    data: Object.fromEntries(
      event.fields
        .filter(({ row }) => (row?.dataClass ?? 'P1') === 'P1')
        .map((field): [string, unknown] => [field.name, seenOf(field, stored.data[field.name], reader)])
        .filter(([, value]) => value !== undefined),
    ),
  });

  it('shows the focal point the same events and fields in clear, and no sealed one, however they were stored', async () => {
    // What was erased stands in no list.
    for (const { caseId, lines } of [...sealed, ...inClear].filter(({ lines: all }) => !erased(all))) {
      const expected = lines.filter(({ event }) => knows(event, reader)).map(inTimeline);
      await eventually('a timeline that has come so far', async () => {
        const { status } = await sandbox.get(focalPoint, `/v1/focal-point/cases/${caseId}/timeline`);
        return status === 200 && (await timelineOf(caseId)).length >= expected.length;
      });
      expect((await timelineOf(caseId)).slice(0, expected.length)).toEqual(expected);
      compared += expected.reduce((sum, { data }) => sum + 1 + Object.keys(data).length, 0);
    }
  });
});
