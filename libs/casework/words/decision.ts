import type { DataClass } from './data-class.js';
import type { RefusalCode } from './refusal-codes.js';

/** Why a command was not carried out. A reader not cleared for its class is told `not_possible_now` instead. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly dataClass: DataClass;
  /** One plain sentence without personal data that says what to do next. */
  readonly sentence: string;
  /** The fields of the body that are wrong: where, and what can stand there. */
  readonly fields?: readonly { readonly field: string; readonly reason: string }[];
}

/** What was decided: events to record (perhaps none), and a refusal where the command is answered with one. */
export interface Decision<E> {
  readonly events: readonly E[];
  readonly refusal?: Refusal;
}

export const accept = <E>(...events: readonly E[]): Decision<E> => ({ events });

export const refuse = (
  code: RefusalCode,
  sentence: string,
  dataClass: DataClass = 'P1',
  fields?: Refusal['fields'],
): Decision<never> => ({
  events: [],
  refusal: { code, dataClass, sentence, ...(fields ? { fields } : {}) },
});

/** The one answer for whatever must not be told apart: a witness hold, a protection bar, an asylum claim. */
export const bar: Refusal = {
  code: 'not_possible_now',
  dataClass: 'P4',
  sentence: 'This step is not possible now. Ask the focal point of your country.',
};

export const notPossibleNow = (): Decision<never> => ({ events: [], refusal: bar });
