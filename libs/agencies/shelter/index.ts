import { occupancyQuery } from './occupancy.js';
import { staysQuery } from './stays.js';
import type { ViewQuery } from '../query.js';

/** What a shelter can be shown. */
export const shelter: readonly ViewQuery[] = [staysQuery, occupancyQuery];
