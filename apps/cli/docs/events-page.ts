import {
  caseEvents,
  dictionary,
  instrumentEvents,
  instrumentCommands,
  peopleCommands,
  peopleEvents,
  journeyEvents,
  journeyPublicCommands,
  messages,
  type CommandCatalogue,
  type EventDefinition,
  type Field,
  type MessageDefinition,
  records,
} from '#casework';

const subjectOf = (field: Field): string =>
  field.subject === 'person' ? 'the person' : `\`${field.subject}\``;

/** Who sees a field: what the dictionary says under its entry, or the kinds of office that are named. */
const seenBy = ({ entry, viewers, consented = [] }: Field): string => {
  const seeing = viewers === 'everyone' ? ['whoever knows of it'] : (viewers ?? []);
  return entry ?? [...seeing, ...consented.map((viewer) => `${viewer} with consent`)].join(', ');
};

const fieldRows = (fields: Readonly<Record<string, Field>>): string[] =>
  Object.entries(fields).map(
    ([name, field]) =>
      `| \`${name}\` | ${field.dataClass} | ${field.group} | ${seenBy(field)} | ${subjectOf(field)} |`,
  );

const fieldTable = (fields: Readonly<Record<string, Field>>): string[] =>
  Object.keys(fields).length === 0
    ? ['No fields.']
    : [
        '| field | class | group | seen by | whose |',
        '| --- | --- | --- | --- | --- |',
        ...fieldRows(fields),
      ];

const audienceIn = ({ audience }: EventDefinition): string => {
  if (typeof audience === 'function') return 'whom its fields allow (and the auditor)';
  switch (audience.kind) {
    case 'involved':
      return 'every agency in the case';
    case 'known_to':
      return `${audience.viewers.join(', ')}, the office that recorded it and whoever sees a field (and the auditor)`;
    case 'only':
      return `${audience.viewers.join(', ')} alone (and the auditor)`;
    case 'offices':
      return 'the offices concerned alone (and the auditor)';
    case 'about_cases':
      return 'whoever knows of one of the cases it is about';
    case 'part_of':
      return 'whoever must work with the office (and the auditor)';
    case 'like':
      return `whoever knows of ${audience.type} (and the auditor)`;
  }
};

const eventSection = (definition: EventDefinition): string[] => [
  `### ${definition.type}`,
  '',
  `Version ${definition.version}. Known to ${audienceIn(definition)}.`,
  '',
  ...fieldTable(definition.fields),
  '',
];

const messageSection = ([kind, definition]: [string, MessageDefinition]): string[] => [
  `### ${kind}`,
  '',
  `No. ${definition.number}. ${definition.summary}${definition.stops ? ' A stop message.' : ''}`,
  '',
  ...fieldTable(definition.fields),
  '',
];

const commandRows = (process: string, commands: CommandCatalogue): string[] =>
  Object.entries(commands).map(
    ([type, { kind, mandate, summary }]) =>
      `| ${process} | \`${type}\` | ${kind} | ${mandate} | ${summary} |`,
  );

const dictionaryRows = (): string[] =>
  Object.entries(dictionary).map(
    ([name, { dataClass, group, viewers }]) =>
      `| ${name} | ${dataClass} | ${group} | ${Object.values(viewers).join(' | ')} |`,
  );

/** The page of all events, commands and messages with every field's class, group and subject: generated, never written. */
export const eventsPage = (): string =>
  [
    '# Events, commands and messages',
    '',
    'Generated from the schemas by `npm run docs`. Class P0 and P1 stand in clear; P2, P3 and P4 are sealed with a key of the person named under “whose”.',
    '',
    '## Commands',
    '',
    '| process | command | kind | mandate | what it does |',
    '| --- | --- | --- | --- | --- |',
    ...Object.values(records).flatMap(({ name, commands }) => commandRows(name, commands)),
    ...commandRows('journey', journeyPublicCommands),
    ...commandRows('instrument', instrumentCommands),
    ...commandRows('people', peopleCommands),
    '',
    '## Events of a case',
    '',
    ...Object.values(caseEvents).flatMap(eventSection),
    '## Events of a journey',
    '',
    ...Object.values(journeyEvents).flatMap(eventSection),
    '## Events of the instruments',
    '',
    ...Object.values(instrumentEvents).flatMap(eventSection),
    '## Events of the people',
    '',
    ...Object.values(peopleEvents).flatMap(eventSection),
    '## Messages across the border',
    '',
    ...Object.entries(messages).flatMap(messageSection),
    '## Data dictionary',
    '',
    'Y full, R reduced, C only with consent, N not shown.',
    '',
    `| entry | class | group | ${Object.keys(dictionary.names.viewers).join(' | ')} |`,
    `| --- | --- | --- | ${Object.keys(dictionary.names.viewers)
      .map(() => '---')
      .join(' | ')} |`,
    ...dictionaryRows(),
    '',
  ].join('\n');
