import { caseloadQuery } from './caseload-list.js';
import type { ViewQuery } from '../query.js';

/** What social workers can be shown. */
export const socialWork: readonly ViewQuery[] = [caseloadQuery];
