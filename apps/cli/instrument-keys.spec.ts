import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instrumentCommands } from '#casework';
import { canonicalText, InstrumentKey, signaturesUnder } from '#instruments';
import { InstrumentKeyList } from '../node/instrument-keys.js';
import { newKeyPair } from '../node/operators.js';
import { StampKeys } from '../node/stamp-keys.js';
import { makeInstrumentKey, signInstrumentKeys, signPaper } from './instrument-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'homeward-instrument-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string): string => join(folder, name);
const now = '2026-11-30T00:00:00.000Z';

const linesOf = async (lines: AsyncIterable<string>): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
};

const operators = ['first', 'second'].map((name) => ({ name, ...newKeyPair() }));
for (const { name, privateKey } of operators) writeFileSync(fileOf(`${name}.pem`), privateKey);
writeFileSync(fileOf('stranger.pem'), newKeyPair().privateKey);
const instrumentKeysFile = fileOf('instrument-keys.json');
const node = {
  country: 'TH' as const,
  config: {
    stampKeys: StampKeys.parse({
      current: { id: 'first', secret: 'a'.repeat(64) },
      operators: operators.map(({ name, publicKey }) => ({ name, publicKey })),
    }),
  },
  instrumentKeysFile,
};
const sign = (name: string) => linesOf(signInstrumentKeys(fileOf(`${name}.pem`))(node));

describe('the ceremony of the keys of parties', () => {
  it('ends with a list that two operators signed, and with a text that counts under it', async () => {
    const made = await linesOf(makeInstrumentKey(fileOf('th.pem'), now));
    await expect(linesOf(makeInstrumentKey(fileOf('th.pem'), now))).rejects.toThrow('EEXIST');
    const key = InstrumentKey.parse({ ...(JSON.parse(made[1] ?? '') as object), party: 'TH' });
    writeFileSync(`${instrumentKeysFile}.next`, JSON.stringify({ number: 1, keys: [key] }));

    await expect(sign('stranger')).rejects.toThrow('no operator of STAMP_KEYS_FILE has this key');
    expect(await sign('first')).toContainEqual(expect.stringContaining('A second operator must sign'));
    await sign('first');
    expect(() => readFileSync(instrumentKeysFile)).toThrow();
    expect(await sign('second')).toContainEqual(expect.stringContaining('Signed by first and second'));
    const kept = InstrumentKeyList.parse(JSON.parse(readFileSync(instrumentKeysFile, 'utf8')));
    expect(kept.keys).toEqual([key]);

    const { text } = instrumentCommands.ProposeInstrument.body.parse(
      instrumentCommands.ProposeInstrument.example,
    );
    writeFileSync(fileOf('text.json'), JSON.stringify({ text }));
    const [, jws = ''] = await linesOf(signPaper(fileOf('th.pem'), fileOf('text.json'), now)());
    expect(await signaturesUnder(kept.keys)(jws, canonicalText(text), now)).toMatchObject({ party: 'TH' });
  });

  it('refuses a list that does not follow the one in place, and a paper that is none', async () => {
    writeFileSync(`${instrumentKeysFile}.next`, JSON.stringify({ number: 2, keys: [] }));
    await expect(sign('first')).rejects.toThrow('It must name the list before it');
    writeFileSync(fileOf('none.json'), '{"text":{}}');
    await expect(linesOf(signPaper(fileOf('th.pem'), fileOf('none.json'), now)())).rejects.toThrow(
      'not in order',
    );
  });
});
