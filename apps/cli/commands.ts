import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { officesFor, type Offices } from '#access';
import { digest, replayed, startOver, viewId, viewStatuses, type View } from '#agencies';
import { generateNodeKeys, listStuck, listWithoutReceipt, queueDepths } from '#bridge';
import type { CountryFacts } from '#casework';
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

/** Runs over the node on what an argument names; says what is missing before it asks for any setting. */
const over = (
  given: string | undefined,
  what: string,
  work: (parts: NodeParts, named: string) => Lines,
): Lines => {
  const named = needed(given, what);
  return withNode((parts) => work(parts, named));
};

/** A revision that was named, or every one. */
const upTo = (given: string | undefined): number => {
  if (given === undefined) return Infinity;
  if (!/^\d{1,9}$/.test(given)) throw new Error('Give --revision a whole number from 0.');
  return Number(given);
};

const DayOrInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const instantOf = (given: string): string => {
  const { data } = DayOrInstant.safeParse(given);
  if (data === undefined)
    throw new Error('Give VALID-FROM as a day or an instant: 2027-01-01 or 2027-01-01T00:00:00Z.');
  return new Date(data).toISOString();
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

async function* withoutReceipt({ bridgeTables }: NodeParts): Lines {
  for (const { messageId, with: other, sentAt, attempts, keptBack } of await listWithoutReceipt(bridgeTables))
    yield `${messageId}  ${other}  ${sentAt.toISOString()}  ${keptBack ? 'may not go any more' : `sent ${attempts} times`}`;
}

async function* stuck({ bridgeTables }: NodeParts): Lines {
  for (const { way, messageId, with: other, since, attempts, reason, stops } of await listStuck(bridgeTables))
    yield `${messageId}  ${way}  ${other}  ${since.toISOString()}  ${attempts} times  ${reason}${stops ? '  stops something' : ''}`;
}

async function* retake({ inward }: NodeParts, id: string): Lines {
  const outcome = await inward.retake(id);
  yield outcome.taken ? 'Taken.' : `Not taken: ${outcome.reason}`;
}

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

async function* replay({ store, facts }: NodeParts, caseId: string, until: number): Lines {
  const offices = officesOfAuditor(facts);
  let found = 0;
  for await (const event of store.read(`case-${caseId}`)) {
    if (event.revision > until) break;
    found += 1;
    yield audited(event, offices);
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
  stuck: {
    takes: '',
    does: 'messages that wait on their way out or in, and why',
    run: () => withNode(stuck),
  },
  retake: {
    takes: 'ID',
    does: 'take a dead letter again after a fix',
    run: ([id]) => over(id, 'the dead letter', retake),
  },
  digest: {
    takes: 'VIEW',
    does: 'digest of the rows of a view: the same before and after a rebuild',
    run: ([view]) =>
      over(view, 'the view', async function* (parts, name) {
        yield JSON.stringify(await digest(parts.viewWriter(), viewNamed(parts, name)));
      }),
  },
  rebuild: {
    takes: 'VIEW',
    does: 'build a view anew from the first event; a running projector takes over',
    run: ([view]) =>
      over(view, 'the view', async function* (parts, name) {
        await startOver(parts.viewWriter(), viewNamed(parts, name));
        yield 'The view is empty now and is being built anew. "status" shows how far it is.';
      }),
  },
  replay: {
    takes: 'CASE [--revision N]',
    does: 'the history of a case up to a revision, open fields only, one JSON object a line',
    run: ([given], { revision }) => {
      const until = upTo(revision);
      return over(given, 'the case', (parts, caseId) => replay(parts, caseId, until));
    },
  },
  erasures: {
    takes: '',
    does: 'who was erased: one id a line, for the list that is kept outside the backups',
    run: () => withNode(erasures),
  },
  'after-restore': {
    takes: 'FILE',
    does: 'before the first start after a restore: erases again who stands in FILE, and lets followers and views begin anew',
    run: ([file]) => over(file, 'the list of erasures', afterRestore),
  },
  'rewrap-keys': {
    takes: '',
    does: 'wrap every data key with the current key-encryption key',
    run: () => withNode((parts) => rewrapKeys(parts, parts.secrets)),
  },
  'new-keys': {
    takes: '[VALID-FROM]',
    does: 'secrets for SECRETS_FILE and public keys for everybody’s PARTY_KEYS_FILE',
    run: ([validFrom]) => newKeys(validFrom === undefined ? new Date().toISOString() : instantOf(validFrom)),
  },
};

export const usage = (): string =>
  [
    'npm run cli -- COMMAND',
    '',
    'In the environment of a node, whose settings say which (docs/operations.md); "new-keys" needs none.',
    '',
    ...Object.entries(commands).map(([name, { takes, does }]) => `  ${`${name} ${takes}`.padEnd(28)}${does}`),
  ].join('\n');
