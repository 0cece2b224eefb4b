import { record } from '../words/record.js';
import { evolveWhereabouts, nowhereElse, whereaboutsHears } from './state.js';

/** Where the person went other than home. Read off the events of others; it has none of its own. */
export const whereabouts = record({
  name: 'whereabouts',
  hears: whereaboutsHears,
  empty: nowhereElse,
  evolve: evolveWhereabouts,
});
