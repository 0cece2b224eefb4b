import type { CountryFacts } from '../facts.js';
import type { CaseFile } from '../file.js';
import { guardianInOffice } from '../identification/state.js';
import { isChild } from '../identity/childhood.js';
import type { Country } from '../kernel/country.js';
import type { ConsentPurpose } from './purpose.js';
import type { Consent } from './state.js';

export interface AskedConsent {
  readonly purpose: ConsentPurpose;
  readonly country: Country;
}

/** Who must have consented: a guardian in office for a child, the person alone from the 18th birthday on (domain.md 2.4). */
const consenter = (file: CaseFile, facts: CountryFacts, today: string): Consent['givenBy'] | undefined => {
  if (!isChild(file, facts, today)) return 'person';
  return guardianInOffice(file.identification) ? 'guardian_with_assent' : undefined;
};

/** Whether the guardian who gave a consent was found unfit since: what such a guardian agreed to does not count. */
export const byUnfitGuardian = (
  { givenBy, givenAt }: Pick<Consent, 'givenBy' | 'givenAt'>,
  { identification }: CaseFile,
): boolean =>
  givenBy === 'guardian_with_assent' &&
  identification.guardians.some(
    ({ endedFor, endedAt }) => endedFor === 'unfit' && endedAt !== undefined && givenAt <= endedAt,
  );

/**
 * Consents for a purpose towards a country that hold on a day (ISO date): neither withdrawn nor expired, and given by who
 * must give them on that day. `facts` are those of the node's own country.
 */
export const consentsInForce = (
  file: CaseFile,
  { purpose, country }: AskedConsent,
  facts: CountryFacts,
  today: string,
): readonly Consent[] => {
  const by = consenter(file, facts, today);
  return file.consent.consents.filter(
    (consent) =>
      consent.purpose === purpose &&
      consent.recipient.country === country &&
      consent.givenBy === by &&
      !byUnfitGuardian(consent, file) &&
      consent.withdrawnAt === undefined &&
      (consent.expiresOn === undefined || today <= consent.expiresOn),
  );
};

/** Whether the person was ever asked here for a purpose towards a country, whatever the answer was. */
export const wasAsked = ({ consent }: CaseFile, { purpose, country }: AskedConsent): boolean =>
  [...consent.consents, ...consent.refusals].some(
    (answer) => answer.purpose === purpose && answer.recipient.country === country,
  );
