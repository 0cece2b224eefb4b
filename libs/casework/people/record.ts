import { record } from '../words/record.js';
import { peopleCommands } from './commands.js';
import { peopleEvents } from './events.js';
import { emptyPeopleRegister, evolvePeople } from './state.js';

export const people = record({
  name: 'people',
  events: peopleEvents,
  commands: peopleCommands,
  empty: emptyPeopleRegister,
  evolve: evolvePeople,
});
