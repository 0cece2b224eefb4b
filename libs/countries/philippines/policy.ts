import { usualPolicy, type Policy } from '#casework';

/** What the Philippines decide by their own law: a post's country team is a team of several disciplines by itself, which is data. */
export const philippinePolicy: Policy = usualPolicy;
