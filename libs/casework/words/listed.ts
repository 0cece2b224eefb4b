import { z } from 'zod';
import type { Mandate } from './mandate.js';
import { dischargeReasons } from './own-practice.js';
import { Code } from './values.js';

/** Lists in the facts of a country from which fields of commands take their codes. */
export const codeLists = [
  'agencies',
  'shelters',
  'handoverPoints',
  'travelDocuments',
  'legalBases',
  'ageBands',
  'paymentHeads',
  'discharges',
  'supportPapers',
] as const;
export type CodeList = (typeof codeLists)[number];

/** Of which list a field takes its code. */
export interface Listed {
  readonly list: CodeList;
  /** The list is that of the country which the field of this name beside it holds; the own one where it holds none. */
  readonly of?: string;
  /** Only points on the border with the country which the field of this name beside it holds. */
  readonly towards?: string;
  /** With what an agency must be charged to be named here. */
  readonly mandate?: Mandate;
}

const lists = z.registry<Listed>();

/** Every field of a command that takes its code from a list in the facts of a country. */
export const listed: { readonly get: (schema: z.core.$ZodType) => Listed | undefined } = {
  get: (schema) => lists.get(schema),
};

const listing = <S extends z.ZodType>(code: S, listed: Listed, what: string): S => {
  const schema = code.describe(`${what}. GET /v1/reference shows those that you may know.`);
  lists.add(schema, listed);
  return schema;
};

const from = (listed: Listed, what: string) => listing(Code, listed, what);

export const AgencyCode = from({ list: 'agencies' }, 'Code of an agency of this country');

/** Code of an agency that holds a mandate. */
export const agencyCharged = (mandate: Mandate) =>
  from(
    { list: 'agencies', mandate },
    `Code of an agency of this country that is charged with \`${mandate}\``,
  );

/** Code of an agency of the country that the field `country` beside it names. */
export const AgencyOfCountry = from(
  { list: 'agencies', of: 'country' },
  'Code of an agency of the country named beside it',
);
/** Code of a mission or authority that confirms nationalities, of the country that the field `of` beside it names. */
export const CheckerOf = from(
  { list: 'agencies', of: 'of', mandate: 'confirm_nationality' },
  'Code of a mission or authority of the country named beside it; as it calls itself, where no list of that country is kept here',
);
/** Code of an office of the country that the field `to` beside it names. */
export const OfficeOfTo = from(
  { list: 'agencies', of: 'to' },
  'Code of a mission or authority of the country named beside it; as it calls itself, where no list of that country is kept here',
);
export const ShelterCode = from({ list: 'shelters' }, 'Code of a shelter of this country');
export const HandoverPointCode = from({ list: 'handoverPoints' }, 'Code of a handover point');
/** Code of a handover point between this country and the one that the field `to` beside it names. */
export const HandoverPointTo = from(
  { list: 'handoverPoints', towards: 'to' },
  'Code of a handover point between the two countries',
);
export const TravelDocumentCode = from(
  { list: 'travelDocuments' },
  'Code of a travel document that this country issues',
);
export const LegalBasisCode = from({ list: 'legalBases' }, 'Code of a legal basis of this country');
export const PaymentHeadCode = from(
  { list: 'paymentHeads' },
  'Code of a head under which a fund of this country pays',
);
export const DischargeReasonCode = listing(
  z.enum(dischargeReasons),
  { list: 'discharges' },
  'How the stay ended, in the words of this country',
);
export const SupportPaperCode = from(
  { list: 'supportPapers' },
  'Code of a paper on which support rests in this country',
);
export const AgeBandCode = from({ list: 'ageBands' }, 'Age band of this country, or `unknown`');
