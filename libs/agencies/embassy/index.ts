import { embassyInboxQuery } from './nationality-inbox.js';
import type { ViewQuery } from '../query.js';

/** What an embassy can be shown. */
export const embassy: readonly ViewQuery[] = [embassyInboxQuery];
