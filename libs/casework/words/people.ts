import type { Country } from './country.js';

/** Who is charged with what is between the own country and another, of those who are there on a day. */
export interface ChargedPersons {
  /** Who acts first: the focal point, or who stands in. */
  readonly person?: string;
  /** Who is asked next. */
  readonly deputy?: string;
  /** Who stands above, and is asked last. */
  readonly authority?: string;
}

/** What a decision may ask of who works in the offices of the own country. */
export interface PeopleNow {
  readonly hasLeft: (agency: string, person: string) => boolean;
  readonly isAway: (agency: string, person: string) => boolean;
  /**
   * Logins of an office that answer for the country towards another in a process, in the order in which they are asked;
   * none where nobody of them is there.
   */
  readonly answering: (agency: string, country: Country, process?: string) => readonly string[];
}
