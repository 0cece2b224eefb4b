import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { exchangeKeepsDays, largestPayload } from '#bridge';
import { usualPolicy, type Actor, type CaseCommand } from '#casework';
import { factsOf } from '#countries';
import { commandIdAfter, deskOf, systemClock, type Desk, type Outcome } from '#desk';
import { keyEncryption, postgresKeyRing, type KeyEncryption } from '#sealing';
import { postgresEventStore } from '#event-store';
import { instruments } from '#instruments';
import { checked } from '../../apps/node/event-store.js';
import type { StampKeys } from '../../apps/node/stamp-keys.js';
import type { NodeDatabase } from '../../apps/sandbox/databases.js';
import type { Step } from '../kit/ordinary-case.js';

/** Every node and every engine of a benchmark stamps with it. */
export const benchStampKeys: StampKeys = {
  current: { id: 'bench', secret: '5b'.repeat(32) },
  earlier: [],
  operators: [],
};

export const benchKey = (): KeyEncryption => keyEncryption({ id: 'bench', secret: Buffer.alloc(32, 7) });

/** A pool ends before its connections do: a server that stops meanwhile must not end the process. */
export const poolTo = (connectionString: string, max: number): pg.Pool =>
  new pg.Pool({ connectionString, max }).on('error', () => undefined);

/** The engine of a node without its door: the same pools, store, key ring and desk as `apps/node` composes. */
export const openEngine = ({ events, app, owner }: NodeDatabase, kek: KeyEncryption = benchKey()) => {
  const pools = {
    events: poolTo(events.url, 8),
    app: poolTo(app.url, 12),
    owner: poolTo(owner.url, 10),
  };
  const bare = postgresEventStore(pools.events);
  const store = checked(bare, 'TH', benchStampKeys);
  const keys = postgresKeyRing(pools.app, kek);
  const newDesk = (): Desk =>
    deskOf({
      country: 'TH',
      clock: systemClock,
      facts: factsOf,
      policy: usualPolicy,
      channelTo: () => 'node',
      instruments: () => instruments,
      referenceFor: (country, caseId) => `${country} ${caseId}`,
      largestPayload,
      exchangeKeepsDays,
      store,
      keys,
      bodySecret: 'bench',
      eventSecret: 'events',
    });
  return {
    pools,
    store,
    /** The same, without stamps and without their check. */
    bare,
    keys,
    kek,
    newDesk,
    close: async (): Promise<void> => {
      await Promise.allSettled([store.close(), keys.close()]);
      await Promise.allSettled(Object.values(pools).map((pool) => pool.end()));
    },
  };
};

export type Engine = ReturnType<typeof openEngine>;

export const give = (
  desk: Desk,
  id: string,
  { actor, command }: { readonly actor: Actor; readonly command: CaseCommand },
): Promise<Outcome> =>
  desk.cases.carryOut({ id, command, actor, commandId: commandIdAfter(randomUUID(), '') });

/** Gives a step that must succeed. */
export const mustGive = async (desk: Desk, id: string, step: Step): Promise<void> => {
  const outcome = await give(desk, id, step);
  if (outcome.kind !== 'done')
    throw new Error(`${step.command.type} ended otherwise: ${JSON.stringify(outcome)}`);
};

/** A caller's working day: case after case, step after step. */
export const worker = (desk: Desk, steps: readonly Step[]) => {
  let caseId = '';
  let next = 0;
  return async (): Promise<void> => {
    const step = steps[next % steps.length];
    if (!step) return;
    if (next % steps.length === 0) caseId = randomUUID();
    next += 1;
    await mustGive(desk, caseId, step);
  };
};
