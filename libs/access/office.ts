import { agencyOf, holdsRole, knowsOffice, type Actor, type CountryFacts } from '#casework';

/** What a reader may know of offices. */
export interface Offices {
  /** Whether it may know that an office takes part, or did something. */
  readonly known: (office: string) => boolean;
  /** The office where the reader may know it, else only what kind of office it is. */
  readonly as: (office: string) => string;
  /** A value with every discreet office in it that the reader may not know, wherever it stands, as its kind. */
  readonly without: (value: unknown) => unknown;
}

/** Offices as a reader may know them. Who holds no role that counts knows only the own one. */
export const officesFor = (facts: CountryFacts, reader: Actor): Offices => {
  const reads = holdsRole(facts, reader, 'reader');
  const known = (office: string): boolean =>
    office === reader.agency ||
    agencyOf(facts, office) === undefined ||
    (reads && knowsOffice(facts, reader.agency, office));
  const as = (office: string): string => (known(office) ? office : (agencyOf(facts, office)?.kind ?? office));
  const hidden = new Set(
    facts.agencies.filter(({ id, discreet }) => discreet !== undefined && !known(id)).map(({ id }) => id),
  );
  const without = (value: unknown): unknown => {
    if (typeof value === 'string') return hidden.has(value) ? as(value) : value;
    if (Array.isArray(value)) return value.map(without);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [hidden.has(name) ? as(name) : name, without(inner)]),
    );
  };
  return { known, as, without };
};
