import { emptyFile, evolvePart, type Transit } from '#casework';
import type { CaseEvent } from './case-view.js';
import { inClear } from './in-clear.js';

const { repatriation: noRepatriation } = emptyFile('');

/** Events that ask for a passage, answer it or take either back. */
export const transitTypes = [
  'TransitRequestReceived',
  'TransitPermitted',
  'TransitRefused',
  'MessageApproved',
  'MessageWithheld',
  'MessageReceived',
  'MessageReceipted',
  'MessageUseStopped',
] as const;

/** What another country asked for the passage of a person, after an event, by the fold of the rules themselves. */
export const transitAfter = (before: Transit | undefined, event: CaseEvent): Transit | undefined =>
  evolvePart(
    'repatriation',
    { ...noRepatriation, transit: before ? [before] : [] },
    inClear(event),
  ).transit.findLast(({ askedBy }) => askedBy === 'them');
