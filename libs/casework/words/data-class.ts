/** Sensitivity of a value, public to vital (domain.md, section 4). */
export const dataClasses = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Classes that stand in clear in the event store. */
export type OpenClass = 'P0' | 'P1';

/** Classes that are kept sealed: P2 identity, P3 sensitive, P4 vital. */
export type SealedClass = Exclude<DataClass, OpenClass>;

export const isSealed = (dataClass: DataClass): dataClass is SealedClass =>
  dataClass !== 'P0' && dataClass !== 'P1';
