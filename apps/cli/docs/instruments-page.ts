import { countries, letsPass, type Clause, type Country, type Duration, type Instrument } from '#casework';
import { instruments } from '#instruments';

const days = ({ days: count, calendar, source }: Duration): string =>
  `${count} ${calendar} day${count === 1 ? '' : 's'} [${source}]`;

const parties = ({ parties: named, furtherParties = [] }: Instrument): string =>
  [...named, ...furtherParties].join(', ');

const held = ({ from, until, status }: Instrument): string => {
  switch (status) {
    case 'draft':
      return 'a draft: nothing goes under it';
    case 'in_process':
      return 'in process: nothing goes under it';
    case 'unconfirmed':
      return 'not confirmed: nothing goes under it';
    case 'in_force':
      return `in force from ${from}`;
    case 'suspended':
      return `suspended: in force from ${from} before`;
    case 'superseded':
      return `superseded: from ${from} until ${until ?? 'unknown'}`;
    case 'ended':
      return `ended: from ${from} until ${until ?? 'unknown'}`;
  }
};

const every = (among: readonly Country[], all: readonly Country[]): string =>
  all.every((party) => among.includes(party)) ? 'each' : among.join(', ');

const clauseRow = (
  { id, kind, from, to, purpose, carries, answerWithin, vitalInterest, source }: Clause,
  all: readonly Country[],
): string =>
  [
    ...['', id, kind, `${every(from, all)} to ${every(to, all)}`, purpose],
    `${carries.join(', ')}${vitalInterest ? '; also for a vital interest' : ''}`,
    ...[answerWithin ? days(answerWithin) : '', source, ''],
  ].join(' | ');

const clauseTable = ({ clauses, parties: all }: Instrument): readonly string[] =>
  clauses.length === 0
    ? ['No clause lets a message pass.']
    : [
        '| clause | message | from, to | purpose | carries | answer within | source |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...clauses.map((clause) => clauseRow(clause, all).trim()),
      ];

const section = (instrument: Instrument): readonly string[] => {
  const { code, version, title, kind, source, note, channels = [], handoverPoints = [], hash } = instrument;
  return [
    `### ${title}`,
    '',
    `\`${code}\`, version \`${version}\`: ${kind}, parties ${parties(instrument)}; ${held(instrument)} [${source}].${note ? ` ${note}` : ''}`,
    '',
    ...channels.map(({ name, source: said }) => `- Channel: ${name} [${said}].`),
    ...(handoverPoints.length > 0 ? [`- Handover: ${handoverPoints.join(', ')} [1.11].`] : []),
    `- SHA-256 of its text: \`${hash ?? ''}\`.`,
    '',
    ...clauseTable(instrument),
    '',
  ];
};

const pairRow = (one: Country, other: Country): string => {
  const between = instruments.filter((instrument) => letsPass(instrument, one, other));
  const own = between.filter(({ kind }) => kind !== 'multilateral');
  const named = (some: readonly Instrument[]): string =>
    some.map(({ code, version }) => `\`${code}\` ${version}`).join(', ');
  const fallback = named(between.filter(({ kind }) => kind === 'multilateral'));
  return `| ${one}, ${other} | ${named(own) || 'none'} | ${fallback || 'none: embassies and IOM (A)'} |`;
};

const pairs = countries.flatMap((one, index) =>
  countries.slice(index + 1).map((other) => pairRow(one, other)),
);

/** The page of all instruments with their clauses, each fact with its source or marked as an assumption: generated. */
export const instrumentsPage = (): string =>
  [
    '# Instruments between countries',
    '',
    'Generated from the data under `libs/instruments` by `npm run docs`. In brackets stands the source: a section of [domain.md](domain.md) or a code of its list; (A) is an assumption, (GK) general knowledge that no source here confirms. Where the text of an instrument was not read, its clauses are assumptions built from domain.md 3.1 and 4.5, and each says on which line.',
    '',
    '## Between which countries',
    '',
    'What two countries agreed with each other counts before what many agreed: an instrument of many is the fallback where the two have none of their own in force [1.10].',
    '',
    '| countries | their own | fallback |',
    '| --- | --- | --- |',
    ...pairs,
    '',
    '## The register',
    '',
    'What is built in: it was in force before any party signed here. What parties signed since stands in the register of each node: `GET /v1/instruments` shows it with the signatures that are missing, and one instrument with what became of it at which instant ([how](adr/0030-instruments-as-streams.md)).',
    '',
    ...instruments.flatMap(section),
  ].join('\n');
