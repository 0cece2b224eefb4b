import { registryInboxQuery } from './nationality-inbox.js';
import type { ViewQuery } from '../query.js';

/** What a registry can be shown. */
export const registry: readonly ViewQuery[] = [registryInboxQuery];
