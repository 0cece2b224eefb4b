import {
  agencyOf,
  dictionary,
  holdsRole,
  knowsOffice,
  type Actor,
  type Agency,
  type CountryFacts,
  type Viewer,
} from '#casework';
import { withoutNames } from './free-text.js';

/** What a reader may know of offices. */
export interface Offices {
  /** Whether it may know that an office takes part, or did something. */
  readonly known: (office: string) => boolean;
  /** Whether that it takes part says more than P1. */
  readonly discreet: (office: string) => boolean;
  /** The office where the reader may know it, else only what kind of office it is. */
  readonly as: (office: string) => string;
  /** The same for what names offices: a code, a list of codes, or something with a code as its `agency`. */
  readonly named: (value: unknown) => unknown;
  /**
   * A value with every office that looks like a discreet one as its kind, wherever its code is a value, and the discreet
   * one's code and name within longer text too; without the `actor` who acted for it and the `reason` why it takes part.
   */
  readonly without: <T>(value: T) => T;
  /** The same of what the reader's own office wrote: of the discreet ones alone. */
  readonly withoutDiscreet: <T>(value: T) => T;
}

/** Values with some offices out of them: `codes` where they stand alone, `texts` within longer text too. */
const outOf = (codes: ReadonlyMap<string, string>, texts: (text: string) => string) => {
  const kept = (value: unknown): unknown => {
    if (typeof value === 'string') return codes.get(value) ?? texts(value);
    if (Array.isArray(value)) return value.map(kept);
    if (typeof value !== 'object' || value === null) return value;
    const hides = 'agency' in value && typeof value.agency === 'string' && codes.has(value.agency);
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !(hides && name === 'reason'))
        .map(([name, inner]) => [texts(name), hides && name === 'actor' ? null : kept(inner)]),
    );
  };
  return <T>(value: T): T => (codes.size === 0 ? value : (kept(value) as T));
};

const kindsById = (offices: readonly Agency[]): ReadonlyMap<string, string> =>
  new Map(offices.map(({ id, kind }) => [id, kind]));

/** Codes of shelters, to who sees none in full: in place of one stands what kind of office runs it. */
const sheltersByCode = (
  facts: CountryFacts,
  offices: readonly Agency[],
  viewer: Viewer | undefined,
): ReadonlyMap<string, string> => {
  const column = viewer === 'FP' ? 'SW' : viewer;
  if (column !== undefined && column !== 'AU' && dictionary.shelterCode.viewers[column] === 'Y')
    return new Map();
  const kinds = kindsById(offices);
  return new Map(
    facts.shelters.flatMap(({ code, agency }) => {
      const kind = kinds.get(agency);
      return kind === undefined ? [] : [[code, kind]];
    }),
  );
};

/**
 * Offices as a reader may know them, as another viewer than its kind of office where one is given. Who may not know a
 * discreet office knows none of its kind by name: the one without a name would be it. Who holds no role that counts knows
 * only the own one.
 */
export const officesFor = (facts: CountryFacts, reader: Actor, viewer?: Viewer): Offices => {
  const reads = holdsRole(facts, reader, 'reader');
  const worksWith = (office: string): boolean => reads && knowsOffice(facts, reader.agency, office, viewer);
  const hidden = facts.agencies.filter(
    ({ id, discreet: kept }) => kept !== undefined && id !== reader.agency && !worksWith(id),
  );
  const hiddenKinds = new Set(hidden.map(({ kind }) => kind));
  const alike = facts.agencies.filter(({ id, kind }) => id !== reader.agency && hiddenKinds.has(kind));
  const kinds = kindsById(alike);
  const known = (office: string): boolean =>
    office === reader.agency ||
    agencyOf(facts, office) === undefined ||
    (worksWith(office) && !kinds.has(office));
  const as = (office: string): string => (known(office) ? office : (agencyOf(facts, office)?.kind ?? office));
  const discreet = (office: string): boolean => agencyOf(facts, office)?.discreet !== undefined;
  const named = (value: unknown): unknown => {
    if (typeof value === 'string') return as(value);
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null || !('agency' in value)) return value;
    return { ...value, agency: named(value.agency) };
  };
  const shelters = sheltersByCode(facts, hidden, viewer ?? agencyOf(facts, reader.agency)?.viewer);
  const told = withoutNames(
    hidden.flatMap(({ id, name, kind }) => [id, name].map((said) => ({ said, kind }))),
  );
  return {
    ...{ known, discreet, as, named },
    without: outOf(new Map([...kinds, ...shelters]), told),
    withoutDiscreet: outOf(kindsById(hidden), told),
  };
};
