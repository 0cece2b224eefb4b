import { isCountry, type Country } from '../../words/country.js';
import type { NationalityRequest, NationalityState } from '../state.js';

/** A question that a country with a node put to us. */
export type ReceivedRequest = NationalityRequest & { readonly with: Country };

/** What other countries asked of this one. */
export const receivedRequests = ({ requests }: NationalityState): readonly ReceivedRequest[] =>
  requests.flatMap((request) =>
    request.direction === 'received' && isCountry(request.with) ? [{ ...request, with: request.with }] : [],
  );
