import { seesEvent, type Caller } from '#access';
import type { EventCatalogue } from '#casework';
import type { Trace } from '#desk';
import { etagOf } from './opaque.js';

/** What of an event decides whether a caller may know of it. */
type Happening = Pick<Trace, 'type' | 'agency' | 'audience'>;

/** Whether a caller may know of an event. */
const mayKnow =
  (catalogue: EventCatalogue, { agency: { id, viewer } }: Caller) =>
  (event: Happening): boolean => {
    const definition = Object.hasOwn(catalogue, event.type) ? catalogue[event.type] : undefined;
    return definition !== undefined && seesEvent(definition, event, { viewer, agency: id });
  };

/** Those of a file's events that a caller may know of. */
export const visible = <T extends Happening>(
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
