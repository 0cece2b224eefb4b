import { usualPolicy, type Policy } from '#casework';

/** What Cambodia decides by its own law and practice. */
export const cambodianPolicy: Policy = usualPolicy;
