import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { alive, startOf } from './processes.js';
import { reachableForAll, rootFolder, type RunAs } from './run-as.js';

const markerName = 'homeward-data.json';
const Marker = z.object({ holds: z.literal('homeward sandbox'), ready: z.boolean() });
const Holder = z.object({ pid: z.int().positive(), started: z.string().optional() });

const json = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Where PostgreSQL's own files are: in the data folder, or for root outside of a closed one. */
const clusterFolder = async (folder: string, runAs: RunAs | undefined): Promise<string> => {
  if (!runAs || (await reachableForAll(folder))) return join(folder, 'postgres');
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const parent = join(rootFolder, name);
  await mkdir(parent, { recursive: true, mode: 0o711 });
  await Promise.all([chmod(rootFolder, 0o755), chmod(parent, 0o711)]);
  return join(parent, 'postgres');
};

const holderFile = (folder: string): string => join(folder, 'sandbox.pid');

/** The process of another running sandbox that has a data folder; undefined where none has. */
export const holderOf = async (folder: string): Promise<number | undefined> => {
  const holder = Holder.safeParse(await json(holderFile(folder))).data;
  const holds =
    holder &&
    holder.pid !== process.pid &&
    alive(holder.pid) &&
    (await startOf(holder.pid)) === holder.started;
  return holds ? holder.pid : undefined;
};

/** Whether a folder holds the data of a sandbox. */
export const isSandboxData = async (folder: string): Promise<boolean> =>
  Marker.safeParse(await json(join(folder, markerName))).success;

const hold = async (folder: string): Promise<void> => {
  const path = holderFile(folder);
  const holder = await holderOf(folder);
  if (holder !== undefined)
    throw new Error(`The folder ${folder} is in use by another sandbox (process ${holder}). Stop it first.`);
  const written = `${path}.${process.pid}`;
  await writeFile(written, JSON.stringify({ pid: process.pid, started: await startOf(process.pid) }));
  await rename(written, path);
};

export interface DataFolder {
  /** Absolute path of the folder itself. */
  readonly folder: string;
  /** Absolute path of PostgreSQL's files. */
  readonly cluster: string;
  /** Says that the cluster has served once: from then on nothing in it is ever wiped. */
  markReady(): Promise<void>;
  release(): Promise<void>;
  remove(): Promise<void>;
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

/** Makes a folder with those above it. Not `recursive`: Node never returns from that below `/proc`. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { mode: 0o711 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o711 });
  }
};

/** Throws a sentence where a folder cannot be made, or holds nothing that is written to it. */
const mustBeWritable = async (folder: string): Promise<void> => {
  const tried = join(folder, `written.${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(tried, '');
    await rm(tried);
  } catch (error) {
    throw new Error(
      `The folder ${folder} cannot be written (${codeOf(error) ?? String(error)}). Choose another with --data, or make room there.`,
      { cause: error },
    );
  }
};

/**
 * Takes a data folder for this process: makes it where there is none, refuses one that holds something else or that
 * another running sandbox has, and clears away what an interrupted initialisation left.
 */
export const takeFolder = async (path: string, runAs: RunAs | undefined): Promise<DataFolder> => {
  const folder = resolve(path);
  await mustBeWritable(folder);
  const marker = join(folder, markerName);
  const known = Marker.safeParse(await json(marker)).data;
  if (!known) {
    const content = (await readdir(folder)).filter((name) => name !== markerName);
    if (content.length > 0)
      throw new Error(`The folder ${folder} holds something that is not a sandbox's. Choose an empty one.`);
    if (runAs) await chmod(folder, 0o711);
    await writeFile(marker, JSON.stringify({ holds: 'homeward sandbox', ready: false }));
  }
  await hold(folder);
  const cluster = await clusterFolder(folder, runAs);
  await clearUnfinished(cluster, known?.ready ?? false);
  return {
    folder,
    cluster,
    markReady: async () => {
      const written = `${marker}.${process.pid}`;
      await writeFile(written, JSON.stringify({ holds: 'homeward sandbox', ready: true }));
      await rename(written, marker);
    },
    release: () => rm(join(folder, 'sandbox.pid'), { force: true }),
    remove: async () => {
      await rm(cluster.startsWith(rootFolder) ? join(cluster, '..') : cluster, {
        recursive: true,
        force: true,
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const clearUnfinished = async (cluster: string, ready: boolean): Promise<void> => {
  const whole =
    (await exists(join(cluster, 'PG_VERSION'))) && (await exists(join(cluster, 'global', 'pg_control')));
  if (!whole && ready)
    throw new Error(
      `The database in ${cluster} has served before and is damaged. Restore it from a copy, or choose another folder.`,
    );
  if (!whole) await rm(cluster, { recursive: true, force: true });
  const parent = join(cluster, '..');
  const partial = (await readdir(parent)).filter((name) => name.startsWith('postgres.making-'));
  for (const name of partial) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
};

/** A file with a secret: readable by its owner alone from its first byte on. */
export const writeSecret = async (path: string, text: string, owner?: RunAs): Promise<void> => {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  if (owner) await chown(path, owner.uid, owner.gid);
};
