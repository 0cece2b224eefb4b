import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { caseEvents, fieldGroups, type EventDefinition } from '#casework';
import { factsOf } from '#countries';
import { sampleOf } from '../../libs/door/sample.js';
import { readTable, type TableEvent } from './sight-table.js';
import type { HistoryWriter, Past, Stored } from './stored-history.js';

export const table = readTable(join(process.cwd(), 'test', 'e2e', 'sight.table.txt'));
export const agencies = factsOf('TH').agencies;

export const definitionOf = (type: string): EventDefinition => {
  if (!isType(type)) throw new Error(`the dictionary knows no ${type}`);
  return caseEvents[type];
};
const isType = (type: string): type is Past['type'] => Object.hasOwn(caseEvents, type);

const aSample = sampleOf(z.toJSONSchema(z.uuid()));

/** A sample by the form of a field, each id another. */
export const sampleFor = (schema: z.ZodType): unknown =>
  JSON.parse(
    JSON.stringify(sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))).replaceAll(
      String(aSample),
      () => randomUUID(),
    ),
  );

const valueIn = (event: TableEvent, name: string, caseId: string): unknown => {
  const field = event.fields.find((one) => one.name === name);
  const given = event.codes[name] ?? field?.value;
  const schema = definitionOf(event.type).fields[name]?.schema ?? z.unknown();
  return given === 'this case' ? caseId : (given ?? sampleFor(schema));
};

/** An event as the table describes it, complete, and of a form that the node itself could have stored. */
export const past = (event: TableEvent, caseId: string): Past => {
  const { fields, schema } = definitionOf(event.type);
  const data = Object.fromEntries(Object.keys(fields).map((name) => [name, valueIn(event, name, caseId)]));
  const parsed = schema.safeParse(data);
  if (!parsed.success || !isType(event.type)) throw new Error(`${event.type}: ${String(parsed.error)}`);
  return { type: event.type, data };
};

/** After these nobody can be asked for a consent, or no key is left: each kind of them in a case of its own. */
const endings = [
  ['AgeVerificationRequested', 'AgePresumedMinor', 'PersonDied', 'RemainsReturned'],
  ['PersonErased'],
];

/** The lines of the table as histories: all that can stand in one, and the endings, each after the case was opened. */
export const parts = (): readonly (readonly TableEvent[])[] => {
  const opened = table.events.filter(({ type }) => type === 'CaseOpened');
  return [
    table.events.filter(({ type }) => !endings.flat().includes(type)),
    ...endings.map((types) => [...opened, ...table.events.filter(({ type }) => types.includes(type))]),
  ];
};

/** The office that owns every case here: of social welfare it alone reads the column SW; the others read NG (A). */
const caseOwner = 'msdhs-pathum-thani';
export const columnOf = ({ id, viewer }: { readonly id: string; readonly viewer: string }): string =>
  viewer === 'SW' && id !== caseOwner ? 'NG' : viewer;

/** Every office takes part at the end, whatever stands before, one owns the case, and no return is under way. */
const everyoneTakesPart = (): readonly Past[] => [
  ...agencies.map(({ id }) => ({
    type: 'AgencyInvolved' as const,
    data: { agency: id, reason: 'referred' },
  })),
  { type: 'OwnershipPassed', data: { to: caseOwner } },
];

export const consentsTo = (...purposes: readonly string[]): readonly Past[] =>
  purposes.map((purpose) => ({
    type: 'ConsentGiven',
    data: {
      consentId: randomUUID(),
      purpose,
      recipient: { country: 'TH' },
      groups: fieldGroups,
      givenBy: 'person',
      language: 'my',
    },
  }));

/** A line of the table and the event that was stored for it. */
export interface Line {
  readonly event: TableEvent;
  readonly stored: Stored;
}

export interface History {
  readonly caseId: string;
  readonly lines: readonly Line[];
}

interface Told {
  readonly by?: string;
  readonly form?: 'sealed' | 'in_clear';
  readonly consents?: readonly Past[];
}

/** Stores some lines of the table as the history of a case. */
export const store = async (
  writer: HistoryWriter,
  events: readonly TableEvent[],
  { by = 'node', form = 'sealed', consents = [] }: Told = {},
): Promise<History> => {
  const { caseId, stored } = await writer.write(
    (id) => [...events.map((event) => past(event, id)), ...everyoneTakesPart(), ...consents],
    by,
    form,
  );
  return { caseId, lines: events.map((event, index) => ({ event, stored: stored[index]! })) };
};
/** Stores all of the table. */
export const storeAll = (writer: HistoryWriter, told: Told = {}): Promise<History[]> =>
  Promise.all(parts().map((events) => store(writer, events, told)));
