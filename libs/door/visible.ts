import { seesEvent, type Caller } from '#access';
import type { EventCatalogue } from '#casework';
import type { Trace } from '#desk';
import { etagOf } from './opaque.js';

/** Whether a caller may know of an event. */
const mayKnow =
  (catalogue: EventCatalogue, { agency }: Caller) =>
  ({ type }: { readonly type: string }): boolean => {
    const definition = Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
    return definition !== undefined && seesEvent(definition, agency.viewer);
  };

/** Those of a file's events that a caller may know of. */
export const visible = <T extends { readonly type: string }>(
  catalogue: EventCatalogue,
  events: readonly T[],
  caller: Caller,
): readonly T[] => events.filter(mayKnow(catalogue, caller));

/** The ETag of a file for one caller: the revision of the last event that the caller may know of, made opaque. */
export const visibleEtag = (
  secret: string,
  catalogue: EventCatalogue,
  caller: Caller,
  { id, traces }: { readonly id: string; readonly traces: readonly Trace[] },
): string =>
  etagOf(secret, caller.agency.id, id, traces.findLast(mayKnow(catalogue, caller))?.revision ?? -1);
