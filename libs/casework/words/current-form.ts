import type { EventCatalogue, EventData, EventDefinition } from './event.js';

/** Type, version and data of an event as it was stored, or as it is read today. */
export interface EventForm {
  readonly type: string;
  readonly version: number;
  readonly data: EventData;
}

type Names = ReadonlyMap<string, EventDefinition>;

const names = new WeakMap<EventCatalogue, Names>();

const namesOf = (catalogue: EventCatalogue): Names => {
  const known = names.get(catalogue);
  if (known) return known;
  const all = new Map<string, EventDefinition>();
  for (const definition of Object.values(catalogue))
    for (const name of [definition.type, ...definition.formerTypes]) all.set(name, definition);
  names.set(catalogue, all);
  return all;
};

/** The declaration that reads a stored type, under whatever name it has today. */
export const declarationOf = (catalogue: EventCatalogue, storedType: string): EventDefinition | undefined =>
  namesOf(catalogue).get(storedType);

/**
 * An event in the form that the catalogue declares today: the same object where it was stored so. Undefined where the
 * catalogue does not know the type, and where the version is a later one than it knows.
 */
export const inCurrentForm = (catalogue: EventCatalogue, stored: EventForm): EventForm | undefined => {
  const definition = declarationOf(catalogue, stored.type);
  if (!definition || stored.version > definition.version) return undefined;
  if (stored.version === definition.version && stored.type === definition.type) return stored;
  let { data } = stored;
  for (let from = stored.version; from < definition.version; from += 1)
    data = definition.upcast[from]?.(data) ?? data;
  return { type: definition.type, version: definition.version, data };
};
