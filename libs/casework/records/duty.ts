import type { CaseEventType, CommandType, MessageKind } from './catalogue.js';
import type { CaseFile, Parts } from './file.js';
import type { FilePart } from './fold.js';
import type { ProcessName } from './records.js';
import type { Context } from '../words/context.js';
import type { DeadlineKey } from '../words/facts.js';
import type { Charge } from '../words/mandate.js';
import type { CountedDay } from '../words/reckoned.js';
import type { State } from '../words/states.js';

/**
 * Who has to act. `country`: another state. `office`: an own office that was charged; where it is excluded, who holds the
 * mandate. `mandate`: the own offices that hold one, but for those that may not, such as the first of two that sign.
 * `case_office`: who does the case work. `person`: the person alone, whom nobody reminds but who has the file in hand.
 */
export type Bearer =
  | { readonly kind: 'country'; readonly country: State }
  | { readonly kind: 'office'; readonly agency: string; readonly mandate: Charge }
  | { readonly kind: 'mandate'; readonly mandate: Charge; readonly butNot?: readonly string[] }
  | { readonly kind: 'case_office' }
  | { readonly kind: 'person' };

/** A time in which a clock does not run. Why is told with the messages that say so, and not here. */
export interface Pause {
  /** Instants, ISO 8601 in UTC; without an end while it lasts. */
  readonly from: string;
  readonly until?: string;
}

/**
 * Who must do what until when, as the fold of a file says it: from open fields alone, so that a list, which holds no keys,
 * says the same. Which offices that are, and the day behind its pauses, follow with the facts of countries.
 */
export interface Duty<K extends string = string> {
  /** The same as long as it stands: its kind, and what it is about. */
  readonly id: string;
  readonly kind: K;
  readonly process: ProcessName;
  /** Id of what it is about: a message, a request, a stay. */
  readonly about: string;
  readonly bearer: Bearer;
  /** Instant, ISO 8601 in UTC. */
  readonly since: string;
  readonly due?: CountedDay | undefined;
  /** The last day on which it can be done, ISO date: after it there is nothing to do. */
  readonly until?: string | undefined;
  readonly pauses?: readonly Pause[];
  /** The other country, of what is between two. */
  readonly country?: State | undefined;
  /** The kind of the message that is to be answered or corrected. */
  readonly message?: string | undefined;
  /** Fields of that message, of a correction. */
  readonly fields?: readonly string[];
}

/** After what a duty still stands: it ends with the others where nothing is said. */
export type Ending = 'closing' | 'death' | 'erasure';

/** What is said once of all duties of a kind. */
export interface DutyKindDefinition {
  /** A sentence for docs/duties.md. */
  readonly summary: string;
  /** Commands and messages that end it; `its_answer`: what answers the message that it is about. */
  readonly endedBy: readonly (CommandType | MessageKind | 'its_answer')[];
  /** Events on which it rests: who may know that all of these happened may know of it, and nobody else. */
  readonly restsOn: readonly [CaseEventType, ...CaseEventType[]];
  /** The clock that counts its time: of a country's facts, of the clause of an instrument, or a day that somebody set. */
  readonly clock?: DeadlineKey | 'clause' | 'set';
  /** The clock gives the last day on which it can be done, and not the day on which it is due. */
  readonly lapses?: true;
  /** Its day is the end of something, or a plan, and not the last on which it is done in time: nothing after it is late. */
  readonly neverLate?: true;
  readonly outlives?: readonly Ending[];
  /** Whether an office that holds the mandate may end it; each may where nothing is said. */
  readonly mayEnd?: (about: string, agency: string, file: CaseFile, context: DutyContext) => boolean;
}

/** What tells which offices have a duty, and until which day. */
export type DutyContext = Pick<Context, 'country' | 'facts'>;

/** A duty as its process tells it; what is the same of every one is added. */
export type ToldDuty<K extends string> = Omit<Duty<K>, 'id' | 'process'> & {
  /** Where this one outlives more than others of its kind. */
  readonly outlives?: readonly Ending[];
};

/** What of the coordination of a case every process may ask for its duties; so much of it a row of a list can keep. */
export interface Coordinated {
  readonly coordination: Pick<CaseFile['coordination'], 'exclusions' | 'closed' | 'closedAt' | 'retainUntil'>;
}

/** The duties of a process: their kinds, and which of them stand. */
export interface ProcessDuties<K extends string = string, P extends FilePart = never> {
  readonly kinds: Readonly<Record<K, DutyKindDefinition>>;
  /** The parts of a file from which they follow. */
  readonly reads: readonly P[];
  readonly standing: (parts: Pick<Parts, P> & Coordinated) => readonly ToldDuty<K>[];
}

/** Declares the duties of a process. */
export const duties = <K extends string, P extends Exclude<FilePart, 'coordination'>>(
  declared: ProcessDuties<K, P>,
): ProcessDuties<K, P> => declared;

/** Of a process in which nothing waits for anybody. */
export const noDuties = duties<never, never>({ kinds: {}, reads: [], standing: () => [] });
