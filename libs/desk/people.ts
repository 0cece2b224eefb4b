import {
  advancePeople,
  audienceIn,
  decidePeople,
  emptyPeopleRegister,
  peopleEvents,
  type NewPeopleEvent,
  type PeopleCommand,
  type PeopleRegister,
  type RecordedPeopleEvent,
} from '#casework';
import type { Aggregate } from './aggregate.js';

/** The one file of its kind that a node has. */
export const peopleRegisterId = 'register';

/** The register of people, stream `people-register`: whatever is told first begins it. */
export const people: Aggregate<PeopleRegister, PeopleCommand, NewPeopleEvent, RecordedPeopleEvent> = {
  streamOf: (id) => `people-${id}`,
  empty: () => emptyPeopleRegister,
  advance: advancePeople,
  decide: decidePeople,
  isSystem: () => false,
  begins: () => true,
  denies: () => false,
  audienceOf: audienceIn(peopleEvents),
  erasures: new Set(),
};
