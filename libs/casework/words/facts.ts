import type { Country } from './country.js';
import type { Viewer } from './viewer.js';
import type { Charge, Mandate } from './mandate.js';
import type { OwnPractice } from './own-practice.js';
import type { Script } from './scripts.js';
import { goesAsFar, type Role } from './role.js';

/** Where a fact is from: the section of domain.md with its source, or (A) an assumption, (GK) general knowledge. */
interface Sourced {
  readonly source?: string;
}

/** Which of the agency folders (libs/agencies) serves an agency's users. */
export type AgencyKind =
  | 'focal_point'
  | 'embassy'
  | 'registry'
  | 'provincial_office'
  | 'social_work'
  | 'shelter'
  | 'police'
  | 'court'
  | 'health'
  | 'authority'
  | 'auditor';

/** What an agency can bring to a multi-disciplinary team. */
export const disciplines = [
  'social_work',
  'psychology',
  'medicine',
  'child_protection',
  'law',
  'law_enforcement',
  'immigration',
  'labour',
] as const;
export type Discipline = (typeof disciplines)[number];

export interface Agency extends Sourced {
  /** Stable code, unique in the country, lower case: `datip`. */
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly viewer: Viewer;
  readonly mandates: readonly Mandate[];
  /**
   * That it takes part in a case says more than P1 (where the person is, that a witness is protected): whom beside itself
   * it must work with, by viewer and, where that is narrower, by mandate. Absent where nothing is given away.
   */
  readonly discreet?: { readonly viewers: readonly Viewer[]; readonly mandates?: readonly Mandate[] };
  /** Disciplines it can bring to a multi-disciplinary team. */
  readonly disciplines?: readonly Discipline[];
  /** The country in which a mission is. */
  readonly abroad?: Country;
}

export interface Duration {
  readonly days: number;
  readonly calendar: 'working' | 'calendar';
  /** domain.md section or (A) assumption. */
  readonly source: string;
}

/** Clocks that a country's own practice sets (domain.md 2.7); those between two countries stand in the clause. */
export const deadlineKeys = [
  'interview_after_screening',
  'recovery_period',
  'border_shelter_stay',
  'transit_stay',
  'tracing_visit',
  'nationality_result_valid',
  'family_result_valid',
  'family_answer',
  'departure_notice',
  'hold_review',
  'stay_after_verdict',
  'service_review',
  'retention',
  'second_signature',
  'identification_review',
  'tell_of_warning',
  'nationality_local_check',
  'nationality_completion',
  'paid_meals',
  'follow_up',
  'support_application',
  'commune_forwarding',
] as const;
export type DeadlineKey = (typeof deadlineKeys)[number];

/** The days of a country that are not working days beside the weekend, in a dated table. */
export interface DaysOff extends Sourced {
  /** Stands in what is reckoned with it; another one wherever a day changes. */
  readonly version: string;
  /** The first day of which it speaks, and the last: of others nobody knows here whether they are working days. */
  readonly from: string;
  readonly until: string;
  /** ISO dates, in order. */
  readonly days: readonly string[];
}

export const sexes = ['female', 'male', 'other', 'unknown'] as const;
export type Sex = (typeof sexes)[number];

export interface Shelter extends Sourced {
  /** Opaque code: says nothing of the place. */
  readonly code: string;
  /** P4: shown only through the dictionary entry `shelter`. */
  readonly name: string;
  readonly agency: string;
  readonly kind: 'long_term' | 'temporary' | 'transit' | 'border';
  readonly admits: {
    readonly sexes: readonly Sex[];
    readonly families: boolean;
    readonly minimumAge?: number;
    /** Whoever has completed so many years is too old; a child of unknown age is not. */
    readonly belowAge?: number;
  };
  readonly capacity: number;
}

export interface HandoverPoint extends Sourced {
  /** The same code on both sides: `mae-sot-myawaddy`. */
  readonly code: string;
  readonly name: string;
  readonly between: readonly [Country, Country];
  readonly kind: 'bridge' | 'port' | 'airport' | 'checkpoint';
}

export interface TravelDocumentKind extends Sourced {
  readonly code: string;
  readonly name: string;
  readonly validDays: number;
}

/** Offices of a country that pass a message on to one another, from inside the country to its border. */
export interface RelayThrough {
  readonly offices: readonly string[];
  /** How long each of them has. */
  readonly hop: Duration;
  /**
   * Who passes it on in a case from which one of them is kept out, the first named first. Where nobody is named, the next
   * of them takes it straight.
   */
  readonly instead?: Readonly<Record<string, readonly string[]>>;
}

interface NamedChannel extends Sourced {
  readonly code: string;
  readonly name: string;
  readonly with: readonly Country[];
  /** Where it leads through several offices. Absent: from focal point to focal point, or by hand. */
  readonly relay?: RelayThrough;
}

/** A kind of payment that a fund of the country makes to a person. */
export interface PaymentHead extends Sourced {
  readonly code: string;
  readonly name: string;
}

/** A number that somebody in need can call in the country, or from abroad. */
export interface Hotline extends Sourced {
  readonly number: string;
  readonly name: string;
}

/** What a country with a node has as a rule, and one may lack. */
export type Lacking =
  | `an office for ${Mandate}`
  | `a second office for ${Mandate}`
  | `a shelter for ${Sex | 'families'}`
  | 'a team of two disciplines';

/** That a country lacks something, and what serves instead. */
export interface Lack extends Sourced {
  readonly what: Lacking;
  readonly instead: string;
}

/**
 * Who is charged in a case from which so many are excluded that too few are left for a step; of several, the first named
 * first. Nobody waits for ever because of who is kept out (domain.md 2.8).
 */
export interface StandIn extends Sourced {
  readonly agency: string;
  readonly for: readonly Mandate[];
}

/** What every node may know of a country: data alone (domain.md 1.2 to 1.12, 2.7). */
export interface CountryFacts extends OwnPractice {
  readonly country: Country;
  readonly name: string;
  /** IANA name; dates of a country are days in this zone. */
  readonly timeZone: string;
  readonly languages: readonly string[];
  /** In which its papers and its people write, the usual one first. */
  readonly scripts: readonly Script[];
  readonly calendars: readonly ('gregorian' | 'buddhist')[];
  readonly agencies: readonly Agency[];
  /** What the names count as that this country gives the roles in its tokens, beside the roles themselves. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Agency that answers for the country towards another. */
  readonly focalPoint: string;
  /**
   * Agency whose finding alone is the country's answer about a nationality. Where absent, it is what all agree on that found
   * something, or what the focal point decides.
   */
  readonly nationalAnswerBy?: string;
  readonly shelters: readonly Shelter[];
  readonly handoverPoints: readonly HandoverPoint[];
  readonly channels: readonly NamedChannel[];
  readonly travelDocuments: readonly TravelDocumentKind[];
  readonly deadlines: Readonly<Partial<Record<DeadlineKey, Duration>>>;
  readonly daysOff: DaysOff;
  /** Bands of age in this country's law, youngest first, each from a completed age in years; one begins at 18. */
  readonly ageBands: readonly { readonly band: string; readonly from: number }[];
  /** Legal bases on which a body may formally identify. */
  readonly legalBases: readonly string[];
  /** Heads under which a fund of the country pays. */
  readonly paymentHeads: readonly PaymentHead[];
  readonly hotlines: readonly Hotline[];
  /** Nothing is made up for it: what it lacks is said here, once. */
  readonly lacks: readonly Lack[];
  readonly standIns: readonly StandIn[];
}

export const agencyOf = (facts: CountryFacts, id: string): Agency | undefined =>
  facts.agencies.find((agency) => agency.id === id);

export const holdsMandate = (facts: CountryFacts, agency: string, charge: Charge): boolean => {
  const mandates = agencyOf(facts, agency)?.mandates ?? [];
  return charge === 'take_part' ? mandates.some((mandate) => mandate !== 'audit') : mandates.includes(charge);
};

/** Whether the roles of an actor's token, under the names that the country gives them, go as far as one asks. */
export const holdsRole = (
  facts: CountryFacts,
  actor: { readonly roles: readonly string[] },
  role: Role,
): boolean => goesAsFar(actor, role, facts.roles);
