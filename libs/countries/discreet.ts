import { dictionary, tableViewers, type Agency } from '#casework';

/**
 * A shelter's part gives away where somebody lives: who may know it is who sees a shelter's code in full, and the focal
 * point as domain.md 4.5a has it; not the auditor, who sees no P4. Another shelter is not among them: a person may have
 * been moved from it.
 */
export const likeAShelter: Agency['discreet'] = {
  viewers: [
    ...tableViewers.filter((viewer) => viewer !== 'SH' && dictionary.shelterCode.viewers[viewer] === 'Y'),
    'FP',
  ],
};

/** That witnesses are protected here is for the case owner and who leads the proceedings, and not even for the focal point. */
export const likeWitnessProtection: Agency['discreet'] = {
  viewers: ['SW', 'LA'],
  mandates: ['case_work', 'proceedings'],
};
