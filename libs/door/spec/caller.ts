import type { Caller } from '#access';
import { agencyOf } from '#casework';
import { factsOf } from '#countries';

/** Somebody of a Thai agency, as a verified token tells. */
export const thaiCaller = (agencyId: string, person = 'officer'): Caller => {
  const agency = agencyOf(factsOf('TH'), agencyId);
  if (!agency) throw new Error(`Thailand has no agency ${agencyId}`);
  const actor = {
    id: `${agencyId}-${person}`,
    country: 'TH',
    agency: agencyId,
    roles: ['approver'],
  } as const;
  return { actor, agency, sandbox: true };
};
