import fc from 'fast-check';
import {
  publicCommands,
  type CaseCommand,
  type PublicCommandType,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import type { CommandDefinition } from '../words/command.js';
import { someCountry, type Country } from '../words/country.js';
import { id, sampleActor, sampleContext } from './sample.js';
import { Fourth, Here, There } from './lands.js';

export const commandTypes = Object.keys(publicCommands) as PublicCommandType[];
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A step of any agency: which command, by whom, and which ids of the file its body refers to. */
export const aStep = fc.record({
  type: fc.constantFrom(...commandTypes),
  country: fc.constantFrom<Country>(Here, There),
  agency: fc.constantFrom('focal', 'focal', 'focal', 'police', 'office-a'),
  pick: fc.nat(),
  day: fc.constantFrom('2013-06-03', '2014-03-10', '2014-08-04', '2018-01-05'),
});
export type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

/** Values that events of the history hold under a field name, at any depth. */
const valuesUnder = (name: string, history: readonly RecordedCaseEvent[]): string[] => {
  const found: string[] = [];
  JSON.stringify(
    history.map(({ data }) => data),
    (key, value: unknown) => {
      if (key === name && typeof value === 'string') found.push(value);
      return value;
    },
  );
  return found;
};

/** Codes of the sample facts, where an example names those of a real country: by field name, then by value. */
const byName: Readonly<Record<string, string>> = { office: 'office-a', agency: 'office-a', shelter: 'sh-1' };
const byValue: Readonly<Record<string, string>> = {
  registry: 'police',
  'msdhs-tak': 'police',
  certificate_of_identity: 'laissez_passer',
  'mae-sot-myawaddy': 'bridge',
  'atip-act-2551': 'anti_trafficking_act',
  'national-registration': 'police',
  datip: 'focal',
  '2014-10-31': '2014-05-01',
};

/** Fields that name the other country. */
const asksOf: ReadonlySet<string> = new Set(['of', 'to', 'country']);

/** The countries of an example as those of the specs. */
const byCountry: Readonly<Record<string, Country>> = {
  [someCountry.found]: Here,
  [someCountry.origin]: There,
  [someCountry.transit]: Fourth,
};

/** The example body of a command, referring to what the history holds under the same field names. */
export const commandOf = (
  { type, pick }: Pick<Step, 'type' | 'pick'>,
  history: readonly RecordedCaseEvent[],
  partner: Country = There,
): CaseCommand => {
  const { body, example }: CommandDefinition = publicCommands[type];
  const referring = JSON.stringify(example, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    const country = byCountry[value];
    if (country !== undefined) return country === There && asksOf.has(key) ? partner : country;
    if (!anId.test(value)) return byName[key] ?? byValue[value] ?? value;
    const known = valuesUnder(key, history);
    return known[pick % (known.length + 1)] ?? value;
  });
  return { type, body: body.parse(JSON.parse(referring)) } as CaseCommand;
};

export const contextOf = ({ country, agency, day }: Step, index: number) =>
  sampleContext({
    country,
    actor: sampleActor(agency, `officer-${agency}`, country),
    now: `${day}T04:00:00.000Z`,
    commandId: id(`step ${index}`),
  });
