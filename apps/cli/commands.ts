import { randomBytes } from 'node:crypto';
import { digest, startOver, viewId, viewStatuses, type View } from '#agencies';
import { generateNodeKeys, listWithoutReceipt, queueDepths } from '#bridge';
import { caseEvents, sealedFieldNames, type EventDefinition } from '#casework';
import type { PlacedEvent } from '#event-store';
import { compose, type NodeParts } from '../node/compose.js';
import { configFrom } from '../node/environment.js';
import { afterRestore, erasures, rewrapKeys } from './recovery.js';

type Lines = AsyncGenerator<string>;

interface Command {
  readonly takes: string;
  readonly does: string;
  readonly run: (args: readonly string[], options: { readonly revision: string | undefined }) => Lines;
}

/** Runs over the parts of the node that the environment names, and closes them whatever happens. */
async function* withNode(work: (parts: NodeParts) => Lines): Lines {
  const { country, config } = configFrom(process.env);
  const parts = compose(country, { ...config, logLevel: 'silent' });
  try {
    yield* work(parts);
  } finally {
    await parts.close();
  }
}

const needed = (value: string | undefined, what: string): string => {
  if (!value) throw new Error(`Name ${what}. "--help" shows how.`);
  return value;
};

const viewNamed = ({ views }: NodeParts, name: string): View => {
  const found = views.find((view) => viewId(view) === name);
  if (!found) throw new Error(`There is no view ${name}. Views: ${views.map(viewId).join(', ')}.`);
  return found;
};

async function* status({ database, store, views, tables }: NodeParts): Lines {
  for (const { view, version, ready, lagSeconds, parkedCases, followed } of await viewStatuses(
    database,
    store,
    views,
  ))
    yield `${view} v${version}: ${ready ? 'answers' : 'is being built'}, ${lagSeconds} s behind, ${parkedCases} cases parked${followed ? '' : ', nobody follows'}`;
  for (const [queue, depth] of Object.entries(await queueDepths(tables))) yield `${queue}: ${depth}`;
}

async function* deadLetters(parts: NodeParts): Lines {
  for (const { id, reason, receivedAt } of await parts.deadLetters.list())
    yield `${id}  ${String(receivedAt)}  ${reason}`;
}

async function* withoutReceipt({ tables }: NodeParts): Lines {
  for (const { messageId, with: other, sentAt, attempts, keptBack } of await listWithoutReceipt(tables))
    yield `${messageId}  ${other}  ${sentAt.toISOString()}  ${keptBack ? 'may not go any more' : `sent ${attempts} times`}`;
}

async function* retake({ inward }: NodeParts, id: string): Lines {
  const outcome = await inward.retake(id);
  yield outcome.taken ? 'Taken.' : `Not taken: ${outcome.reason}`;
}

/** One event as the auditor sees it: its envelope and its open fields (P0 and P1), sealed fields by name alone. */
const audited = ({ revision, type, meta, open, sealed }: PlacedEvent): string => {
  const definition = Object.entries<EventDefinition>(caseEvents).find(([name]) => name === type)?.[1];
  const { occurredAt, recordedAt, agency, actor, commandId } = meta;
  const hidden = Object.keys(sealed).length > 0 ? sealedFieldNames(definition?.fields ?? {}) : [];
  return JSON.stringify({
    revision,
    type,
    occurredAt,
    recordedAt,
    agency,
    actor,
    commandId,
    open,
    sealed: hidden,
  });
};

async function* replay({ store }: NodeParts, caseId: string, until: number): Lines {
  let found = 0;
  for await (const event of store.read(`case-${caseId}`)) {
    if (event.revision > until) break;
    found += 1;
    yield audited(event);
  }
  if (found === 0) throw new Error('This node has no such case.');
}

const secret = (): string => randomBytes(32).toString('hex');

async function* newKeys(validFrom: string): Lines {
  const { own, party } = await generateNodeKeys(validFrom);
  const secrets = {
    node: secret(),
    keyEncryption: { id: validFrom.slice(0, 10), secret: secret() },
    earlierKeyEncryption: [],
    keys: own,
  };
  yield JSON.stringify({ secrets, party }, undefined, 2);
}

/** What operators and auditors can do at a node's machine; the environment names the node as for the node itself. */
export const commands: Readonly<Record<string, Command>> = {
  status: {
    takes: '',
    does: 'views, their lag and parked cases, and what waits in the bridge',
    run: () => withNode(status),
  },
  'dead-letters': {
    takes: '',
    does: 'messages that could not be processed, with the reason',
    run: () => withNode(deadLetters),
  },
  'without-receipt': {
    takes: '',
    does: 'messages that were sent and of which no receipt has come',
    run: () => withNode(withoutReceipt),
  },
  retake: {
    takes: 'ID',
    does: 'take a dead letter again after a fix',
    run: ([id]) => withNode((parts) => retake(parts, needed(id, 'the dead letter'))),
  },
  digest: {
    takes: 'VIEW',
    does: 'digest of the rows of a view: the same before and after a rebuild',
    run: ([name]) =>
      withNode(async function* (parts) {
        yield JSON.stringify(await digest(parts.owner, viewNamed(parts, needed(name, 'the view'))));
      }),
  },
  rebuild: {
    takes: 'VIEW',
    does: 'build a view anew from the first event; a running projector takes over',
    run: ([name]) =>
      withNode(async function* (parts) {
        await startOver(parts.owner, viewNamed(parts, needed(name, 'the view')));
        yield 'The view is empty now and is being built anew. "status" shows how far it is.';
      }),
  },
  replay: {
    takes: 'CASE [--revision N]',
    does: 'the history of a case up to a revision, open fields only, one JSON object a line',
    run: ([caseId], { revision }) =>
      withNode((parts) =>
        replay(parts, needed(caseId, 'the case'), revision === undefined ? Infinity : Number(revision)),
      ),
  },
  erasures: {
    takes: '',
    does: 'who was erased: one id a line, for the list that is kept outside the backups',
    run: () => withNode(erasures),
  },
  'after-restore': {
    takes: 'FILE',
    does: 'before the first start after a restore: erases again who stands in FILE, and lets followers and views begin anew',
    run: ([file]) => withNode((parts) => afterRestore(parts, needed(file, 'the list of erasures'))),
  },
  'rewrap-keys': {
    takes: '',
    does: 'wrap every data key with the current key-encryption key',
    run: () => withNode((parts) => rewrapKeys(parts, parts.secrets)),
  },
  'new-keys': {
    takes: '[VALID-FROM]',
    does: 'secrets for SECRETS_FILE and public keys for everybody’s PARTY_KEYS_FILE',
    run: ([validFrom = new Date().toISOString()]) => newKeys(validFrom),
  },
};

export const usage = (): string =>
  [
    'npm run cli -- COMMAND',
    '',
    ...Object.entries(commands).map(([name, { takes, does }]) => `  ${`${name} ${takes}`.padEnd(28)}${does}`),
  ].join('\n');
