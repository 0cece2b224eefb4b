import { ageOn, dayIn } from '../../words/calendar.js';
import { bandOf, fewestYears, isChildBand, ofAge, unknownAgeBand } from '../../words/age-band.js';
import type { CountryFacts } from '../../words/facts.js';
import type { AgeEvidence, PlacedEntry, Verification } from '../../age/state.js';

/** The one answer to how old somebody is, for a day. */
export interface Age {
  /** Whether the person is to be treated as a child: under 18 everywhere, and in doubt yes. */
  readonly child: boolean;
  /** Band of the country's own law. */
  readonly band: string;
  /** The youngest that the person can be, in whole years; undefined where nothing says. */
  readonly years?: number | undefined;
}

/** What some evidence says by itself: an age in years, or only whether it is one of a child. */
interface Told {
  readonly child: boolean;
  readonly years?: number | undefined;
  /** Of the country's own law. */
  readonly band?: string | undefined;
}

const byPlace = (one: PlacedEntry, other: PlacedEntry): number =>
  Date.parse(one.at) - Date.parse(other.at) || one.revision - other.revision;

const isLater = (one: PlacedEntry, other: PlacedEntry): boolean => byPlace(one, other) > 0;

const toldBy = (years: number): Told => ({ child: years < ofAge, years: Math.max(0, years) });

/** A band that was given once, and grows no older by itself. */
const toldByBand = (band: string, facts: CountryFacts): Told => ({
  child: band === unknownAgeBand || isChildBand(facts, band),
  band,
});

/** The youngest of some. What says only that it is a child's grows no older, and may be as young as its band begins. */
const youngest = (all: readonly Told[], facts: CountryFacts): Told | undefined => {
  const least = (told: Told): number => told.years ?? fewestYears(facts, told.band ?? unknownAgeBand);
  return all.toSorted((one, other) => least(one) - least(other))[0];
};

/** What the claims that stand say, the youngest first; without any, the band set last, or the one given at the opening. */
const toldByClaims = (evidence: AgeEvidence, facts: CountryFacts, today: string): Told => {
  const { claims, bands, opened } = evidence;
  const set = bands.toSorted(byPlace).at(-1);
  if (claims.length === 0) return toldByBand(set?.band ?? opened ?? unknownAgeBand, facts);
  const doubted =
    set !== undefined && isChildBand(facts, set.band) && claims.every((claim) => isLater(set, claim));
  const all = claims.map(({ born, band }) =>
    born === null ? toldByBand(band, facts) : toldBy(ageOn(born, today)),
  );
  return youngest(doubted ? [...all, toldByBand(set.band, facts)] : all, facts) ?? { child: true };
};

const foundIn = ({ verified }: AgeEvidence): readonly Verification<number>[] =>
  verified.filter(({ result }) => result !== 'inconclusive');

/** The verification that counts: the one held last of those that found something; of several of one instant the youngest. */
const lastFound = (evidence: AgeEvidence, facts: CountryFacts): Verification<number> | undefined => {
  const least = ({ years, band }: Verification<number>): number => years ?? fewestYears(facts, band);
  return foundIn(evidence)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at) || least(other) - least(one))
    .at(-1);
};

/** Whether a verification is open: asked for, and nothing recorded since. */
export const isBeingVerified = <B, Y>({ asked, verified }: AgeEvidence<B, Y>): boolean =>
  asked.some(({ revision }) => verified.every((verification) => verification.revision < revision));

/** A presumption, an open verification, and one that found nothing hold until one finds something. */
const isDoubted = (evidence: AgeEvidence): boolean => {
  const found = foundIn(evidence);
  const open = (place: PlacedEntry): boolean => !found.some((verification) => isLater(verification, place));
  return (
    evidence.asked.some(({ revision }) => found.every((verification) => verification.revision < revision)) ||
    evidence.presumed.some(open) ||
    evidence.verified.some((verification) => verification.result === 'inconclusive' && open(verification))
  );
};

/**
 * What a verification says of a later day: the years found grow with the calendar. Of whom it found to be a child, a
 * claimed date counts too that makes the person a child on the day of the verification: the youngest, in doubt.
 */
const toldByVerification = (
  { at, result, band, years }: Verification<number>,
  { claims }: AgeEvidence,
  facts: CountryFacts,
  today: string,
): Told => {
  const day = dayIn(facts.timeZone, at);
  const since = (then: number): number =>
    ageOn(`${String(Number(day.slice(0, 4)) - then).padStart(4, '0')}${day.slice(4)}`, today);
  const least = fewestYears(facts, band);
  if (result === 'adult') return toldBy(since(years ?? Math.max(ofAge, least)));
  const fitting = claims
    .flatMap(({ born }) => (born !== null && ageOn(born, day) < ofAge ? [born] : []))
    .map((born) => ageOn(born, today));
  const found = years !== null || fitting.length === 0 ? [since(years ?? least)] : [];
  return toldBy(Math.min(...found, ...fitting));
};

/**
 * The one function from what is known of a person to the age that rules, messages and lists go by, on a day (ISO date):
 * a verified result comes before claims and grows older with the calendar, the one held last before those held earlier
 * (a claim only makes a child that was found younger);
 * a presumption or an open verification holds as child until it ends; among claims that stand the youngest counts; where
 * nothing can be read the bands do; what is unknown is a child. Nobody grows younger by a day that passes, and someone
 * becomes an adult on the 18th birthday without any event. (domain.md 2.1, 2.4, 2.8.) `facts` are those of the node's
 * own country.
 */
export const ageFrom = (evidence: AgeEvidence, facts: CountryFacts, today: string): Age => {
  const found = lastFound(evidence, facts);
  const told = found
    ? toldByVerification(found, evidence, facts, today)
    : toldByClaims(evidence, facts, today);
  const child = told.child || isDoubted(evidence);
  const years = child && told.years !== undefined && told.years >= ofAge ? undefined : told.years;
  const age = { child, ...(years === undefined ? {} : { years }) };
  const known = told.child && told.band !== unknownAgeBand ? told.band : undefined;
  return { ...age, band: child && known !== undefined ? known : bandUnder(age, facts) };
};

/** The band of an age under the law of any country; where only childhood is known, that of the youngest. */
export const bandUnder = ({ child, years }: Omit<Age, 'band'>, facts: CountryFacts): string =>
  bandOf(facts, years ?? (child ? 0 : ofAge));
