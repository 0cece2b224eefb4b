import { usualPolicy, type Policy } from '#casework';

/** What Viet Nam decides by its own law and practice. */
export const vietnamesePolicy: Policy = usualPolicy;
