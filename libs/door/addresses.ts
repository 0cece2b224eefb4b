import {
  instrumentCommands,
  journeyPublicCommands,
  peopleCommands,
  publicCommands,
  records,
  type CommandDefinition,
  type InstrumentCommandType,
  type JourneyPublicCommandType,
  type PeopleCommandType,
  type ProcessName,
  type PublicCommandType,
} from '#casework';

/** `DecideNationality` → `decide-nationality`. */
export const inKebab = (name: string): string => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

export interface CommandAddress {
  readonly process: ProcessName | 'journey' | 'instrument' | 'people';
  readonly type: PublicCommandType | JourneyPublicCommandType | InstrumentCommandType | PeopleCommandType;
  readonly definition: CommandDefinition;
  readonly path: string;
  /** Whether it always begins a file of its own. */
  readonly begins: boolean;
}

/** Commands that begin something have an address of their own: what names it is told by the answer, or by the body. */
const beginnings: Readonly<Record<string, string>> = {
  OpenCase: '/v1/cases',
  PlanJourney: '/v1/journeys',
  ProposeInstrument: '/v1/instruments',
};

const caseAddresses = Object.values(records).flatMap(({ name: process, commands }) =>
  Object.keys(commands).map((type) => ({ process, type: type as PublicCommandType })),
);

const addressed: readonly Omit<CommandAddress, 'begins'>[] = [
  ...caseAddresses.map(({ process, type }) => ({
    process,
    type,
    definition: publicCommands[type],
    path: beginnings[type] ?? `/v1/cases/{caseId}/${inKebab(process)}/${inKebab(type)}`,
  })),
  ...(Object.keys(journeyPublicCommands) as JourneyPublicCommandType[]).map((type) => ({
    process: 'journey' as const,
    type,
    definition: journeyPublicCommands[type],
    path: beginnings[type] ?? `/v1/journeys/{journeyId}/${inKebab(type)}`,
  })),
  ...(Object.keys(instrumentCommands) as InstrumentCommandType[]).map((type) => ({
    process: 'instrument' as const,
    type,
    definition: instrumentCommands[type],
    path: beginnings[type] ?? `/v1/instruments/{code}/{version}/${inKebab(type)}`,
  })),
  // Of the people there is one register: its address names none.
  ...(Object.keys(peopleCommands) as PeopleCommandType[]).map((type) => ({
    process: 'people' as const,
    type,
    definition: peopleCommands[type],
    path: `/v1/people/${inKebab(type)}`,
  })),
];

/** Where each command is given: derived from its process and name, so that none can be forgotten. */
export const commandAddresses: readonly CommandAddress[] = addressed.map((address) => ({
  ...address,
  begins: address.type in beginnings,
}));

const byStep = new Map(
  commandAddresses.map((address) => [`${inKebab(address.process)}/${inKebab(address.type)}`, address]),
);

/** The public command of a case behind `/v1/cases/{caseId}/<process>/<step>`, if there is one. */
export const caseCommandAt = (process: string, step: string): PublicCommandType | undefined => {
  const address = byStep.get(`${process}/${step}`);
  return address && address.type in publicCommands && !(address.type in beginnings)
    ? (address.type as PublicCommandType)
    : undefined;
};

/** The public command of a journey behind `/v1/journeys/{journeyId}/<step>`, if there is one. */
export const journeyCommandAt = (step: string): JourneyPublicCommandType | undefined => {
  const address = byStep.get(`journey/${step}`);
  return address && !(address.type in beginnings) ? (address.type as JourneyPublicCommandType) : undefined;
};

/** The command on an instrument behind `/v1/instruments/{code}/{version}/<step>`, if there is one. */
export const instrumentCommandAt = (step: string): InstrumentCommandType | undefined => {
  const address = byStep.get(`instrument/${step}`);
  return address && !(address.type in beginnings) ? (address.type as InstrumentCommandType) : undefined;
};

/** The command on the people behind `/v1/people/<step>`, if there is one. */
export const peopleCommandAt = (step: string): PeopleCommandType | undefined => {
  const address = byStep.get(`people/${step}`);
  return address ? (address.type as PeopleCommandType) : undefined;
};
