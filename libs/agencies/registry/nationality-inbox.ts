import { nationalityInboxQuery, nationalityRequests } from '../nationality-requests.js';

export const registryInbox = nationalityRequests('registry');

export const registryInboxQuery = nationalityInboxQuery(registryInbox, {
  path: '/registry/nationality-requests',
  kinds: ['registry'],
  summary:
    'Requests from abroad to confirm a nationality that this registry may know of, the most pressing first.',
});
