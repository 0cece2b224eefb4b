import { tracingInboxQuery } from './tracing-inbox.js';
import type { ViewQuery } from '../query.js';

/** What a provincial office can be shown. */
export const provincialOffice: readonly ViewQuery[] = [tracingInboxQuery];
