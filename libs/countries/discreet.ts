import { dictionary, tableViewers, type Agency } from '#casework';

/**
 * A shelter's part gives away where somebody lives: who may know it is who sees a shelter's code in full, the focal point
 * and the auditor as domain.md 4.5a has them. Another shelter is not among them: a person may have been moved from it.
 */
export const likeAShelter: Agency['discreet'] = {
  viewers: [
    ...tableViewers.filter((viewer) => viewer !== 'SH' && dictionary.shelterCode.viewers[viewer] === 'Y'),
    'FP',
    'AU',
  ],
};

/** That witnesses are protected here is for the case owner and who leads the proceedings, and not even for the focal point. */
export const likeWitnessProtection: Agency['discreet'] = {
  viewers: ['SW', 'LA'],
  mandates: ['case_work', 'proceedings'],
};
