import { describe, expect, it } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { wireVersions } from '#bridge';
import { messages } from '#casework';
import { wirePages } from './wire-pages.js';

describe('the published wire contract', () => {
  it('has a schema for each kind of message and none for a kind that is gone', () => {
    const found = readdirSync('docs/wire', { recursive: true, encoding: 'utf8' })
      .map((name) => join('docs/wire', name))
      .filter((path) => statSync(path).isFile());
    const named = Object.keys(wirePages).filter((path) => path.startsWith('docs/wire/'));
    expect(found.toSorted()).toEqual(named.toSorted());
    const kinds = Object.keys(messages).map((kind) => `docs/wire/payload/${kind}.schema.json`);
    expect(named).toEqual(expect.arrayContaining(kinds));
    expect(named.filter((path) => !path.includes('/payload/'))).toHaveLength(2 + 2 * wireVersions.length);
  });
});
