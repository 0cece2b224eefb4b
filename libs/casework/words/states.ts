import type { z } from 'zod';
import { codeOf } from './codes-taken.js';
import type { Country } from './country.js';

/**
 * Every country of ISO 3166-1 by its two letters: the 249 assigned on 1 January 2025, the last of them SS in 2011. Whose
 * national a person is, where she was found and whom she fears can be any of them; only who runs a node is one of the
 * eight (`country.ts`). One that is assigned later is added here, and a message that names it can be taken again.
 */
const assigned = [
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT',
  'BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH',
  'ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT',
  'HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS',
  'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI',
  'NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG',
  'SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG',
  'UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW',
];

declare const beyond: unique symbol;

/** A country or territory of the world, one of the eight or not. A union of 249 would be more than the compiler can compare. */
export type State = Country | (string & { readonly [beyond]: true });

export const states = assigned.flatMap((row) => row.split(' ')) as readonly State[];

const known: ReadonlySet<unknown> = new Set(states);

export const isState = (value: unknown): value is State => known.has(value);

/** Any country, or one of some codes besides. */
const stateOr = <Besides extends string = never>(
  besides: Readonly<Record<Besides, string>>,
): z.ZodType<State | Besides, string> => {
  const own = Object.entries<string>(besides).map(([code, meaning]) => `${code} (${meaning})`);
  const form = ['a country of ISO 3166-1, by its two capital letters', ...own].join(', or ');
  const codes = [...states, ...Object.keys(besides)];
  return codeOf(codes, /^[A-Z]{2}$/, form, 'state') as unknown as z.ZodType<State | Besides, string>;
};

export const State = stateOr({});

/*
 * Codes that ISO 3166-1 leaves to its users, where there is no country to name.
 */

/** Of a nationality: no state holds the person to be its national. */
export const stateless = 'ZZ';
/** Nobody can say which. */
export const unknownState = 'XX';
/** Of a place: on the sea outside every country, as UN/LOCODE has it. */
export const highSeas = 'XZ';

/** What they mean, in plain words. */
export const namesOfOwnCodes = {
  [stateless]: 'no state',
  [unknownState]: 'unknown',
  [highSeas]: 'the high seas',
} as const;

const isUnknown = { [unknownState]: namesOfOwnCodes[unknownState] };

/** Whose national somebody is. */
export const Nationality = stateOr({ [stateless]: namesOfOwnCodes[stateless], ...isUnknown });
export type Nationality = z.infer<typeof Nationality>;

/** The country of a place. */
export const StateOfPlace = stateOr(isUnknown);
export type StateOfPlace = z.infer<typeof StateOfPlace>;

/** Where somebody was found. */
export const FoundIn = stateOr({ [highSeas]: namesOfOwnCodes[highSeas], ...isUnknown });
export type FoundIn = z.infer<typeof FoundIn>;
