import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { digest, startOver, viewId, viewStatuses, type View } from '#agencies';
import {
  deadLetterTable,
  entitiesOver,
  generateNodeKeys,
  listStuck,
  listWithoutReceipt,
  queueDepths,
  rowsOf,
} from '#bridge';
import type { Country } from '#casework';
import type { NodeParts } from '../node/compose.js';
import type { Needed } from '../node/environment.js';
import type { Ground } from '../node/ground.js';
import { viewsOf } from '../node/nations.js';
import type { Command } from './command.js';
import { eventCommands, instrumentKeyCommands } from './event-commands.js';
import { destroyKey, listKeys } from './keys.js';
import { onDatabase, onDesk, onGround, onNode, type Lines } from './over-node.js';
import { afterRestore, erasures, rewrapKeys, subjectsIn } from './recovery.js';
import { confirmedFor, idOf, needed } from './words.js';

const database = [
  'DATABASE_APP_URL',
  'DATABASE_BRIDGE_URL',
  'DATABASE_PROJECTOR_URL',
  'DATABASE_OWNER_URL',
] as const;
const bridging = ['DATABASE_BRIDGE_URL', 'DATABASE_APP_URL'] as const;
const projecting = ['DATABASE_PROJECTOR_URL', 'DATABASE_OWNER_URL'] as const;
const events = ['DATABASE_EVENTS_URL', 'EVENTSTOREDB_URL'] as const;
const stampKeys = ['STAMP_KEYS_FILE'] as const;
const everything: Needed = [
  events,
  stampKeys,
  bridging,
  ['SECRETS_FILE'],
  ['PARTY_KEYS_FILE'],
  ['EXCHANGE_URL', 'EXCHANGES_FILE'],
];

const DayOrInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const instantOf = (given: string): string => {
  const { data } = DayOrInstant.safeParse(given);
  if (data === undefined)
    throw new Error('Give VALID-FROM as a day or an instant: 2027-01-01 or 2027-01-01T00:00:00Z.');
  return new Date(data).toISOString();
};

const viewNamed = (country: Country, name: string): View => {
  const views = viewsOf(country);
  const found = views.find((view) => viewId(view) === name);
  if (!found) throw new Error(`There is no view ${name}. Views: ${views.map(viewId).join(', ')}.`);
  return found;
};

async function* status({ database, store, views, tables }: Ground): Lines {
  for (const { view, version, ready, lagSeconds, parkedCases, followed } of await viewStatuses(
    database,
    store,
    views,
  ))
    yield `${view} v${version}: ${ready ? 'answers' : 'is being built'}, ${lagSeconds} s behind, ${parkedCases} cases parked${followed ? '' : ', nobody follows'}`;
  for (const [queue, depth] of Object.entries(await queueDepths(tables))) yield `${queue}: ${depth}`;
}

async function* deadLetters(pool: Pool): Lines {
  for (const { id, reason, receivedAt } of await deadLetterTable(entitiesOver(pool)).list())
    yield `${id}  ${String(receivedAt)}  ${reason}`;
}

async function* withoutReceipt(pool: Pool): Lines {
  for (const { messageId, with: other, sentAt, attempts, keptBack } of await listWithoutReceipt(rowsOf(pool)))
    yield `${messageId}  ${other}  ${sentAt.toISOString()}  ${keptBack ? 'may not go any more' : `sent ${attempts} times`}`;
}

async function* stuck(pool: Pool): Lines {
  for (const { way, messageId, with: other, since, attempts, reason, stops } of await listStuck(rowsOf(pool)))
    yield `${messageId}  ${way}  ${other}  ${since.toISOString()}  ${attempts} times  ${reason}${stops ? '  stops something' : ''}`;
}

async function* retake({ inward }: NodeParts, id: string): Lines {
  const outcome = await inward.retake(id);
  if (!outcome.taken)
    throw new Error(
      outcome.reason === 'unknown_letter'
        ? `Not taken: there is no dead letter ${id}; "dead-letters" lists them.`
        : `Not taken: ${outcome.reason}. It stays a dead letter; "dead-letters" lists them.`,
    );
  yield 'Taken.';
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

/** What operators and auditors can do at a node's machine. */
export const commands: Readonly<Record<string, Command>> = {
  status: {
    takes: '',
    words: 0,
    does: 'views, their lag and parked cases, and what waits in the bridge',
    needs: [events, stampKeys, database],
    run: () => onGround(status),
  },
  'dead-letters': {
    takes: '',
    words: 0,
    does: 'messages that could not be processed, with the reason',
    needs: [bridging],
    nothing: 'There are no dead letters.',
    run: () => onDatabase(['bridgeUrl', 'appUrl'], deadLetters),
  },
  'without-receipt': {
    takes: '',
    words: 0,
    does: 'messages that were sent and of which no receipt has come',
    needs: [bridging],
    nothing: 'Every message that was sent has its receipt.',
    run: () => onDatabase(['bridgeUrl', 'appUrl'], withoutReceipt),
  },
  stuck: {
    takes: '',
    words: 0,
    does: 'messages that wait on their way out or in, and why',
    needs: [bridging],
    nothing: 'No message waits.',
    run: () => onDatabase(['bridgeUrl', 'appUrl'], stuck),
  },
  retake: {
    takes: 'ID',
    words: 1,
    does: 'take a dead letter again after a fix',
    needs: everything,
    changes: true,
    run: ([given]) => {
      const id = idOf(needed(given, 'the dead letter'), '"dead-letters" lists them');
      return onNode((parts) => retake(parts, id));
    },
  },
  digest: {
    takes: 'VIEW',
    words: 1,
    does: 'digest of the rows of a view: the same before and after a rebuild',
    needs: [projecting],
    run: ([given]) => {
      const view = needed(given, 'the view');
      return onDatabase(['projectorUrl', 'ownerUrl'], async function* (pool, { country }) {
        yield JSON.stringify(await digest(pool, viewNamed(country, view)));
      });
    },
  },
  rebuild: {
    takes: 'VIEW',
    words: 1,
    does: 'build a view anew from the first event; a running projector takes over',
    needs: [projecting],
    changes: true,
    run: ([given]) => {
      const view = needed(given, 'the view');
      return onDatabase(['projectorUrl', 'ownerUrl'], async function* (pool, { country }) {
        await startOver(pool, viewNamed(country, view));
        yield 'The view is empty now and is being built anew. "status" shows how far it is.';
      });
    },
  },
  ...eventCommands,
  ...instrumentKeyCommands,
  erasures: {
    takes: '',
    words: 0,
    does: 'who was erased: one id a line, for the list that is kept outside the backups',
    needs: [database],
    nothing: 'Nobody was erased.',
    run: () => onDatabase(['appUrl'], erasures),
  },
  'after-restore': {
    takes: 'FILE [--yes-erase N]',
    words: 1,
    options: ['nobody-erased', 'yes-erase'],
    does: 'before the first start after a restore: erases again who stands in FILE, and lets followers and views begin anew',
    needs: [events, stampKeys, ['DATABASE_OWNER_URL'], ['SECRETS_FILE']],
    changes: true,
    stopped: true,
    run: ([file], { nobodyErased, yesErase }) => {
      if (nobodyErased && file !== undefined) throw new Error('Give FILE or --nobody-erased, not both.');
      const subjects = nobodyErased ? [] : subjectsIn(needed(file, 'the list of erasures'));
      const confirmed = confirmedFor(yesErase);
      return onDesk((parts) => afterRestore(parts, subjects, confirmed));
    },
  },
  'rewrap-keys': {
    takes: '',
    words: 0,
    does: 'wrap every data key with the current key-encryption key',
    needs: [['DATABASE_OWNER_URL'], ['SECRETS_FILE']],
    changes: true,
    run: () => onDatabase(['ownerUrl'], (pool, { config }) => rewrapKeys(pool, config.secrets)),
  },
  keys: {
    takes: '',
    words: 0,
    does: 'private keys that open messages, and from when each must be gone',
    needs: 'keys',
    run: () => listKeys,
  },
  'destroy-key': {
    takes: 'KID',
    words: 1,
    does: 'take a private key out of SECRETS_FILE once all that it opens is kept nowhere',
    needs: 'keys',
    changes: true,
    run: ([given]) => {
      const kid = needed(given, 'the key');
      return (node) => destroyKey(node, kid);
    },
  },
  'new-keys': {
    takes: '[VALID-FROM]',
    words: 1,
    does: 'secrets for SECRETS_FILE and public keys for everybody’s PARTY_KEYS_FILE',
    needs: 'no_node',
    run: ([validFrom]) => {
      const from = validFrom === undefined ? new Date().toISOString() : instantOf(validFrom);
      return () => newKeys(from);
    },
  },
};

/** One line of the usage: what is longer than its column has its sentence on the next line. */
const row = (what: string, does: string): string =>
  what.length < 27 ? `  ${what.padEnd(28)}${does}` : `  ${what}\n${' '.repeat(30)}${does}`;

export const usage = (): string =>
  [
    'npm run cli -- COMMAND',
    '',
    'In the environment of a node, whose settings say which (docs/operations.md); each command asks for those alone that',
    'it needs.',
    '',
    ...Object.entries(commands).map(([name, { takes, does }]) => row(`${name} ${takes}`, does)),
    '',
    row('--nobody-erased', '"after-restore" without a list, where nobody was ever erased'),
    row('--yes-erase N', '"after-restore" of a list by which the keys of N people are destroyed for good'),
    row('--sandbox DIR', 'on the nodes of the sandbox whose data lie there, running or not, instead'),
    row('--country MM', 'of these, on that country’s alone'),
  ].join('\n');
