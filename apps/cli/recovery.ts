import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { startOver, viewId, viewStatuses } from '#agencies';
import { rewrapDataKeys } from '#event-store';
import type { NodeSecrets } from '../node/config.js';
import { keyEncryptionOf, type DeskParts } from '../node/desk-parts.js';
import type { Ground } from '../node/ground.js';
import type { Lines } from './over-node.js';

/** Data subjects are ids: a line with anything else is not of this list. */
const subjectForm = /^[A-Za-z0-9-]{1,128}$/;

/** Everybody whose keys were destroyed, oldest first: the list that outlives every backup. */
export async function* erasures(database: Pool): Lines {
  const { rows } = await database.query<{ subject: string }>(
    'select subject from key_ring.erased_subjects order by erased_at, subject',
  );
  for (const { subject } of rows) yield subject;
}

const subjectsIn = async (path: string): Promise<readonly string[]> => {
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim());
  const subjects = lines.filter((line) => line !== '');
  const strange = subjects.findIndex((line) => !subjectForm.test(line));
  if (strange >= 0)
    throw new Error(`Line ${strange + 1} of ${path} is not the id of a data subject. Nothing was changed.`);
  return subjects;
};

/** Checkpoints of another history of the store: their followers would refuse to go on. */
const forgetForeignCheckpoints = async (
  { store }: Pick<Ground, 'store'>,
  owner: ReturnType<Ground['operating']>,
): Promise<number> => {
  const epoch = await store.epoch();
  const followers = await owner.query('delete from desk.checkpoints where epoch <> $1', [epoch]);
  // Who begins anew finds again what still is to be sent; what was lost would hold up its case for ever.
  for (const table of ['parked_event', 'awaited_receipt', 'waiting_release'])
    await owner.query(
      `delete from bridge.${table} where exists (select from bridge.checkpoint where epoch <> $1)`,
      [epoch],
    );
  const bridge = await owner.query('delete from bridge.checkpoint where epoch <> $1', [epoch]);
  return (followers.rowCount ?? 0) + (bridge.rowCount ?? 0);
};

/**
 * What has to happen between a restore and the first start: who was erased is erased again, from the list kept outside the
 * backups; followers of another history begin anew, and so do the views built from it. May be repeated.
 */
export async function* afterRestore(parts: Ground & DeskParts, path: string): Lines {
  const subjects = await subjectsIn(path);
  const owner = parts.operating();
  await parts.keys.replayErasures(subjects);
  yield `${subjects.length} data subjects stay erased.`;
  yield `${await forgetForeignCheckpoints(parts, owner)} followers begin anew.`;
  const { database, store, views } = parts;
  const statuses = await viewStatuses(database, store, views);
  const replaced = new Set(statuses.filter(({ storeReplaced }) => storeReplaced).map(({ view }) => view));
  const toBuild = views.filter((view) => replaced.has(viewId(view)));
  for (const view of toBuild) await startOver(owner, view);
  yield `${toBuild.length} views are built anew.`;
}

/** Wraps every data key anew with the current key-encryption key, after which an earlier one can be removed. */
export async function* rewrapKeys(owner: Pool, secrets: NodeSecrets | undefined): Lines {
  if (!secrets) throw new Error('Set SECRETS_FILE: it holds the key-encryption keys.');
  yield `${await rewrapDataKeys(owner, keyEncryptionOf(secrets))} data keys are wrapped with the current key.`;
}
