import { seesEvent, type EventReader } from '#access';
import type { EventCatalogue } from '#casework';
import type { Trace } from '#desk';
import { etagOf } from './opaque.js';

/** What of an event decides whether a caller may know of it. */
type Happening = Pick<Trace, 'type' | 'agency' | 'audience'>;

/** Whether a reader may know of an event. */
const mayKnow =
  (catalogue: EventCatalogue, reader: EventReader) =>
  (event: Happening): boolean => {
    const definition = Object.hasOwn(catalogue, event.type) ? catalogue[event.type] : undefined;
    return definition !== undefined && seesEvent(definition, event, reader);
  };

/** Those of a file's events that a reader may know of. */
export const visible = <T extends Happening>(
  catalogue: EventCatalogue,
  events: readonly T[],
  reader: EventReader,
): readonly T[] => events.filter(mayKnow(catalogue, reader));

/** Every case that events of a journey are about, as far as that decides who may know of them. */
export const casesAbout = (traces: readonly Pick<Trace, 'audience'>[]): readonly string[] => [
  ...new Set(traces.flatMap(({ audience }) => (audience.kind === 'about_cases' ? audience.caseIds : []))),
];

/** The ETag of a file for one reader: the last event that the reader may know of, made opaque. */
export const visibleEtag = (
  secret: string,
  catalogue: EventCatalogue,
  reader: EventReader,
  { id, traces }: { readonly id: string; readonly traces: readonly Trace[] },
): string => etagOf(secret, reader.agency, id, traces.findLast(mayKnow(catalogue, reader))?.eventId ?? '');
