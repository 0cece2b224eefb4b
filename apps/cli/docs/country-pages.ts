import {
  countries,
  deadlineKeys,
  type Agency,
  type Country,
  type CountryFacts,
  type Duration,
  type Shelter,
} from '#casework';
import { factsOf } from '#countries';

/** A cell of a table: what would end it or the row is written otherwise. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0
    ? ['None is written down.', '']
    : [
        `| ${head.join(' | ')} |`,
        `| ${head.map(() => '---').join(' | ')} |`,
        ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
        '',
      ];

const section = (title: string, lines: readonly string[]): string[] => [`## ${title}`, '', ...lines];

const source = ({ source: from }: { readonly source?: string }): string => from ?? '(A)';
const inWords = (code: string): string => code.replaceAll('_', ' ');

const agencyRow = (agency: Agency): readonly string[] => [
  `\`${agency.id}\``,
  agency.abroad === undefined ? agency.name : `${agency.name} (${agency.abroad})`,
  inWords(agency.kind),
  agency.mandates.map(inWords).join(', '),
  source(agency),
];

const clockRows = (deadlines: CountryFacts['deadlines']): readonly (readonly string[])[] =>
  deadlineKeys.flatMap((key) => {
    const clock: Duration | undefined = deadlines[key];
    return clock
      ? [
          [
            inWords(key),
            `${clock.days} ${clock.calendar === 'working' ? 'working days' : 'days'}`,
            clock.source,
          ],
        ]
      : [];
  });

/** Whom a shelter takes, in words. */
const taken = ({ admits }: Shelter): string =>
  [
    ...admits.sexes,
    ...(admits.families ? ['families'] : []),
    ...(admits.minimumAge === undefined ? [] : [`from ${admits.minimumAge} on`]),
    ...(admits.belowAge === undefined ? [] : [`under ${admits.belowAge}`]),
  ].join(', ');

/** Of a shelter no name and no place: its code, what kind it is and whom it takes. */
const shelterRows = ({ shelters }: CountryFacts): readonly (readonly string[])[] =>
  shelters.map((shelter) => [
    `\`${shelter.code}\``,
    inWords(shelter.kind),
    taken(shelter),
    String(shelter.capacity),
    source(shelter),
  ]);

/** The offices of a relay in their order, each with who passes on instead, and how long a hop may take. */
const through = ({ relay }: CountryFacts['channels'][number]): string => {
  if (!relay) return 'straight';
  const { offices, instead = {}, hop } = relay;
  const hops = offices.map((office) => {
    const others = instead[office] ?? [];
    return `\`${office}\`${others.length > 0 ? ` (or ${others.map((other) => `\`${other}\``).join(', ')})` : ''}`;
  });
  return `${hops.join(', ')}; ${hop.days} ${hop.calendar === 'working' ? 'working days' : 'days'} each`;
};

const bandsOf = ({ ageBands }: CountryFacts): string =>
  ageBands.map(({ band, from }) => `${band} from ${from}`).join(', ');

const countryPage = (country: Country): string => {
  const facts = factsOf(country);
  return [
    `# ${facts.name}`,
    '',
    `Generated from the facts by \`npm run docs\`. It runs a node. A source is a section of [domain.md](../domain.md) with what it cites; (A) is an assumption and (GK) general knowledge, both to be set right by whoever knows better.`,
    '',
    `Code ${country}. Days are days in ${facts.timeZone}. Languages: ${facts.languages.join(', ')} (1.12 (A)). Scripts: ${facts.scripts.join(', ')} (1.12). Calendars: ${facts.calendars.join(', ')} (1.12). Bands of age: ${bandsOf(facts)}. Legal bases (1.2 to 1.9): ${facts.legalBases.map((code) => `\`${code}\``).join(', ') || 'none is written down'}.`,
    '',
    `Its focal point is \`${facts.focalPoint}\`.${facts.nationalAnswerBy === undefined ? '' : ` About a nationality \`${facts.nationalAnswerBy}\` has the last word.`}`,
    '',
    ...section(
      'What it lacks',
      facts.lacks.length === 0
        ? ['Nothing of what a country with a node is asked for is said to be missing.', '']
        : table(
            ['it has not', 'instead', 'source'],
            facts.lacks.map((lack) => [lack.what, lack.instead, source(lack)]),
          ),
    ),
    ...section(
      'Who stands in',
      facts.standIns.length === 0
        ? ['Nobody is named.', '']
        : [
            'Where so many are excluded from a case that too few are left for a step, these take it.',
            '',
            ...table(
              ['code', 'for', 'source'],
              facts.standIns.map((one) => [
                `\`${one.agency}\``,
                one.for.map((step) => `\`${step}\``).join(', '),
                source(one),
              ]),
            ),
          ],
    ),
    ...section(
      'Agencies',
      table(['code', 'name', 'kind', 'charged with', 'source'], facts.agencies.map(agencyRow)),
    ),
    ...section('Shelters', table(['code', 'kind', 'takes', 'places', 'source'], shelterRows(facts))),
    ...section(
      'Handover points',
      table(
        ['code', 'name', 'between', 'kind', 'source'],
        facts.handoverPoints.map((point) => [
          ...[`\`${point.code}\``, point.name, point.between.join(' and ')],
          ...[point.kind, source(point)],
        ]),
      ),
    ),
    ...section(
      'Channels',
      table(
        ['code', 'name', 'with', 'through, from inside to the border', 'source'],
        facts.channels.map((channel) => [
          ...[`\`${channel.code}\``, channel.name, channel.with.join(', ')],
          ...[through(channel), source(channel)],
        ]),
      ),
    ),
    ...section(
      'Travel documents',
      table(
        ['code', 'name', 'good for', 'source'],
        facts.travelDocuments.map((paper) => [
          ...[`\`${paper.code}\``, paper.name, `${paper.validDays} days`, source(paper)],
        ]),
      ),
    ),
    ...section('Clocks', table(['clock', 'length', 'source'], clockRows(facts.deadlines))),
    ...section(
      'Heads under which a fund pays',
      table(
        ['code', 'name', 'source'],
        facts.paymentHeads.map((head) => [`\`${head.code}\``, head.name, source(head)]),
      ),
    ),
    ...section(
      'Hotlines',
      table(
        ['number', 'whose', 'source'],
        facts.hotlines.map((line) => [line.number, line.name, source(line)]),
      ),
    ),
    ...ownPractice(facts),
    ...section('Days off', daysOff(facts)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};

/** What a country has of its own: nothing stands on the page of one that has not. */
const ownPractice = ({
  discharges = [],
  stayPermits = [],
  supportPapers = [],
  jointReception,
}: CountryFacts): string[] => [
  ...(discharges.length === 0
    ? []
    : section(
        'How a stay in a shelter ends',
        table(
          ['code', 'name', 'source'],
          discharges.map((one) => [`\`${one.code}\``, one.name, source(one)]),
        ),
      )),
  ...(stayPermits.length === 0
    ? []
    : section(
        'On what a person may stay',
        table(['code', 'name', 'granted by', 'source'], stayPermits.map(byRow)),
      )),
  ...(supportPapers.length === 0
    ? []
    : section(
        'Papers without which no grant is paid',
        table(['code', 'name', 'written by', 'source'], supportPapers.map(byRow)),
      )),
  ...(jointReception === undefined
    ? []
    : section('Who meets together who comes home', [
        `${jointReception.offices.map((office) => `\`${office}\``).join(', ')}; fewer than ${jointReception.least} of them is an irregularity (${jointReception.source}).`,
        '',
      ])),
];

const byRow = (one: {
  readonly code: string;
  readonly name: string;
  readonly by: readonly string[];
  readonly source: string;
}): readonly string[] => [
  `\`${one.code}\``,
  one.name,
  one.by.map((office) => `\`${office}\``).join(', '),
  one.source,
];

const daysOff = ({ daysOff: { version, from, until, source, days } }: CountryFacts): string[] => [
  `Saturday and Sunday are no working days (A), nor are the ${days.length} days of table ${version}, those that follow the moon`,
  `among them. It reaches from ${from} to ${until} (${source}). A due day that reaches outside it says so.`,
  '',
];

/** A page for each country, by its path from the root. */
export const countryPages: Readonly<Record<string, () => string>> = Object.fromEntries(
  countries.map((country) => [`docs/countries/${country.toLowerCase()}.md`, () => countryPage(country)]),
);
