import { agencyOf } from '../facts.js';
import type { NewCaseEvent } from '../catalogue.js';
import { disclose } from '../disclosure/disclose.js';
import { releasedTo } from '../disclosure/state.js';
import type { CaseFile } from '../file.js';
import { guardianInOffice } from '../identification/state.js';
import { isChild } from '../identity/childhood.js';
import type { Context } from '../kernel/context.js';
import { accept, refuse } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import { dayIn } from '../calendar.js';
import { tellings, type consentCommands } from './commands.js';
import type { Consent } from './state.js';

const isExcluded = (file: CaseFile, agency: string | undefined): boolean =>
  agency !== undefined && file.coordination.exclusions.some((exclusion) => exclusion.agency === agency);

/** Message 24 to the recipient, where something went there under the consent. */
const tellRecipient = (consent: Consent, file: CaseFile, context: Context): NewCaseEvent[] => {
  const { country } = consent.recipient;
  const used = releasedTo(file.disclosure, country).some(({ consents }) =>
    consents.includes(consent.consentId),
  );
  if (!used) return [];
  const payload = { purpose: consent.purpose, groups: [...consent.groups] };
  return [
    disclose(file, context, { kind: 'ConsentWithdrawn', to: country, payload, key: consent.consentId }).event,
  ];
};

export const consentDecisions: Decisions<typeof consentCommands> = {
  GiveConsent: ({ told, ...consent }, file, context) => {
    const facts = context.facts(context.country);
    const today = dayIn(facts.timeZone, context.now);
    const untold = tellings.filter((telling) => !told.includes(telling));
    if (untold.length > 0)
      return refuse(
        'consent_missing',
        `Not informed consent: the person must also be told ${untold.join(', ')}.`,
      );
    if (consent.language !== file.coordination.mainLanguage && !consent.interpreter)
      return refuse('no_interpreter', 'Name the interpreter, or ask in the main language of the person.');
    if (consent.expiresOn !== undefined && consent.expiresOn < today)
      return refuse('impossible_date', 'expiresOn lies in the past.');
    const child = isChild(file, facts, today);
    if (child && consent.givenBy === 'person')
      return refuse(
        'guardian_missing',
        'A child consents with a guardian: record the assent and the guardian together.',
      );
    if (child && !guardianInOffice(file.identification))
      return refuse('guardian_missing', 'Appoint a guardian who is not implicated first.');
    if (!child && consent.givenBy === 'guardian_with_assent')
      return refuse('consent_missing', 'An adult consents in person; nobody can do it for her or him.');
    const { country, agency } = consent.recipient;
    if (agency !== undefined && !agencyOf(context.facts(country), agency))
      return refuse('unknown_reference', 'recipient.agency is not an agency of that country.');
    if (isExcluded(file, agency))
      return refuse('excluded_party', 'That office is excluded from this case; name another.');
    return accept({ type: 'ConsentGiven', data: { consentId: context.idFor('consent'), ...consent } });
  },

  RefuseConsent: ({ occurredAt, ...refused }) =>
    accept({ type: 'ConsentRefused', data: refused, ...(occurredAt ? { occurredAt } : {}) }),

  WithdrawConsent: ({ consentId, occurredAt }, file, context) => {
    const consent = file.consent.consents.find((given) => given.consentId === consentId);
    if (!consent) return refuse('unknown_reference', 'This case holds no consent with that id.');
    if (consent.withdrawnAt !== undefined) return accept();
    return accept(
      { type: 'ConsentWithdrawn', data: { consentId }, ...(occurredAt ? { occurredAt } : {}) },
      ...tellRecipient(consent, file, context),
    );
  },
};
