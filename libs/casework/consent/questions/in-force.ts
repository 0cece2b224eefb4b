import type { CountryFacts } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import { isExcluded } from '../../coordination/state.js';
import { guardianExcluded, guardianInOffice } from '../../identification/questions/guardian.js';
import type { Guardian } from '../../identification/state.js';
import { isChild } from '../../identity/questions/childhood.js';
import type { State } from '../../words/states.js';
import type { ConsentPurpose } from '../../words/purpose.js';
import type { Consent } from '../state.js';

export interface AskedConsent {
  readonly purpose: ConsentPurpose;
  readonly country: State;
}

/** Who must have consented: a guardian in office for a child, the person alone from the 18th birthday on (domain.md 2.4). */
const consenter = (file: CaseFile, facts: CountryFacts, today: string): Consent['givenBy'] | undefined => {
  if (!isChild(file, facts, today)) return 'person';
  return guardianInOffice(file) ? 'guardian_with_assent' : undefined;
};

/** What a consent says of how it was given. */
export type Giving = Pick<Consent, 'givenBy' | 'givenAt' | 'guardianId' | 'interpreter'>;

const isLater = (one: string, other: string): boolean => Date.parse(one) > Date.parse(other);

/** Guardians who can have given it: the one named, or in older consents those in office when it was recorded. */
const givers = (
  { givenAt, guardianId }: Giving,
  { identification }: Pick<CaseFile, 'identification'>,
): readonly Guardian[] =>
  identification.guardians.filter((guardian) =>
    guardianId === undefined
      ? !isLater(guardian.appointedAt, givenAt) &&
        (guardian.endedAt === undefined || !isLater(givenAt, guardian.endedAt))
      : guardian.guardianId === guardianId,
  );

/**
 * Whether what was agreed to through a guardian or an interpreter counts: the guardian was in office then, was never found
 * unfit and is not excluded, nor is the interpreter; else the person is asked again (domain.md 2.8).
 */
export const countsAsGiven = (giving: Giving, file: CaseFile): boolean => {
  const { givenBy, givenAt, interpreter } = giving;
  if (interpreter !== undefined && isExcluded(file.coordination, { officialId: interpreter })) return false;
  if (givenBy === 'person') return true;
  const [giver, ...others] = givers(giving, file);
  return (
    giver !== undefined &&
    [giver, ...others].every(
      (guardian) =>
        guardian.endedFor !== 'unfit' &&
        (guardian.endedAt === undefined || !isLater(givenAt, guardian.endedAt)) &&
        !guardianExcluded(guardian, file),
    )
  );
};

/** Whether the one office for which a consent is meant is kept out of the case. */
const isForExcluded = (
  { recipient }: Consent,
  { coordination }: Pick<CaseFile, 'coordination'>,
  own: State,
): boolean =>
  recipient.agency !== undefined &&
  isExcluded(coordination, {
    agency: recipient.agency,
    ...(recipient.country === own ? {} : { country: recipient.country }),
  });

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
      countsAsGiven(consent, file) &&
      !isForExcluded(consent, file, facts.country) &&
      consent.withdrawnAt === undefined &&
      (consent.expiresOn === undefined || today <= consent.expiresOn),
  );
};

/** Whether the person was ever asked here for a purpose towards a country, whatever the answer was. */
export const wasAsked = (
  { consent }: Pick<CaseFile, 'consent'>,
  { purpose, country }: AskedConsent,
): boolean =>
  [...consent.consents, ...consent.refusals].some(
    (answer) => answer.purpose === purpose && answer.recipient.country === country,
  );
