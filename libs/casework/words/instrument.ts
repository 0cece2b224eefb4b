import type { FieldGroup } from './dictionary.js';
import type { Duration } from './facts.js';
import type { Country } from './country.js';
import type { ConsentPurpose } from './purpose.js';

/**
 * One rule of an instrument: this message kind may go from this party to that one for this purpose, carrying these
 * field groups and nothing else; `answerWithin` is the clock of the expected answer. `K` is the catalogue's message kinds.
 */
export interface Clause<K extends string = string> {
  /** Number in the instrument: `4.2`. */
  readonly id: string;
  readonly kind: K;
  readonly from: readonly Country[];
  readonly to: readonly Country[];
  readonly purpose: ConsentPurpose;
  readonly carries: readonly FieldGroup[];
  readonly answerWithin?: Duration;
  /** Countries to which what came under it may be passed on, with the person's consent; none where absent. */
  readonly onward?: readonly Country[];
  /** It may go without a consent where the person cannot be asked and her life or freedom is at stake. */
  readonly vitalInterest?: boolean;
  /** domain.md section, or (A). */
  readonly source: string;
}

/** An MOU, agreement or SOP between countries (domain.md 1.10). */
export interface Instrument<K extends string = string> {
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly kind: 'mou' | 'agreement' | 'sop' | 'plan' | 'multilateral';
  readonly parties: readonly Country[];
  /** Name of the exchange over which its messages go; a node's settings say what lies behind the name. */
  readonly exchange: string;
  readonly status: 'draft' | 'in_process' | 'in_force' | 'superseded' | 'ended';
  /** ISO dates; `until` is the first day on which it no longer holds. */
  readonly from: string;
  readonly until?: string;
  readonly clauses: readonly Clause<K>[];
  readonly source: string;
}

/** Whether an instrument held on a day (ISO date) or some day before it; a draft never did. */
export const heldBy = ({ status, from }: Instrument, day: string): boolean =>
  status !== 'draft' && status !== 'in_process' && from <= day;

/** Whether an instrument holds on a day (ISO date); one that ended held until its end, where that is known. */
export const inForceOn = (instrument: Instrument, day: string): boolean => {
  const { status, until } = instrument;
  return heldBy(instrument, day) && (until === undefined ? status !== 'ended' : day < until);
};
