import { officesFor, type Offices } from '#access';
import { replayed } from '#agencies';
import type { CountryFacts } from '#casework';
import { factsOf } from '#countries';
import type { PlacedEvent } from '#event-store';
import type { StoreOfNode } from '../node/environment.js';
import { overStore } from './store-alone.js';

/** Offices as the country's auditor may know them. */
const officesOfAuditor = (facts: CountryFacts): Offices => {
  const auditor = facts.agencies.find(({ mandates }) => mandates.includes('audit'))?.id ?? '';
  return officesFor(facts, { id: auditor, country: facts.country, agency: auditor, roles: ['reader'] });
};

/** One event as the auditor sees it: its envelope and its open fields (P0 and P1), sealed fields by name alone. */
const audited = (event: PlacedEvent, offices: Offices): string => {
  const { revision, type, occurredAt, recordedAt, agency, actor, commandId, data, sealedFields, authentic } =
    replayed(event);
  return JSON.stringify(
    offices.without({
      revision,
      type,
      occurredAt,
      recordedAt,
      agency,
      actor,
      commandId,
      open: data,
      sealed: Object.keys(event.sealed).length > 0 ? sealedFields : [],
      ...(authentic ? {} : { authentic }),
    }),
  );
};

/** Reads the event store alone: an auditor needs the stamp keys of the node, and none that opens anything. */
export const replay = (caseId: string, until: number) => (node: StoreOfNode) =>
  overStore(node, async function* ({ checked }) {
    const offices = officesOfAuditor(factsOf(node.country));
    let found = 0;
    for await (const event of checked.read(`case-${caseId}`)) {
      if (event.revision > until) break;
      found += 1;
      yield audited(event, offices);
    }
    if (found === 0) throw new Error('This node has no such case.');
  });
