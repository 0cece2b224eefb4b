import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateNodeKeys } from '#bridge';
import type { KeysOfNode } from '../node/environment.js';
import { destroyKey, listKeys } from './keys.js';

const secret = 'a'.repeat(64);
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const linesOf = async (lines: AsyncGenerator<string>): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
};

describe('the private keys of a node, for its operators', () => {
  let folder: string;
  let file: string;
  let node: KeysOfNode;
  let old: string;
  let ended: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-keys-'));
    file = join(folder, 'node.json');
    const [first, second, third] = [
      await generateNodeKeys(daysAgo(500)),
      await generateNodeKeys(daysAgo(100)),
      await generateNodeKeys(daysAgo(10)),
    ];
    const encOf = ({ own }: typeof first) => own.find(({ use }) => use === 'enc')!.kid;
    [old, ended] = [encOf(first), encOf(second)];
    const secrets = {
      node: secret,
      keyEncryption: { id: 'one', secret },
      earlierKeyEncryption: [],
      keys: [...first.own, ...second.own, ...third.own],
    };
    const until = (party: typeof first.party, validUntil: string) =>
      party.map((key) => ({ ...key, validUntil }));
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
    node = {
      country: 'MM',
      secretsFile: file,
      config: {
        secrets,
        partyKeys: { MM: [...first.party, ...until(second.party, daysAgo(3)), ...third.party] },
        exchangeKeptDays: 14,
        keysLiveDays: 365,
      },
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are listed with the instant from which each must be gone', () => {
    const lines = [...listKeys(node)];
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(new RegExp(`^${old}  .*  must be destroyed$`));
    expect(lines[1]).toMatch(/opens what the exchange keeps$/);
    expect(lines[2]).toMatch(/in use$/);
    expect(lines.join()).not.toContain('"d"');
  });

  it('are destroyed once they are due and not before, and the file keeps all else and its rights', async () => {
    const before = await readFile(file, 'utf8');
    await expect(linesOf(destroyKey(node, ended))).rejects.toThrow(/Not destroyed\. It still opens .* until/);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await linesOf(destroyKey(node, old))).toHaveLength(1);
    const after = JSON.parse(await readFile(file, 'utf8')) as { keys: { kid: string }[] };
    expect(after).toEqual({
      ...node.config.secrets,
      keys: node.config.secrets?.keys.filter(({ kid }) => kid !== old),
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('stay, and it is said where to take them out, where the file cannot be written', async () => {
    const before = await readFile(file, 'utf8');
    const nowhere = join(folder, 'closed');
    await writeFile(nowhere, before);
    await mkdir(`${nowhere}.new`);
    await expect(linesOf(destroyKey({ ...node, secretsFile: nowhere }, old))).rejects.toThrow(
      /cannot be written here/,
    );
    expect(await readFile(nowhere, 'utf8')).toBe(before);
  });
});
