import { caseCommands, type CaseCommand, type NewCaseEvent } from '../../records/catalogue.js';
import type { CountryFacts } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isState } from '../../words/states.js';
import { refuse, type Decision } from '../../words/decision.js';
import { listed } from '../../words/listed.js';
import { Login } from '../../words/login.js';
import { namedIn } from '../../words/named-in.js';
import { mayKnowOf, namedThough, type Party } from './known-exclusion.js';
import { isExcluded, type Exclusion } from '../state.js';

/** Every text in a value, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Whether a command names an office, the shelter of one, or an official who is kept out of the case. */
export const namesExcluded = (
  body: unknown,
  { coordination }: Pick<CaseFile, 'coordination'>,
  facts: CountryFacts,
): boolean =>
  coordination.exclusions.length > 0 &&
  textsIn(body).some((named) => {
    const agency = facts.shelters.find(({ code }) => code === named)?.agency ?? named;
    const abroad = coordination.exclusions.flatMap(({ country }) => country ?? []);
    return [undefined, ...abroad].some(
      (country) =>
        isExcluded(coordination, { agency, ...(country ? { country } : {}) }) ||
        isExcluded(coordination, { officialId: named, ...(country ? { country } : {}) }),
    );
  });

/** The file as it is to who may not know that anybody is excluded. */
export const withoutExclusions = (file: CaseFile): CaseFile => ({
  ...file,
  coordination: { ...file.coordination, exclusions: [] },
});

const logins = { get: (schema: unknown) => (schema === Login ? {} : undefined) };

/** Offices and officials that a command names in fields made for them. */
const partiesIn = ({ type, body: given }: CaseCommand, context: Context): readonly Party[] => {
  const { body } = caseCommands[type];
  const officials = namedIn(logins, body, given).map(({ value }) => ({ officialId: String(value) }));
  const offices = namedIn(listed, body, given).flatMap(({ meta: { list, of }, value, beside }): Party[] => {
    const code = String(value);
    const other = of === undefined ? undefined : beside[of];
    if (list === 'agencies')
      return [{ agency: code, ...(isState(other) && other !== context.country ? { country: other } : {}) }];
    const { shelters } = context.facts(context.country);
    const agency = list === 'shelters' ? shelters.find((one) => one.code === code)?.agency : undefined;
    return agency === undefined ? [] : [{ agency }];
  });
  return [...officials, ...offices];
};

/** Exclusions of whom a command names. */
const exclusionsNamed = (
  command: CaseCommand,
  { coordination: { exclusions } }: Pick<CaseFile, 'coordination'>,
  context: Context,
): readonly Exclusion[] => {
  if (exclusions.length === 0) return [];
  const parties = partiesIn(command, context);
  return exclusions.filter((one) => parties.some((party) => isExcluded({ exclusions: [one] }, party)));
};

/** Permissions that name an office without giving it anything, or whose own rule knows what follows. */
const givesNothing: ReadonlySet<string> = new Set<CaseCommand['type']>([
  'ReleaseAgency',
  'OfferStep',
  'TransferToShelter',
]);

/** Ids under which an event begins what another may rest on. */
const begins = ['interviewId', 'consentId', 'guardianId', 'stayId', 'requestId', 'messageId'] as const;

const begunBy = (events: readonly NewCaseEvent[]): string | undefined => {
  const fields: Readonly<Record<string, unknown>> = events[0]?.data ?? {};
  return begins.map((name) => fields[name]).find((id): id is string => typeof id === 'string');
};

/**
 * A permission that names somebody excluded is answered and recorded as if nobody were, and gives the named nothing: who
 * tries one name after the other learns nothing. Who may know of the exclusion is refused, and reads of every such try.
 */
export const withoutEffectFor = (
  decision: Decision<NewCaseEvent>,
  command: CaseCommand,
  file: Pick<CaseFile, 'coordination' | 'history' | 'steps'>,
  context: Context,
): Decision<NewCaseEvent> => {
  if (decision.refusal || decision.events.length === 0) return decision;
  const { kind, mandate } = caseCommands[command.type];
  if (kind === 'fact' || mandate === 'system' || givesNothing.has(command.type)) return decision;
  const named = exclusionsNamed(command, file, context);
  if (named.some((one) => mayKnowOf(one, file, context)))
    return refuse('excluded_party', 'Whom you name is excluded from this case; name another.', 'P4');
  const about = begunBy(decision.events);
  const told = named.map((one) => namedThough(one, about, file, context));
  return { ...decision, events: [...decision.events, ...told] };
};
