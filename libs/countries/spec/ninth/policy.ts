import { usualPolicy, type Policy } from '#casework';

/** What the ninth country decides otherwise than usual: to one of its own it gives the travel document alone. */
export const ninthPolicy: Policy = { ...usualPolicy, papersFor: () => ['nationality', 'travel_document'] };
