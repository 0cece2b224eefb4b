import type { Measure } from '../measure.js';
import { append } from './append.js';
import { border } from './border.js';
import { desk, fewStreams } from './desk.js';
import { eventStoreDb } from './eventstoredb.js';
import { http } from './http.js';
import { kafka } from './kafka.js';
import { reading, waking } from './reading.js';
import { stamps } from './stamps.js';
import { views } from './views.js';

/** In the order in which they run. */
export const measures: readonly Measure[] = [
  append,
  stamps,
  desk,
  fewStreams,
  http,
  reading,
  waking,
  views,
  border,
  kafka,
  eventStoreDb,
];
