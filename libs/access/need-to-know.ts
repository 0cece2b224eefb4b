import {
  exists,
  consentsInForce,
  consentPurposes,
  dayIn,
  holdsMandate,
  holdsOn,
  isExcluded,
  isFor,
  isInvolved,
  serves,
  type Actor,
  type CaseFile,
  type ConsentPurpose,
  type CountryFacts,
  type FieldGroup,
  type Journey,
  type Mandate,
} from '#casework';

/**
 * Whether an actor may know that a case exists: its agency takes part in it, answers for the country towards others,
 * or audits. An excluded office or person may not, whatever else it is. A file without events is known to nobody.
 * `facts` are those of the node's own country.
 */
export const mayKnow = (actor: Actor, file: CaseFile, facts: CountryFacts): boolean => {
  if (!exists(file) || actor.country !== facts.country) return false;
  const { coordination } = file;
  if (isExcluded(coordination, { agency: actor.agency, officialId: actor.id })) return false;
  return (
    isInvolved(coordination, actor.agency) ||
    holdsMandate(facts, actor.agency, 'coordinate') ||
    holdsMandate(facts, actor.agency, 'audit')
  );
};

/** Mandates of offices that have to do with journeys. */
export const journeyMandates: readonly Mandate[] = ['escort', 'receive_return', 'approve_return'];

/** Whether an actor is kept out of the case of somebody on a journey: who follows the journey follows the person. */
const keptOut = ({ agency, id: officialId }: Actor, files: readonly CaseFile[]): boolean =>
  files.some(({ coordination }) => isExcluded(coordination, { agency, officialId }));

/**
 * Whether an actor may know of a journey: its agency answers for the country towards others or audits, planned the
 * journey, or has to do with journeys and may know of somebody who travels on it; never who is excluded from the case of
 * one of them. `files` are the travellers' case files.
 */
export const mayKnowJourney = (
  actor: Actor,
  journey: Journey,
  files: readonly CaseFile[],
  facts: CountryFacts,
): boolean => {
  if (!exists(journey) || actor.country !== facts.country || keptOut(actor, files)) return false;
  const holds = (mandate: Mandate): boolean => holdsMandate(facts, actor.agency, mandate);
  if (holds('coordinate') || holds('audit')) return true;
  return (
    journeyMandates.some(holds) &&
    (journey.plannedBy === actor.agency || knownTravellers(actor, files, facts).length > 0)
  );
};

/** Whether an actor may bring somebody to a journey that others planned, once it was told its id. */
export const mayAddToJourney = (
  actor: Actor,
  journey: Journey,
  files: readonly CaseFile[],
  facts: CountryFacts,
): boolean =>
  exists(journey) &&
  actor.country === facts.country &&
  !keptOut(actor, files) &&
  holdsMandate(facts, actor.agency, 'escort');

/** The travellers of a journey that an actor may know of, by case id. */
export const knownTravellers = (
  actor: Actor,
  files: Iterable<CaseFile>,
  facts: CountryFacts,
): readonly string[] => [...files].filter((file) => mayKnow(actor, file, facts)).map(({ caseId }) => caseId);

/** What a message of another country brought, less what its sender took back of that purpose while the rest goes on. */
const stillUsable = (
  { withdrawn }: CaseFile['disclosure'],
  { from, purpose, groups }: CaseFile['disclosure']['theirs'][number],
): readonly FieldGroup[] =>
  groups.filter(
    (group) =>
      !withdrawn.some(
        (held) => held.from === from && held.purpose === purpose && held.groups.includes(group),
      ),
  );

/**
 * Field groups that the person's consent lets an agency of this country read where the dictionary says C. A consent opens
 * its groups for its purpose, so only to an agency whose work serves it: a consent in force here towards this country
 * (and this agency, where it names one), or, on the receiving side, the consent under which a message brought the group,
 * as long as that message may still be used. `brought` is the purpose of the message that brought what is read, where one
 * did: what came for one purpose is opened by no consent to another.
 */
export const consentedGroups = (
  file: CaseFile,
  agency: string,
  facts: CountryFacts,
  now: string,
  brought?: ConsentPurpose,
): ReadonlySet<FieldGroup> => {
  const opens = (purpose: ConsentPurpose): boolean =>
    serves(facts, agency, purpose) && (brought === undefined || brought === purpose);
  const today = dayIn(facts.timeZone, now);
  const own = consentPurposes
    .filter(opens)
    .flatMap((purpose) => consentsInForce(file, { purpose, country: facts.country }, facts, today))
    .filter(({ recipient }) => recipient.agency === undefined || recipient.agency === agency)
    .flatMap(({ groups }) => groups);
  const received =
    file.coordination.side === 'receiving'
      ? file.disclosure.theirs
          .filter(({ outcome, stopped }) => outcome === 'effective' && !stopped)
          .filter(({ purpose }) => opens(purpose))
          .filter((message) => holdsOn(message, today) && isFor(message, agency))
          .flatMap((message) => stillUsable(file.disclosure, message))
      : [];
  return new Set([...own, ...received]);
};
