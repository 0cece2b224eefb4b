import { z } from 'zod';
import type { Caller } from '#access';
import {
  consentPurposes,
  countries,
  dayIn,
  fieldGroups,
  inForceOn,
  type Context,
  type CountryFacts,
  type Instrument,
} from '#casework';
import type { InstrumentsAsked } from './asked/instruments-asked.js';
import { worksUnderInstruments } from './need-to-know.js';
import { refusedTry } from './problem.js';

const Duration = z.object({ days: z.int(), calendar: z.enum(['working', 'calendar']), source: z.string() });

const InstrumentRow = z.object({
  code: z.string(),
  version: z.string(),
  title: z.string(),
  kind: z.string(),
  parties: z.array(z.enum(countries)).readonly(),
  furtherParties: z
    .array(z.string())
    .readonly()
    .optional()
    .describe('Parties outside the programme, by ISO 3166 code; no clause binds them.'),
  status: z.string(),
  inForce: z.boolean().describe('Whether it is in force today.'),
  from: z.iso.date(),
  until: z.iso.date().optional().describe('The first day on which it no longer holds.'),
  hash: z.string().optional().describe('SHA-256 over its text in the form of RFC 8785.'),
  signing: z
    .object({ signed: z.array(z.string()).readonly(), missing: z.array(z.string()).readonly() })
    .optional()
    .describe('Which parties have signed the text that was proposed here, and which have not.'),
  conflictsWith: z
    .string()
    .optional()
    .describe(
      'Hash of another text under its code and version: of the two, one was signed, and the other came with this release.',
    ),
  disputedWith: z
    .array(z.enum(countries))
    .readonly()
    .optional()
    .describe('Countries whose node holds another text of it: nothing new goes to them under it meanwhile.'),
  source: z.string().describe('Where we read of it; (A) is an assumption, (GK) general knowledge.'),
  note: z.string().optional(),
});

const ClauseRead = z.object({
  id: z.string(),
  kind: z.string(),
  from: z.array(z.enum(countries)).readonly(),
  to: z.array(z.enum(countries)).readonly(),
  purpose: z.enum(consentPurposes),
  carries: z.array(z.enum(fieldGroups)).readonly(),
  answerWithin: Duration.optional(),
  onward: z.array(z.enum(countries)).readonly().optional(),
  vitalInterest: z.boolean().optional(),
  source: z.string(),
});

/** What GET on the instruments answers. */
export const InstrumentsRead = z.object({ rows: z.array(InstrumentRow) });
export type InstrumentsRead = z.infer<typeof InstrumentsRead>;

/** What GET on one instrument answers. */
export const InstrumentRead = InstrumentRow.extend({
  channels: z.array(z.object({ name: z.string(), source: z.string() })).readonly(),
  handoverPoints: z.array(z.string()).readonly(),
  clauses: z.array(ClauseRead).readonly(),
  history: z
    .array(
      z.object({
        on: z.iso.date(),
        became: z.string(),
        at: z.iso.datetime().optional().describe('The instant that a signed notice states.'),
        by: z.array(z.string()).readonly().optional().describe('The parties that signed the notice.'),
      }),
    )
    .describe(
      'What became of it on which day, as far as its days are known; what notices state may lie ahead.',
    ),
  versions: z.array(z.string()).describe('Other versions under the same code.'),
});
export type InstrumentRead = z.infer<typeof InstrumentRead>;

interface Reader {
  readonly caller: Caller;
  readonly facts: CountryFacts;
}

const readable = ({ instruments, country }: Context, reader: Reader): readonly Instrument[] =>
  worksUnderInstruments(reader.caller, reader.facts)
    ? instruments.filter(({ parties }) => parties.includes(country))
    : [];

const rowOf = (instrument: Instrument, today: string): z.infer<typeof InstrumentRow> => {
  const { code, version, title, kind, parties, furtherParties, status, from, until } = instrument;
  const { hash, signing, conflictsWith, disputedWith, source, note } = instrument;
  return {
    ...{ code, version, title, kind, parties, status, inForce: inForceOn(instrument, today), from, source },
    ...(furtherParties ? { furtherParties } : {}),
    ...(until === undefined ? {} : { until }),
    ...(hash === undefined ? {} : { hash }),
    ...(signing ? { signing } : {}),
    ...(conflictsWith === undefined ? {} : { conflictsWith }),
    ...(disputedWith ? { disputedWith } : {}),
    ...(note === undefined ? {} : { note }),
  };
};

const todayIn = ({ now }: Context, { facts }: Reader): string => dayIn(facts.timeZone, now);

/** The instruments of a country, whatever their status, for who works under them; for others there are none. */
export const instrumentsRead = (
  { with: partner }: InstrumentsAsked,
  context: Context,
  reader: Reader,
): InstrumentsRead => ({
  rows: readable(context, reader)
    .filter(({ parties }) => partner === undefined || parties.includes(partner))
    .map((instrument) => rowOf(instrument, todayIn(context, reader))),
});

type Event = InstrumentRead['history'][number];

/** What became of an instrument by its days alone; of one that never took effect, nothing became yet. */
const byItsDays = ({ status, from, until, changes = [] }: Instrument, today: string): readonly Event[] => {
  if (changes[0]?.became === 'in_force') return [];
  switch (status) {
    case 'draft':
    case 'in_process':
    case 'unconfirmed':
      return [];
    case 'in_force':
    case 'suspended':
    case 'superseded':
    case 'ended':
      return [
        { on: from, became: 'in_force' },
        ...(changes.length > 0 || until === undefined || until > today
          ? []
          : [{ on: until, became: status === 'superseded' ? 'superseded' : 'ended' }]),
      ];
  }
};

/** With what its parties made of it by notices, those that lie ahead too. */
const historyOf = (instrument: Instrument, today: string, { facts }: Reader): Event[] => [
  ...byItsDays(instrument, today),
  ...(instrument.changes ?? []).map(({ at, became, by }) => ({
    ...{ on: dayIn(facts.timeZone, at), became, at, by },
  })),
];

/** One instrument with its clauses; absent and not for the reader look the same. */
export const instrumentRead = (
  code: string,
  version: string,
  context: Context,
  reader: Reader,
): InstrumentRead => {
  const all = readable(context, reader).filter((each) => each.code === code);
  const found = all.find((each) => each.version === version);
  if (!found) throw refusedTry('not_found', 'No such instrument, or your agency does not work under it.');
  const today = todayIn(context, reader);
  return {
    ...rowOf(found, today),
    channels: found.channels ?? [],
    handoverPoints: found.handoverPoints ?? [],
    clauses: found.clauses,
    history: historyOf(found, today, reader),
    versions: all.filter((each) => each !== found).map((each) => each.version),
  };
};
