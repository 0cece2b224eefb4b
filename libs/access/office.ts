import { agencyOf, holdsRole, knowsOffice, type Actor, type CountryFacts, type Viewer } from '#casework';
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
   * A value with every discreet office in it that the reader may not know as its kind, wherever its code or its name
   * stands, within longer text too, and without the `actor` who acted for it.
   */
  readonly without: <T>(value: T) => T;
}

/**
 * Offices as a reader may know them, as another viewer than its kind of office where one is given. Who holds no role that
 * counts knows only the own one.
 */
export const officesFor = (facts: CountryFacts, reader: Actor, viewer?: Viewer): Offices => {
  const reads = holdsRole(facts, reader, 'reader');
  const known = (office: string): boolean =>
    office === reader.agency ||
    agencyOf(facts, office) === undefined ||
    (reads && knowsOffice(facts, reader.agency, office, viewer));
  const as = (office: string): string => (known(office) ? office : (agencyOf(facts, office)?.kind ?? office));
  const discreet = (office: string): boolean => agencyOf(facts, office)?.discreet !== undefined;
  const named = (value: unknown): unknown => {
    if (typeof value === 'string') return as(value);
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null || !('agency' in value)) return value;
    return { ...value, agency: named(value.agency) };
  };
  const kinds = facts.agencies.filter((agency) => agency.discreet !== undefined && !known(agency.id));
  const hidden = new Set(kinds.map(({ id }) => id));
  const told = withoutNames(
    kinds.flatMap(({ id, name, kind }) => [id, name].map((said) => ({ said, kind }))),
  );
  const kept = (value: unknown): unknown => {
    if (typeof value === 'string') return told(value);
    if (Array.isArray(value)) return value.map(kept);
    if (typeof value !== 'object' || value === null) return value;
    const acted = 'agency' in value && typeof value.agency === 'string' && hidden.has(value.agency);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        told(name),
        acted && name === 'actor' ? null : kept(inner),
      ]),
    );
  };
  const without = <T>(value: T): T => (hidden.size === 0 ? value : (kept(value) as T));
  return { known, discreet, as, named, without };
};
