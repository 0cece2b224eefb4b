import fc from 'fast-check';
import { fold, type CountryFacts, type NewCaseEvent } from '#casework';
import { recorded } from '../../casework/spec/given.js';
import { joins, openedWith } from '../../casework/spec/histories.js';
import { id } from './happened.js';
import { placed } from './placed.js';

/* Cases in which offices take part, are let go, and are kept out, whoever of a country asks. */
/** One pseudonym in three spellings, and another. */
export const officials = ['officer-1', 'OFFICER-1', 'Officer -1', 'officer-2'];
const exclusionIds = ['first', 'second'].map(id);

const happeningIn = (agencies: readonly string[]): fc.Arbitrary<NewCaseEvent> => {
  const agency = fc.constantFrom(...agencies);
  const party = fc.oneof(
    fc.record({ agency }),
    fc.record({ officialId: fc.constantFrom(...officials) }),
    fc.record({ agency, officialId: fc.constantFrom(...officials) }),
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: agency.map((named) => ({
        type: 'AgencyInvolved' as const,
        data: { agency: named, reason: 'referred' },
      })),
    },
    agency.map((named) => ({ type: 'AgencyReleased' as const, data: { agency: named } })),
    agency.map((to) => ({ type: 'OwnershipPassed' as const, data: { to } })),
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...exclusionIds), party, fc.constantFrom(undefined, 'MM' as const))
        .map(([exclusionId, named, country]) => ({
          type: 'PartyExcluded' as const,
          data: { exclusionId, ...named, ...(country ? { country } : {}), reason: 'Named.' },
        })),
    },
    fc
      .constantFrom(...exclusionIds)
      .map((exclusionId) => ({ type: 'ExclusionLifted' as const, data: { exclusionId } })),
    fc.constant<NewCaseEvent>({
      type: 'PersonErased',
      data: { requestId: id('request'), ground: 'person_request', subjects: ['person'] },
    }),
  );
};

/** What gives a case a row in every list that has one for it. */
const listedWith = ({ shelters, agencies }: CountryFacts): readonly NewCaseEvent[] => {
  const stayId = id('stay');
  const offices = new Set(agencies.filter(({ kind }) => kind === 'shelter').map(({ id: agency }) => agency));
  const { code: shelterCode, agency: shelter } = shelters.find(({ agency }) => offices.has(agency))!;
  const office = agencies.find(({ kind }) => kind === 'provincial_office')!.id;
  return [
    joins(shelter),
    joins(office),
    { type: 'ShelterReferred', data: { stayId, shelterCode, withFamily: false } },
    { type: 'AdmittedToShelter', data: { stayId, shelterCode } },
    {
      type: 'NationalityCheckReceived',
      data: { requestId: id('check'), from: 'VN', messageId: id('check asked') },
    },
    {
      type: 'TracingRequestReceived',
      data: {
        ...{ requestId: id('search'), householdId: id('household'), from: 'VN' },
        ...{ messageId: id('search asked'), coverStory: 'A census.' },
      },
    },
    { type: 'TracingAssigned', data: { requestId: id('search'), office } },
  ];
};

export const caseIds = Array.from({ length: 12 }, (_, place) => id(`case ${place}`));
export const worldIn = (agencies: readonly string[]) =>
  fc.array(fc.array(happeningIn(agencies), { maxLength: 8 }), {
    minLength: caseIds.length,
    maxLength: caseIds.length,
  });

export const casesFrom = (facts: CountryFacts, histories: readonly (readonly NewCaseEvent[])[]) =>
  histories.map((events, place) => {
    const caseId = caseIds[place]!;
    const history = recorded([openedWith('adult'), ...listedWith(facts), ...events]);
    return {
      caseId,
      file: fold(caseId, history),
      stream: history.map((event) => placed(event, caseId)),
    };
  });

export const actorOf = (facts: CountryFacts, agency: string, official: string) => ({
  ...{ id: official, country: facts.country, agency, roles: ['officer'] },
});
