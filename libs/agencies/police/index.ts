import type { ViewQuery } from '../query.js';
import { passagesQuery } from './passages.js';
import { relaysQuery } from './relays.js';

/** What those who watch a border, or pass messages on over it, can be shown. */
export const police: readonly ViewQuery[] = [passagesQuery, relaysQuery];
