import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { startOver, viewId, viewStatuses } from '#agencies';
import { outboundFollower } from '#bridge';
import { Id } from '#casework';
import { rewrapDataKeys } from '#sealing';
import type { NodeSecrets } from '../node/config.js';
import { keyEncryptionOf, type DeskParts } from '../node/desk-parts.js';
import type { Ground } from '../node/ground.js';
import type { Lines } from './over-node.js';

/** Everybody whose keys were destroyed, oldest first: the list that outlives every backup. */
export async function* erasures(database: Pool): Lines {
  const { rows } = await database.query<{ subject: string }>(
    'select subject from key_ring.erased_subjects order by erased_at, subject',
  );
  for (const { subject } of rows) yield subject;
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : code === 'EISDIR'
          ? `${path} is a folder, not a list of erasures.`
          : `${path} cannot be read.`,
      { cause: error },
    );
  }
};

/** The list of the erased, as "erasures" wrote it: one id a line. Throws a sentence, naming the line, where it is none. */
export const subjectsIn = (path: string): readonly string[] => {
  const subjects = textOf(path)
    .split('\n')
    .flatMap((text, index) => {
      const line = text.trim();
      if (line === '') return [];
      const { data } = Id.safeParse(line);
      if (data === undefined)
        throw new Error(
          `Line ${index + 1} of ${path} is not the id of a data subject. Is it the list of erasures? Nothing was changed.`,
        );
      return [data];
    });
  if (subjects.length === 0)
    throw new Error(
      `The list ${path} is empty; is it the right file? Where nobody was ever erased, say --nobody-erased instead.`,
    );
  return [...new Set(subjects)];
};

/** Which of these ids this node has ever kept a key or a tombstone for. */
const knownHere = async (
  owner: ReturnType<Ground['operating']>,
  subjects: readonly string[],
): Promise<{ readonly known: number; readonly alive: number }> => {
  const { rows } = await owner.query<{ known: number; alive: number }>(
    `select count(*) filter (where has_key or is_erased)::int as known,
       count(*) filter (where has_key and not is_erased)::int as alive
     from (select exists (select from key_ring.data_keys k where k.subject = s) as has_key,
       exists (select from key_ring.erased_subjects e where e.subject = s) as is_erased
       from unnest($1::text[]) s) looked`,
    [subjects],
  );
  return rows[0] ?? { known: 0, alive: 0 };
};

/**
 * Refuses to destroy keys that live unless it was said of how many people: a list of the living has the same form as that
 * of the erased.
 */
export const mustBeConfirmed = (alive: number, listed: number, confirmed: number | undefined): void => {
  if (alive === 0 || alive === confirmed) return;
  throw new Error(
    `${alive} of the ${listed} people in the list can be read here: their keys would be destroyed for good. ` +
      'That is so after a restore to a time before their erasure; else it is the wrong list. ' +
      `Nothing was changed. To go on, say --yes-erase ${alive}.`,
  );
};

/** Checkpoints of another history of the store: their followers would refuse to go on. */
const forgetForeignCheckpoints = async (
  { store }: Pick<Ground, 'store'>,
  owner: ReturnType<Ground['operating']>,
): Promise<number> => {
  const epoch = await store.epoch();
  // Who begins anew finds again what still is to be done; what was lost would hold up its case for ever.
  const foreign = `select from following.checkpoints where name = '${outboundFollower}' and epoch <> $1`;
  for (const table of ['awaited_receipt', 'waiting_release'])
    await owner.query(`delete from bridge.${table} where exists (${foreign})`, [epoch]);
  await owner.query(
    `delete from following.parked p using following.checkpoints c where c.name = p.follower and c.epoch <> $1
     and position('.' in c.name) = 0`,
    [epoch],
  );
  const followers = await owner.query(
    `delete from following.checkpoints where epoch <> $1 and position('.' in name) = 0`,
    [epoch],
  );
  return followers.rowCount ?? 0;
};

/**
 * What has to happen between a restore and the first start: who was erased is erased again, from the list kept outside the
 * backups; followers of another history begin anew, and so do the views built from it. May be repeated.
 */
export async function* afterRestore(
  parts: Ground & DeskParts,
  subjects: readonly string[],
  confirmed: number | undefined,
): Lines {
  const owner = parts.operating();
  const { known, alive } = await knownHere(owner, subjects);
  mustBeConfirmed(alive, subjects.length, confirmed);
  await parts.keys.replayErasures(subjects);
  yield `${subjects.length} data subjects stay erased.`;
  if (alive > 0) yield `Of ${alive} of them the restore had brought the keys back; they are destroyed again.`;
  if (known < subjects.length)
    yield `${subjects.length - known} of them are not known here: was it the list of this node?`;
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
