import { nationalityInboxQuery, nationalityRequests } from '../nationality-requests.js';

export const embassyInbox = nationalityRequests('embassy');

export const embassyInboxQuery = nationalityInboxQuery(embassyInbox, {
  path: '/embassy/nationality-requests',
  kinds: ['embassy'],
  summary:
    'Requests from abroad to confirm a nationality that this embassy may know of, the most pressing first.',
});
