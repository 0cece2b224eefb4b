import { seesEvent, type Caller } from '#access';
import type { EventCatalogue } from '#casework';
import type { Trace } from '#desk';
import { etagOf } from './opaque.js';

/** Those of a file's events that a caller may know of. */
export const visible = <T extends { readonly type: string }>(
  catalogue: EventCatalogue,
  events: readonly T[],
  { agency }: Caller,
): readonly T[] =>
  events.filter(({ type }) => {
    const definition = Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
    return definition !== undefined && seesEvent(definition, agency.viewer);
  });

/** The ETag of a file for one caller: the revision of the last event that the caller may know of, made opaque. */
export const visibleEtag = (
  secret: string,
  catalogue: EventCatalogue,
  caller: Caller,
  { id, traces }: { readonly id: string; readonly traces: readonly Trace[] },
): string => etagOf(secret, caller.agency.id, id, visible(catalogue, traces, caller).at(-1)?.revision ?? -1);
