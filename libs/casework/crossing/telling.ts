import { isMessageKind, messages, type MessageKind, type PayloadOf } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { noticeToSend } from '../coordination/questions/notice.js';
import { unknownProfile } from '../coordination/profile.js';
import { claimedNationalities } from '../identity/questions/current.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import { claimsToSend, familyToSend, formToSend } from '../nationality/questions/claims.js';
import type { CorrectableField } from '../words/correctable.js';
import { personOnLine } from '../repatriation/questions/line.js';
import { sentTo } from '../disclosure/state.js';

/** What a message tells in fields that can be corrected. */
export type CorrectableFields = Pick<PayloadOf<'CorrectionSent'>, CorrectableField>;

type Teller = (file: CaseFile, context: Context, to: Country) => CorrectableFields;

/** What a notice would say now; what is unknown is left out, and taken back where it was told. */
const noticeNow: Teller = (file, context, to) => {
  const { sex, mainLanguage, claimedNationality, ...others } = noticeToSend(file, context, to);
  const { locationType = lastLocationTold(file, to) } = file.coordination;
  return {
    ...others,
    ...(claimedNationalities(file.identity).length === 0 ? {} : { claimedNationality }),
    ...(sex === unknownProfile.sex ? {} : { sex }),
    ...(mainLanguage === unknownProfile.mainLanguage ? {} : { mainLanguage }),
    ...(locationType ? { locationType } : {}),
  };
};

/** The kind of place that a notice to a country named last. */
const lastLocationTold = ({ disclosure }: CaseFile, to: Country): CorrectableFields['locationType'] => {
  const notice = sentTo(disclosure, to).findLast(({ kind }) => kind === 'CaseNotified');
  return messages.CaseNotified.schema.safeParse(notice?.payload).data?.locationType;
};

/** What each kind that tells of the person would tell now. */
const tellers: Partial<Record<MessageKind, Teller>> = {
  CaseNotified: noticeNow,
  CaseFormSent: formToSend,
  NationalityConfirmationRequested: claimsToSend,
  AdditionalInformationProvided: claimsToSend,
  FamilyTracingRequested: familyToSend,
  TransitNotified: personOnLine,
  DepartureNotified: personOnLine,
};

const tellerOf = (kind: string): Teller | undefined =>
  isMessageKind(kind) && Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;

/** Kinds that tell the line of a manifest: what they say is no claim, but what the other side looks for at the border. */
export const isLine = (kind: string): boolean => kind === 'TransitNotified' || kind === 'DepartureNotified';

/** What a message of a kind would tell a country now. */
export const tellsNow = (kind: string, to: Country, file: CaseFile, context: Context): CorrectableFields =>
  tellerOf(kind)?.(file, context, to) ?? {};
