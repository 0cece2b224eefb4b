import type { NewCaseEvent } from '../../records/catalogue.js';
import type { Shelter } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import { involve } from '../../coordination/offers/involving.js';
import type { Context } from '../../words/context.js';
import { refuse, type Decision } from '../../words/decision.js';
import { alternativeTo, notAdmittedFor, shelterOf } from '../questions/admission.js';
import { currentStay, isPresent, stayOf, type Stay } from '../state.js';

/** A stay of this case whose shelter the caller's agency runs, or why not. */
export const ownStay = (stayId: string, file: CaseFile, context: Context): Stay | Decision<never> => {
  const stay = stayOf(file.shelter, stayId);
  if (!stay) return refuse('unknown_reference', 'This case holds no stay with that id.');
  if (shelterOf(context.facts(context.country), stay.shelterCode)?.agency !== context.actor.agency)
    return refuse('no_mandate', 'Another agency runs the shelter of this stay.');
  return stay;
};

/** As `ownStay`, of a person who lives there. */
export const residentStay = (stayId: string, file: CaseFile, context: Context): Stay | Decision<never> => {
  const stay = ownStay(stayId, file, context);
  return isStay(stay) && currentStay(file.shelter)?.stayId !== stayId
    ? refuse('wrong_state', 'The person does not live in the shelter under this stay.')
    : stay;
};

/** Why a fact of the life in a shelter cannot be: it may be typed after the discharge, with a day before it. */
export const notThere = (stay: Stay, occurredAt: string | undefined): Decision<never> | undefined => {
  const { admittedAt, endedAt } = stay;
  const livedThere =
    admittedAt !== undefined &&
    endedAt !== undefined &&
    occurredAt !== undefined &&
    Date.parse(occurredAt) < Date.parse(endedAt);
  return isPresent(stay) || livedThere
    ? undefined
    : refuse('wrong_state', 'The person does not live in the shelter under this stay.');
};

export const isStay = (found: Stay | Decision<never>): found is Stay => 'stayId' in found;

/** What serves where the country has no shelter for such a person, as its facts say; the focal point where they do not. */
const insteadOfShelter = (withFamily: boolean, { coordination }: CaseFile, context: Context): string => {
  const whom = withFamily ? 'families' : coordination.sex;
  const lack = context.facts(context.country).lacks.find(({ what }) => what === `a shelter for ${whom}`);
  return lack?.instead ?? 'No other shelter of this country fits: ask the focal point.';
};

export const turnedAway = (code: string, withFamily: boolean, file: CaseFile, context: Context) => {
  const alternative = alternativeTo(code, withFamily, file, context)?.code;
  const instead =
    alternative === undefined
      ? insteadOfShelter(withFamily, file, context)
      : `Refer to shelter ${alternative}.`;
  return refuse('not_admitted_here', `The rule of the shelter keeps this person out. ${instead}`);
};

/** The shelter of a code if the person may be placed there, or why not; without a code the first other than the `current`. */
export const placeIn = (
  asked: string | undefined,
  withFamily: boolean,
  file: CaseFile,
  context: Context,
  current = '',
): Shelter | Decision<never> => {
  const code = asked ?? alternativeTo(current, withFamily, file, context)?.code;
  const shelter = code === undefined ? undefined : shelterOf(context.facts(context.country), code);
  if (code === undefined || !shelter) return turnedAway(code ?? current, withFamily, file, context);
  if (notAdmittedFor(shelter, withFamily, file, context) !== undefined)
    return turnedAway(code, withFamily, file, context);
  return shelter;
};

export const isShelter = (found: Shelter | Decision<never>): found is Shelter => 'code' in found;

/** The agency that runs a shelter comes into the case with the referral, for the stay. */
export const involveAgencyOf = (shelter: Shelter, stayId: string, file: CaseFile): NewCaseEvent[] =>
  involve(shelter.agency, { reason: 'shelter', about: stayId }, file);
