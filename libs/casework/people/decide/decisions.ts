import type { Decisions } from '../../records/rules.js';
import type { peopleCommands } from '../commands.js';
import type { NewPeopleEvent, PeopleRegister } from '../state.js';

/** Decisions on the register of people. */
export type PeopleDecisions = Decisions<typeof peopleCommands, PeopleRegister, NewPeopleEvent>;
