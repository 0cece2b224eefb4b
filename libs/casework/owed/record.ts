import { record } from '../words/record.js';
import { evolveOwed, nothingOwed, owedHears } from './state.js';

/** Which of our messages tell what is known to be wrong since. Read off the events of others; it has none of its own. */
export const owed = record({ name: 'owed', hears: owedHears, empty: nothingOwed, evolve: evolveOwed });
