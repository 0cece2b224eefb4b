import type { ViewQuery } from '../query.js';
import { passagesQuery } from './passages.js';

/** What those who watch a border can be shown. */
export const police: readonly ViewQuery[] = [passagesQuery];
