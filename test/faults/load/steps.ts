import type { Actor, CaseCommand, Country } from '#casework';
import {
  comingFrom,
  consenting,
  fearless,
  naming,
  notifying,
  opening,
  presuming,
  type Step,
} from '../../kit/ordinary-case.js';
import { handoverBetween } from '../way.js';
import type { Staff } from './people.js';

const language = 'my';

/** A name that says in every log who leaked it. */
export const recordName = (actor: Actor, name: string): Step =>
  naming(actor, { text: name, script: 'Latn', kind: 'legal' });

export const openCase = ({ police, care, second, doctor }: Staff): Step => {
  const step = opening(police, care.agency);
  const referTo = [...new Set([care, second, doctor].map(({ agency }) => agency))].filter(
    (agency) => agency !== police.agency,
  );
  return step.command.type === 'OpenCase'
    ? { ...step, command: { ...step.command, body: { ...step.command.body, referTo } } }
    : step;
};

/** What follows the opening of a case of which no other country hears. */
export const stepsAtHome = ({ police, care }: Staff, mark: string): readonly Step[] => [
  presuming(police, 'debt'),
  recordName(care, `${mark} U Ba`),
];

/** What follows the opening, up to the question whether she is a national of another country. Three steps cross. */
export const stepsToQuestion = (
  { police, care, focal }: Staff,
  to: Country,
  mark: string,
): readonly Step[] => [
  presuming(police, 'debt', 'threats', 'no_papers'),
  fearless(care, to),
  recordName(care, `${mark} Ma Myint`),
  comingFrom(care, `${mark} Kyar Inn`, { country: to }),
  consenting(care, 'notification', to, ['profile']),
  consenting(care, 'nationality_confirmation', to, ['identity', 'origin', 'family']),
  notifying(focal, to),
  { actor: focal, command: { type: 'SendCaseForm', body: { to } } },
  { actor: focal, command: { type: 'RequestNationalityConfirmation', body: { of: to } } },
];

/** What a return needs of the country where she was found, beside what others answer. */
export const stepsToReturn = (
  staff: Staff,
  {
    country,
    to,
    through,
  }: { readonly country: Country; readonly to: Country; readonly through: readonly Country[] },
): readonly Step[] => {
  const { police, care, doctor, focal, identifier, legalBasis } = staff;
  const by = (actor: Actor, command: CaseCommand): Step => ({ actor, command });
  return [
    consenting(care, 'interview', country, ['identity', 'experience']),
    consenting(care, 'risk_assessment', to, ['risk']),
    ...[to, ...through].map((state) =>
      consenting(care, 'return', state, ['journey', 'identity', 'documents']),
    ),
    ...through.map((state) => fearless(care, state)),
    by(identifier, {
      type: 'RecordIdentificationInterview',
      body: {
        agencies: [care.agency, police.agency],
        disciplines: ['social_work', 'law_enforcement'],
        ...{ language, acts: ['harboured'], means: ['threat'], purposes: ['forced_labour'] },
      },
    }),
    by(identifier, { type: 'IdentifyVictim', body: { legalBasis } }),
    by(care, {
      type: 'AssessRisk',
      body: { assessment: { level: 'low', threats: [], mitigations: [], reviewOn: dayFromNow(180) } },
    }),
    by(focal, { type: 'ShareRisk', body: { with: to } }),
    by(care, { type: 'PlanAlternativeCare', body: { kind: 'kin' } }),
    by(care, { type: 'HoldReturnCounselling', body: { language } }),
    by(care, { type: 'RecordReturnConsent', body: { givenBy: 'person' } }),
    by(doctor, { type: 'CertifyFitToTravel', body: { validUntil: dayFromNow(60) } }),
  ];
};

const dayMs = 86_400_000;

/** A day so far ahead that no clock of a run takes it for another month or for the past. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** Where somebody comes into a state on the way, and where out of it. */
export const gates = (state: Country) => ({
  entry: `into-${state.toLowerCase()}`,
  exit: `out-of-${state.toLowerCase()}`,
});

/** The point at which the way ends. */
export const endOf = (from: Country, to: Country): string => {
  const point = handoverBetween(from, to);
  if (point === undefined) throw new Error(`${from} and ${to} have no handover point between them.`);
  return point;
};
