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

/** Through whom what goes under an instrument goes, in the words of its source (domain.md 3.2). */
export interface InstrumentChannel {
  readonly name: string;
  /** Of a party whose offices relay it: the code of that channel among the facts of the party. */
  readonly relays?: Readonly<Partial<Record<Country, string>>>;
  /** domain.md section, or (A). */
  readonly source: string;
}

/** What became of an instrument at one instant, which a notice of its parties states. */
export interface InstrumentChange {
  /** ISO 8601 in UTC; it may lie ahead. */
  readonly at: string;
  readonly became: 'in_force' | 'suspended' | 'resumed' | 'superseded' | 'ended';
  /** The parties that signed the notice. */
  readonly by: readonly string[];
}

/** Which parties signed a text that was proposed here, and which have not yet. */
export interface InstrumentSigning {
  readonly signed: readonly string[];
  readonly missing: readonly string[];
}

/** An MOU, agreement or SOP between countries (domain.md 1.10). */
export interface Instrument<K extends string = string> {
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly kind: 'mou' | 'agreement' | 'sop' | 'plan' | 'multilateral';
  readonly parties: readonly Country[];
  /** ISO 3166 codes of parties that are none of the countries of the programme; no clause binds them. */
  readonly furtherParties?: readonly string[];
  /** Name of the exchange over which its messages go; a node's settings say what lies behind the name. */
  readonly exchange: string;
  /** `unconfirmed`: a source speaks of it, none says that it was signed. */
  readonly status: 'draft' | 'in_process' | 'unconfirmed' | 'in_force' | 'suspended' | 'superseded' | 'ended';
  /** ISO dates; `until` is the first day on which it no longer holds. */
  readonly from: string;
  readonly until?: string;
  readonly clauses: readonly Clause<K>[];
  readonly channels?: readonly InstrumentChannel[];
  /** Codes of the points at which its parties hand people over (domain.md 1.11). */
  readonly handoverPoints?: readonly string[];
  /** SHA-256 over its canonical text: two texts under one code and version tell themselves apart by it. */
  readonly hash?: string;
  /** What its parties made of it by signed notices, in the order of their instants; none where absent. */
  readonly changes?: readonly InstrumentChange[];
  /** Absent where nobody proposed its text at this node. */
  readonly signing?: InstrumentSigning;
  /** Hash of another text under its code and version: of the two, one was signed, and the other came with this release. */
  readonly conflictsWith?: string;
  /** Countries whose node holds another text of it: nothing new goes to them under it meanwhile. */
  readonly disputedWith?: readonly Country[];
  /** What its sources leave open or contradict, and what was assumed. */
  readonly note?: string;
  readonly source: string;
}

type Dated = Pick<Instrument, 'status' | 'from' | 'until'>;
type Passing = Pick<Instrument, 'status' | 'parties'> & {
  readonly clauses: readonly Pick<Clause, 'from' | 'to'>[];
};
type Between = Dated & Passing & Pick<Instrument, 'kind'>;

/** Whether an instrument holds, or did: nothing ever goes under what was only drafted, prepared or heard of. */
export const binds = ({ status }: Pick<Instrument, 'status'>): boolean =>
  status !== 'draft' && status !== 'in_process' && status !== 'unconfirmed';

/**
 * Whether a node tells another that it holds a text: it binds, or a notice says from when. So the other knows of it before it
 * takes effect, and what one of them was not brought is found by both.
 */
export const isTold = ({ status, changes = [] }: Pick<Instrument, 'status' | 'changes'>): boolean =>
  binds({ status }) || changes.length > 0;

/** Whether an instrument held on a day (ISO date) or some day before it; a draft never did. */
export const heldBy = (instrument: Dated, day: string): boolean =>
  binds(instrument) && instrument.from <= day;

/** Whether an instrument holds on a day (ISO date); one that ended held until its end, where that is known. */
export const inForceOn = (instrument: Dated, day: string): boolean => {
  const { status, until } = instrument;
  if (status === 'suspended') return false;
  return heldBy(instrument, day) && (until === undefined ? status !== 'ended' : day < until);
};

/** Whether an instrument would hold on a day, were it not suspended: nothing else takes its place meanwhile. */
export const isSuspendedOn = (instrument: Dated, day: string): boolean =>
  instrument.status === 'suspended' && heldBy(instrument, day);

type Changed = Dated & Pick<Instrument, 'changes'>;

/** How an instrument stood at an instant on a day (ISO date): by the last notice until then, else by its days. */
const stoodAt = (
  instrument: Changed,
  instant: string,
  day: string,
): 'in_force' | 'suspended' | 'without_effect' => {
  const { changes = [] } = instrument;
  const [first] = changes;
  const last = changes.findLast(({ at }) => at <= instant);
  if (last?.became === 'suspended' || (!first && isSuspendedOn(instrument, day))) return 'suspended';
  if (last) return last.became === 'in_force' || last.became === 'resumed' ? 'in_force' : 'without_effect';
  const held = first ? first.became !== 'in_force' && heldBy(instrument, day) : inForceOn(instrument, day);
  return held ? 'in_force' : 'without_effect';
};

/** Whether an instrument held at an instant on a day (ISO date). */
export const heldAt = (instrument: Changed, instant: string, day: string): boolean =>
  stoodAt(instrument, instant, day) === 'in_force';

/** Instruments as they count towards a country on a day: one of which its node holds another text counts as suspended. */
export const towards = <I extends Dated & Pick<Instrument, 'disputedWith'>>(
  instruments: readonly I[],
  other: Country,
  day: string,
): readonly I[] =>
  instruments.map((each) =>
    each.disputedWith?.includes(other) && inForceOn(each, day) ? { ...each, status: 'suspended' } : each,
  );

const isBetween = (instrument: Passing, one: Country, other: Country): boolean =>
  binds(instrument) && instrument.parties.includes(one) && instrument.parties.includes(other);

/** Whether messages may go under an instrument between two countries, on the days on which it holds. */
export const letsPass = (instrument: Passing, one: Country, other: Country): boolean =>
  isBetween(instrument, one, other) &&
  instrument.clauses.some(
    ({ from, to }) =>
      (from.includes(one) && to.includes(other)) || (from.includes(other) && to.includes(one)),
  );

/**
 * Of the instruments between two countries those that count on a day: one of many states is what they fall back on where
 * none of their own lets anything pass (domain.md 1.10), and not while one of their own is suspended.
 */
export const countingOn = <I extends Between>(
  instruments: readonly I[],
  one: Country,
  other: Country,
  day: string,
): readonly I[] =>
  countingWhere(
    instruments,
    one,
    other,
    (instrument) => inForceOn(instrument, day) || isSuspendedOn(instrument, day),
  );

/** The same of an instant on a day: what came into force since takes the place of nothing. */
export const countingAt = <I extends Between & Changed>(
  instruments: readonly I[],
  one: Country,
  other: Country,
  instant: string,
  day: string,
): readonly I[] =>
  countingWhere(
    instruments,
    one,
    other,
    (instrument) => stoodAt(instrument, instant, day) !== 'without_effect',
  );

const countingWhere = <I extends Between>(
  instruments: readonly I[],
  one: Country,
  other: Country,
  stands: (instrument: I) => boolean,
): readonly I[] => {
  const between = instruments.filter((instrument) => isBetween(instrument, one, other));
  const own = between.filter(({ kind }) => kind !== 'multilateral');
  return own.some((instrument) => letsPass(instrument, one, other) && stands(instrument)) ? own : between;
};
