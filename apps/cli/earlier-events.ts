import { readFile, realpath, writeFile } from 'node:fs/promises';
import { earlierEventsOf, toBeBound, type NotAuthentic } from '#sealing';
import { start, type EventStore } from '#event-store';
import type { StoreOfNode } from '../node/environment.js';
import { newKeyPair, operatorWith } from '../node/operators.js';
import { boundBy, signatureOf, StampKeys } from '../node/stamp-keys.js';
import { replaceFile } from './replace-file.js';
import { overStore } from './store-alone.js';

/** A key pair for one operator: the private part goes to a file that did not exist, the public part is shown. */
export async function* makeOperator(file: string): AsyncGenerator<string> {
  const { publicKey, privateKey } = newKeyPair();
  await writeFile(file, privateKey, { mode: 0o600, flag: 'wx' });
  yield `The private key is in ${file}. Keep it to yourself. For "operators" of STAMP_KEYS_FILE:`;
  yield JSON.stringify({ name: 'YOUR NAME', publicKey });
}

/** What was bound before, in this history; where nothing was, all events without a stamp that the store holds. */
const meantBy = async ({ bound }: StampKeys, store: EventStore) => {
  if (!bound) return toBeBound(store);
  const { count, digest } = await earlierEventsOf(store, bound.upTo);
  if (digest !== bound.digest)
    throw new Error(
      `Not bound: up to position ${bound.upTo} the store holds ${count} events without a stamp, and they are not those that were bound. ` +
        'Take "bound" out of STAMP_KEYS_FILE only where you mean to bind all that the store holds now.',
    );
  return { epoch: await store.epoch(), upTo: bound.upTo, digest, count };
};

/**
 * Binds the events without a stamp that the store holds now, with one operator's key. They are believed once a second
 * operator, who looks at the same store, has bound the same.
 */
export const bindEvents = (keyFile: string) => (node: StoreOfNode) =>
  overStore(node, async function* ({ raw }) {
    if (node.stampKeysFile === undefined)
      throw new Error('Not bound: a sandbox binds what it finds by itself, once.');
    const path = await realpath(node.stampKeysFile);
    const keys = StampKeys.parse(JSON.parse(await readFile(path, 'utf8')));
    const privateKey = await readFile(keyFile, 'utf8');
    const operator = operatorWith(keys.operators, privateKey);
    if (operator === undefined) throw new Error('Not bound: no operator of STAMP_KEYS_FILE has this key.');
    const found = await meantBy(keys, raw);
    if (!found) {
      yield 'The store holds no events from before stamps: there is nothing to bind.';
      return;
    }
    const { count, ...meant } = found;
    const same = keys.bound?.epoch === meant.epoch && keys.bound.digest === meant.digest;
    const others = same ? (keys.bound?.signatures ?? []).filter((one) => one.operator !== operator) : [];
    const signatures = [...others, { operator, signature: signatureOf(node.country, meant, privateKey) }];
    const after: StampKeys = { ...keys, bound: { ...meant, signatures } };
    await replaceFile(path, `${JSON.stringify(after, undefined, 2)}\n`);
    yield `${count} events up to position ${meant.upTo}, digest ${meant.digest}.`;
    const by = boundBy(node.country, after);
    yield by.length < 2
      ? `Bound by ${operator}. A second operator must bind the same before they are believed.`
      : `Bound by ${by.join(' and ')}. Restart every process of the node.`;
  });

const pageSize = 1_000;

/** Every event that stands in the store and that this node did not write, one JSON object a line. */
export const checkEvents = () => {
  const found: NotAuthentic[] = [];
  return (node: StoreOfNode): AsyncGenerator<string> =>
    overStore(
      node,
      async function* ({ checked }) {
        await checked.mustBeBound();
        for (let after = start; ;) {
          const page = await checked.readAll(after, pageSize);
          for (const event of found.splice(0)) yield JSON.stringify(event);
          const last = page.at(-1);
          if (!last) return;
          after = last.position;
        }
      },
      (event) => found.push(event),
    );
};
