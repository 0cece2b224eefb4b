import type { Actor, Agency, Country, Mandate } from '#casework';
import { factsOf } from '#countries';

const officeFor = (country: Country, ...mandates: readonly Mandate[]) => {
  const { agencies, focalPoint } = factsOf(country);
  const able = agencies.filter(
    (agency) => agency.abroad === undefined && mandates.every((one) => agency.mandates.includes(one)),
  );
  const first = (fits: (agency: Agency) => boolean): Agency | undefined => able.find(fits);
  const other = first(({ id }) => id !== focalPoint) ?? first(() => true);
  return { first, other };
};

/** Who works in a run at the node of a country: in each office that its facts charge with what is to do, one person. */
export const staffOf = (country: Country) => {
  const { agencies, focalPoint, legalBases } = factsOf(country);
  const at = (agency: Agency | undefined, what: string): Actor => {
    if (!agency) throw new Error(`${country} has no office for ${what}.`);
    return { id: `faults-${what}-${country.toLowerCase()}`, country, agency: agency.id, roles: ['approver'] };
  };
  const opening = officeFor(country, 'open_case', 'screen');
  const police = at(opening.first(({ kind }) => kind === 'police') ?? opening.other, 'police');
  const care = at(
    officeFor(country, 'case_work', 'escort').other ?? officeFor(country, 'case_work').other,
    'care',
  );
  const registry = at(
    officeFor(country, 'confirm_nationality').first(({ kind }) => kind === 'registry') ??
      officeFor(country, 'confirm_nationality').other,
    'registry',
  );
  const identifies = agencies.some(
    ({ id, mandates }) => id === police.agency && mandates.includes('identify'),
  );
  return {
    police,
    care,
    /** Who finds that somebody is a victim, after the police and those who care have listened together. */
    identifier: identifies ? police : care,
    legalBasis: legalBases[0] ?? '',
    doctor: at(
      officeFor(country, 'health').first(({ kind }) => kind === 'health'),
      'doctor',
    ),
    focal: at(
      agencies.find(({ id }) => id === focalPoint),
      'focal',
    ),
    second: at(officeFor(country, 'approve_return').other, 'second'),
    escort: at(
      officeFor(country, 'escort', 'case_work').other ?? officeFor(country, 'escort').other,
      'escort',
    ),
    border: at(officeFor(country, 'watch_border').other, 'border'),
    registry,
    /** Who answers a country: the own mission there, or who keeps the registers. */
    answering: (asker: Country): Actor => {
      const mission = agencies.find(
        ({ abroad, mandates }) => abroad === asker && mandates.includes('confirm_nationality'),
      );
      return mission ? at(mission, 'mission') : registry;
    },
    /** Who makes out papers for the way home. */
    issuing: (asker: Country): Actor => {
      const issuers = agencies.filter(({ mandates }) => mandates.includes('issue_travel_document'));
      return at(
        issuers.find(({ abroad }) => abroad === undefined) ?? issuers.find(({ abroad }) => abroad === asker),
        'papers',
      );
    },
  };
};
export type Staff = ReturnType<typeof staffOf>;
