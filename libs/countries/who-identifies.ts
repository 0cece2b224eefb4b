import { usualPolicy, type Policy } from '#casework';

/** Where one body alone may identify, its finding stands on an interview in which it took part. */
export const heardByWhoIdentifies: Policy['teamLacks'] = (team) =>
  team.agencies.some(({ mandates }) => mandates.includes('identify'))
    ? usualPolicy.teamLacks(team)
    : 'The one body of this country that may identify takes part in the interview.';
