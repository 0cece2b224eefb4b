import { replayQuery, replayStateQuery } from './replay.js';
import type { ViewQuery } from '../query.js';

/** What an auditor can be shown. */
export const auditor: readonly ViewQuery[] = [replayQuery, replayStateQuery];
