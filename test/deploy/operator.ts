import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Identity = z.object({ secrets: z.unknown(), party: z.unknown(), stampKeys: z.unknown() });
const Passwords = z.record(z.string(), z.string());

/**
 * The environment with which an operator runs `npm run cli` for a node of a sandbox: the same settings as the node's own.
 * `port` is that of its PostgreSQL; of the running one where absent.
 */
export const operatorEnvironment = async (
  dataDir: string,
  country: 'TH' | 'MM',
  port?: number,
): Promise<Record<string, string>> => {
  const read = async <S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> =>
    schema.parse(JSON.parse(await readFile(join(dataDir, file), 'utf8')));
  const written = async (file: string, value: unknown): Promise<string> => {
    const path = join(dataDir, file);
    await writeFile(path, JSON.stringify(value), { mode: 0o600 });
    return path;
  };
  const passwords = await read('passwords.json', Passwords);
  const [, , , running = ''] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split(
    '\n',
  );
  const node = `homeward_${country.toLowerCase()}`;
  const url = (part: string, database = node): string =>
    `postgres://${node}_${part}:${passwords[`${node}_${part}`]}@127.0.0.1:${port ?? running}/${database}`;
  const [thai, burmese] = [await read('node-TH.json', Identity), await read('node-MM.json', Identity)];
  return {
    PATH: process.env['PATH'] ?? '',
    COUNTRY: country,
    DATABASE_OWNER_URL: url('owner'),
    DATABASE_EVENTS_URL: url('events'),
    DATABASE_APP_URL: url('app'),
    DATABASE_BRIDGE_URL: url('bridge'),
    EXCHANGE_URL: url('exchange', 'homeward_exchange'),
    SECRETS_FILE: await written(`secrets-${country}.json`, (country === 'TH' ? thai : burmese).secrets),
    STAMP_KEYS_FILE: await written(
      `stamp-keys-${country}.json`,
      (country === 'TH' ? thai : burmese).stampKeys,
    ),
    PARTY_KEYS_FILE: await written('party-keys.json', { TH: thai.party, MM: burmese.party }),
    TOKEN_AUDIENCE: 'homeward',
    TOKEN_ISSUER: 'https://login.example',
    TOKEN_JWKS_URL: 'https://login.example/keys',
  };
};
