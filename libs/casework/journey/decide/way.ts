import type { Leg } from '../../repatriation/values.js';
import type { Journey } from '../state.js';

/** Whether a leg says in which country it runs. */
export const saysWhere = (legs: readonly Leg[]): boolean => legs.some((leg) => leg.in !== undefined);

/** The way as the case of a traveller is told it: only where states on it follow from it. */
export const wayOf = ({ legs }: Journey): { legs?: Leg[] } => (saysWhere(legs) ? { legs: [...legs] } : {});
