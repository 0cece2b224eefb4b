import { duties } from '../../records/duty.js';
import type { Parts } from '../../records/file.js';

const isAfter = (one: string, other: string | undefined): boolean =>
  other === undefined || Date.parse(one) > Date.parse(other);

/** Since when nobody knows where the person is. */
const lostSince = ({
  whereabouts,
  reintegration,
}: Pick<Parts, 'whereabouts' | 'reintegration'>): string | undefined => {
  const { gone, metAt, agreedAt } = whereabouts;
  const { contactLost, contactLostAt, visits } = reintegration;
  if (gone?.how === 'left') return visits.some(({ at }) => !isAfter(gone.at, at)) ? undefined : gone.at;
  return contactLost &&
    contactLostAt !== undefined &&
    isAfter(contactLostAt, metAt) &&
    isAfter(contactLostAt, agreedAt)
    ? contactLostAt
    : undefined;
};

export const whereaboutsDuties = duties({
  kinds: {
    find_again: {
      summary: 'Nobody knows where the person is: look after her safety, without a penalty.',
      endedBy: ['RecordFollowUpVisit', 'AdmitToShelter', 'RecordReturnConsent'],
      restsOn: ['PersonLeftWithoutNotice', 'LeftWithoutNotice'],
    },
    permitted_stay_ends: {
      summary: 'The permission to stay in the country ends on its day.',
      endedBy: ['GrantLocalStay'],
      restsOn: ['LocalStayGranted'],
      clock: 'stay_after_verdict',
      neverLate: true,
    },
  },
  reads: ['whereabouts', 'reintegration'],
  standing: (parts) => {
    const since = lostSince(parts);
    const stay = parts.whereabouts.permittedStay;
    const bearer = { kind: 'case_office' } as const;
    return [
      ...(since === undefined ? [] : [{ kind: 'find_again' as const, about: 'person', bearer, since }]),
      ...(stay?.until === undefined
        ? []
        : [
            {
              ...{ kind: 'permitted_stay_ends' as const, about: 'stay', bearer, since: stay.since },
              due: { day: stay.until },
            },
          ]),
    ];
  },
});
