import { recallUnasked } from '../alerts/offers.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { fieldGroups, type FieldGroup } from '../words/dictionary.js';
import { disclose } from '../crossing/disclose.js';
import { releasedTo, sentTo } from '../disclosure/state.js';
import { restsOnConsent } from '../records/kinds.js';
import type { CaseFile } from '../records/file.js';
import { guardianInOffice } from '../identification/questions/guardian.js';
import { isChild } from '../identity/questions/childhood.js';
import type { Context } from '../words/context.js';
import { accept, refuse } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import { answered } from '../protection/offers.js';
import { today } from '../words/today.js';
import { tellings, type consentCommands } from './commands.js';
import { consentsInForce, type AskedConsent } from './questions/in-force.js';
import type { Consent } from './state.js';

/** Groups that no other consent covers any more: all there are where nothing of the purpose is left. */
const noLongerCovered = (ended: readonly Consent[], file: CaseFile, context: Context): FieldGroup[] => {
  const still = ended
    .slice(0, 1)
    .flatMap(({ purpose, recipient: { country } }) =>
      consentsInForce(file, { purpose, country }, context.facts(context.country), today(context)),
    )
    .filter((consent) => !ended.includes(consent));
  if (still.length === 0) return [...fieldGroups];
  const covered = still.flatMap(({ groups }) => groups);
  return [...new Set(ended.flatMap(({ groups }) => groups))].filter((group) => !covered.includes(group));
};

/**
 * Message 24 to the recipient of consents to one purpose that end, where something went there under them; what went there
 * without the person being asked is called back.
 */
const tellRecipient = (
  asked: AskedConsent,
  ended: readonly Consent[],
  file: CaseFile,
  context: Context,
): NewCaseEvent[] => {
  const groups = noLongerCovered(ended, file, context);
  const under = ({ consentId, recipient }: Consent) =>
    releasedTo(file.disclosure, recipient.country).filter(({ consents }) => consents.includes(consentId));
  const told = ended.filter((consent) => under(consent).length > 0);
  const [used] = told;
  if (groups.length === 0) return [];
  if (!used) return recallUnasked(asked, file, context);
  const { purpose, recipient, consentId } = used;
  const stops = sentTo(file.disclosure, recipient.country).filter(
    (message) =>
      message.purpose === purpose &&
      restsOnConsent(message.kind) &&
      message.groups.some((group) => groups.includes(group)),
  );
  return [
    disclose(file, context, {
      kind: 'ConsentWithdrawn',
      to: recipient.country,
      payload: { purpose, groups },
      stops: stops.map(({ messageId }) => messageId),
      withdrawn: told.map((consent) => consent.consentId),
      key: consentId,
    }).event,
  ];
};

/** Ends consents of one person to one purpose and country. */
const withdraw = (
  asked: AskedConsent,
  ended: readonly Consent[],
  file: CaseFile,
  context: Context,
  occurredAt: string | undefined,
): NewCaseEvent[] => [
  ...ended.map(({ consentId }): NewCaseEvent => ({
    type: 'ConsentWithdrawn',
    data: { consentId },
    ...(occurredAt ? { occurredAt } : {}),
  })),
  ...tellRecipient(asked, ended, file, context),
];

export const consentDecisions: Decisions<typeof consentCommands> = {
  GiveConsent: ({ told, ...consent }, file, context) => {
    const facts = context.facts(context.country);
    const day = today(context);
    const untold = tellings.filter((telling) => !told.includes(telling));
    if (untold.length > 0)
      return refuse(
        'consent_missing',
        `Not informed consent: the person must also be told ${untold.join(', ')}.`,
      );
    if (consent.language !== file.coordination.mainLanguage && !consent.interpreter)
      return refuse('no_interpreter', 'Name the interpreter, or ask in the main language of the person.');
    if (consent.expiresOn !== undefined && consent.expiresOn < day)
      return refuse('impossible_date', 'expiresOn lies in the past.');
    const child = isChild(file, facts, day);
    if (child && consent.givenBy === 'person')
      return refuse(
        'guardian_missing',
        'A child consents with a guardian: record the assent and the guardian together.',
      );
    if (child && !guardianInOffice(file))
      return refuse('guardian_missing', 'Appoint a guardian who is not implicated first.');
    if (!child && consent.givenBy === 'guardian_with_assent')
      return refuse('consent_missing', 'An adult consents in person; nobody can do it for her or him.');
    const guardianId = child ? guardianInOffice(file)?.guardianId : undefined;
    return accept({
      type: 'ConsentGiven',
      data: {
        consentId: context.idFor('consent'),
        ...consent,
        ...(guardianId === undefined ? {} : { guardianId }),
      },
    });
  },

  /**
   * The last word counts: what was consented to before it for the same purpose and recipient ends with a refusal, also a
   * consent to all offices of a country where one of them is refused. What was consented to after the day of a refusal
   * that is typed late stands.
   */
  RefuseConsent: ({ occurredAt, purpose, recipient }, file, context) => {
    const before = file.consent.consents.filter(
      (consent) =>
        consent.purpose === purpose &&
        consent.recipient.country === recipient.country &&
        consent.withdrawnAt === undefined &&
        Date.parse(consent.givenAt) <= Date.parse(occurredAt ?? context.now) &&
        (recipient.agency === undefined ||
          consent.recipient.agency === undefined ||
          consent.recipient.agency === recipient.agency),
    );
    return accept<NewCaseEvent>(
      {
        type: 'ConsentRefused',
        data: { purpose, recipient },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...withdraw({ purpose, country: recipient.country }, before, file, context, occurredAt),
    );
  },

  WithdrawConsent: ({ consentId, occurredAt }, file, context) => {
    const consent = file.consent.consents.find((given) => given.consentId === consentId);
    if (!consent) return refuse('unknown_reference', 'This case holds no consent with that id.');
    if (consent.withdrawnAt !== undefined) return accept();
    const { purpose, recipient } = consent;
    const asked = { purpose, country: recipient.country };
    return accept(...withdraw(asked, [consent], file, context, occurredAt));
  },

  WithdrawEverything: ({ towards, ...asked }, file, context) =>
    answered({ about: towards, ...asked, result: 'no_contact' }, file, context),
};
