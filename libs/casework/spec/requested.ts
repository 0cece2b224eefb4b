import { carriedBy } from '../disclosure/carried.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { inbound, notice, overThere } from './crossing.js';
import { given } from './given.js';
import { sampleName, samplePlace } from './histories.js';
import { Here } from './lands.js';
import { id } from './sample.js';

export const here = overThere();
export const payloads = (events: readonly NewCaseEvent[]) =>
  events.flatMap((event) =>
    event.type === 'MessageApproved' ? [{ kind: event.data.kind, ...carriedBy(event.data) }] : [],
  );
export const notified = given().when(
  'ReceiveMessage',
  {
    ...inbound('CaseNotified', notice),
    groups: ['profile'],
  },
  here,
);
export const requested = notified.when(
  'ReceiveMessage',
  {
    ...inbound(
      'NationalityConfirmationRequested',
      { requestId: id('request'), names: [sampleName], origin: samplePlace },
      { sequence: 2 },
    ),
    groups: ['reference', 'identity', 'origin'],
  },
  here,
);
export const requestMessage = id(`inbound ${Here} 2`);
