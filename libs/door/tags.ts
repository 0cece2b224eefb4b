import { eventReader, viewerAnywhere, viewerIn, type Caller, type EventReader } from '#access';
import {
  agencyOf,
  caseEvents,
  instrumentEvents,
  journeyEvents,
  peopleEvents,
  type Actor,
  type CaseFile,
  type EventCatalogue,
  type InstrumentRegister,
  type Journey,
  type PeopleRegister,
} from '#casework';
import { instrumentRegisterId, peopleRegisterId, type TagOf, type Trace } from '#desk';
import { journeyReader } from './journey-read.js';
import type { DoorParts } from './parts.js';
import { visibleEtag } from './visible.js';

type Asker = Pick<Caller, 'actor' | 'agency'>;

interface Held<F> {
  readonly file: F;
  readonly events: readonly Trace[];
}

type ReaderOf<F> = (asker: Asker, held: Held<F>) => Promise<EventReader>;

/** Who asks, as a reader of the events of a file. */
export const readersOf = (
  parts: Pick<DoorParts, 'facts'> & { readonly cases: Pick<DoorParts['cases'], 'load'> },
): {
  readonly ofCase: ReaderOf<CaseFile>;
  readonly ofJourney: ReaderOf<Journey>;
  readonly ofInstruments: ReaderOf<InstrumentRegister>;
  readonly ofPeople: ReaderOf<PeopleRegister>;
} => ({
  ofCase: (asker, { file }) =>
    Promise.resolve(eventReader(parts.facts, asker, [], viewerIn(file, asker, parts.facts))),
  ofJourney: (asker, { events }) => journeyReader(parts, asker, events),
  ofInstruments: (asker) =>
    Promise.resolve(eventReader(parts.facts, asker, [], viewerAnywhere(asker.agency))),
  ofPeople: (asker) => Promise.resolve(eventReader(parts.facts, asker, [], viewerAnywhere(asker.agency))),
});

/** The entity tags that the desk holds an If-Match against: the same that the door answers. */
export const tagsOf = ({
  facts,
  secret,
  cases,
}: Pick<DoorParts, 'facts' | 'secret'> & {
  readonly cases: Pick<DoorParts['cases'], 'load'>;
}): {
  readonly ofCase: TagOf<CaseFile>;
  readonly ofJourney: TagOf<Journey>;
  readonly ofInstruments: TagOf<InstrumentRegister>;
  readonly ofPeople: TagOf<PeopleRegister>;
} => {
  const readers = readersOf({ facts, cases });
  const tagOf =
    <F>(catalogue: EventCatalogue, readerOf: ReaderOf<F>, idOf: (file: F) => string): TagOf<F> =>
    async (actor: Actor, held) => {
      const agency = agencyOf(facts, actor.agency);
      if (!agency) return undefined;
      const reader = await readerOf({ actor, agency }, held);
      return visibleEtag(secret, catalogue, reader, { id: idOf(held.file), traces: held.events });
    };
  return {
    ofCase: tagOf(caseEvents, readers.ofCase, ({ caseId }) => caseId),
    ofJourney: tagOf(journeyEvents, readers.ofJourney, ({ journeyId }) => journeyId),
    ofInstruments: tagOf(instrumentEvents, readers.ofInstruments, () => instrumentRegisterId),
    ofPeople: tagOf(peopleEvents, readers.ofPeople, () => peopleRegisterId),
  };
};
