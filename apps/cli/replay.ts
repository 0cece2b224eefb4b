import pg from 'pg';
import { officesFor, type Offices } from '#access';
import { replayed } from '#agencies';
import type { CountryFacts } from '#casework';
import { factsOf } from '#countries';
import type { PlacedEvent } from '#event-store';
import type { EventStoreSettings } from '../node/config.js';
import { eventStoreOf } from '../node/event-store.js';
import type { Lines, StoreOfNode } from './over-node.js';

/** Offices as the country's auditor may know them. */
const officesOfAuditor = (facts: CountryFacts): Offices => {
  const auditor = facts.agencies.find(({ mandates }) => mandates.includes('audit'))?.id ?? '';
  return officesFor(facts, { id: auditor, country: facts.country, agency: auditor, roles: ['reader'] });
};

/** One event as the auditor sees it: its envelope and its open fields (P0 and P1), sealed fields by name alone. */
const audited = (event: PlacedEvent, offices: Offices): string => {
  const { revision, type, occurredAt, recordedAt, agency, actor, commandId, data, sealedFields } =
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
    }),
  );
};

/** The event store of a node without anything else of it. */
const eventStoreAlone = (settings: EventStoreSettings) => {
  const pools: pg.Pool[] = [];
  const store = eventStoreOf(settings, {
    poolTo: (_part, connectionString, max) => {
      const pool = new pg.Pool({ connectionString, max });
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool;
    },
    trouble: () => () => undefined,
  });
  const close = async (): Promise<void> => {
    await store.close();
    await Promise.all(pools.map((pool) => pool.end()));
  };
  return { store, close };
};

/** Reads the event store alone: an auditor needs no key of the node. */
export const replay = (caseId: string, until: number) =>
  async function* over({ country, config }: StoreOfNode): Lines {
    const { store, close } = eventStoreAlone(config.database);
    const offices = officesOfAuditor(factsOf(country));
    let found = 0;
    try {
      for await (const event of store.read(`case-${caseId}`)) {
        if (event.revision > until) break;
        found += 1;
        yield audited(event, offices);
      }
    } finally {
      await close();
    }
    if (found === 0) throw new Error('This node has no such case.');
  };
