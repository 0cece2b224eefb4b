import type { Measure } from '../measure.js';
import { append } from './append.js';
import { desk, fewStreams } from './desk.js';
import { http } from './http.js';
import { reading, waking } from './reading.js';

/** In the order in which they run. */
export const measures: readonly Measure[] = [append, desk, fewStreams, http, reading, waking];
