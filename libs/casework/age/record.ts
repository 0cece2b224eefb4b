import { record } from '../words/record.js';
import { ageHears, evolveAgeInClear, noAgeEvidence } from './state.js';

/** All that bears on the person's age. Read off the events of others; it has none of its own. */
export const age = record({ name: 'age', hears: ageHears, empty: noAgeEvidence, evolve: evolveAgeInClear });
