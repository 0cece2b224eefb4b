import { readFile, realpath } from 'node:fs/promises';
import { z } from 'zod';
import { exchangeKeepsDays, heldKeys, whyKept, type HeldKey } from '#bridge';
import type { KeysOfNode } from '../node/environment.js';
import { replaceFile } from './replace-file.js';

const keysOf = ({ country, config }: KeysOfNode, now: string): readonly HeldKey[] =>
  heldKeys(config.secrets?.keys ?? [], config.partyKeys ?? {}, country, now, {
    keepsDays: config.exchangeKeptDays ?? exchangeKeepsDays,
    livesDays: config.keysLiveDays,
  });

const told: Readonly<Record<HeldKey['state'], string>> = {
  in_use: 'in use',
  ended: 'used no more, opens what the exchange keeps',
  overdue: 'must be destroyed',
  unlisted: 'its public part is not in PARTY_KEYS_FILE',
};

/** The private keys that open messages, and the instant from which each must be gone. */
export function* listKeys(node: KeysOfNode): Generator<string> {
  for (const { kid, until, state } of keysOf(node, new Date().toISOString()))
    yield `${kid}  ${until ?? 'without an end'}  ${told[state]}`;
}

const Secrets = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })) });

/** Takes a private key out of SECRETS_FILE once nothing that it opens may be held any more. */
export async function* destroyKey(node: KeysOfNode, kid: string): AsyncGenerator<string> {
  const why = whyKept(kid, keysOf(node, new Date().toISOString()));
  if (why !== undefined) throw new Error(`Not destroyed. ${why}`);
  if (node.secretsFile === undefined) throw new Error('Not destroyed: the keys of a sandbox are its own.');
  const path = await realpath(node.secretsFile);
  const secrets = Secrets.parse(JSON.parse(await readFile(path, 'utf8')));
  const left = { ...secrets, keys: secrets.keys.filter((key) => key.kid !== kid) };
  try {
    await replaceFile(path, `${JSON.stringify(left, undefined, 2)}\n`);
  } catch {
    throw new Error(
      `Not destroyed: ${node.secretsFile} cannot be written here. Take the key ${kid} out of the secret that it comes from.`,
    );
  }
  yield 'Destroyed in SECRETS_FILE. Restart api and bridge, which hold it until then, and destroy every copy of that file.';
}
