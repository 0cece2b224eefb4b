import { caseTimelineQuery } from './case-timeline.js';
import { erasuresQuery } from './erasures.js';
import { lettersQuery } from './letters.js';
import { transfersBoardQuery } from './transfers-list.js';
import { transitsQuery } from './transits.js';
import type { ViewQuery } from '../query.js';

/** What a focal point can be shown. */
export const focalPoint: readonly ViewQuery[] = [
  transfersBoardQuery,
  transitsQuery,
  caseTimelineQuery,
  erasuresQuery,
  lettersQuery,
];
