import { usualPolicy, type Policy } from '#casework';

/** What Lao PDR decides by its own law and practice. */
export const laoPolicy: Policy = usualPolicy;
