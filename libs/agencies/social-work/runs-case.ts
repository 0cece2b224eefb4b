import { holdsMandate } from '#casework';
import type { Bind } from '../filter.js';
import type { Reader } from '../query.js';

/**
 * The same rule as casework's `runsTheCase`, over the register `r`: the reader's office owns the case, or is the first that
 * a focal point without case work charged with the person. A case of before that names no owner is the focal point's.
 */
export const runsCase = (bind: Bind, { actor, facts }: Reader): string => {
  const ids = facts.agencies.map(({ id }) => id);
  const focalPoint = bind(facts.focalPoint);
  const agency = bind(actor.agency);
  const owner = `coalesce(r.owner, ${focalPoint})`;
  const owns = `${owner} = ${agency}`;
  if (holdsMandate(facts, facts.focalPoint, 'case_work')) return owns;
  const doCaseWork = bind(ids.filter((id) => holdsMandate(facts, id, 'case_work')));
  return `(${owns} or (${owner} = ${focalPoint} and ${agency} = (
    select held->>'agency' from jsonb_array_elements(r.involvements) with ordinality as i(held, place)
    where held->>'agency' = any(${doCaseWork})
      and (held->>'by' is null or held->>'by' = ${focalPoint} or held->>'by' <> all(${bind(ids)}))
      and (held->>'about' is null or held->>'reason' = 'reintegration_plan')
      and r.involved ? (held->>'agency')
      and not exists (
        select 1 from jsonb_array_elements(r.exclusions) e
        where e->>'agency' = held->>'agency' and e->>'officialId' is null)
    order by place limit 1)))`;
};
