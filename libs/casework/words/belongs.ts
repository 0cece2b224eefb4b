import type { EventCatalogue, RecordedEventOf } from './event.js';

/** Whether an event is one of a process's own; narrows it, so that the switch over it can be exhaustive. */
export const belongs = <C extends EventCatalogue>(
  catalogue: C,
  event: { readonly type: string },
): event is RecordedEventOf<C> => Object.hasOwn(catalogue, event.type);
