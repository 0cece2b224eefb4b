import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Rule {
  readonly name: string;
  readonly from: { readonly path?: string };
  readonly to: { readonly pathNot?: readonly string[] };
}

const { forbidden } = createRequire(join(process.cwd(), 'spec.cjs'))(resolve('.dependency-cruiser.cjs')) as {
  readonly forbidden: readonly Rule[];
};

const rows = readFileSync('docs/architecture.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, folder, imports] = /^\| \[`((?:apps|libs|test)\/[^`]+)`\].*\| (.+?) +\|$/.exec(line) ?? [];
    return folder && imports ? [{ folder, imports }] : [];
  });

const folders = (of: string): string[] =>
  readdirSync(of, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [`${of}/${entry.name}`] : [],
  );

describe('docs/architecture.md', () => {
  it('names every library, and each imports what the check of imports lets it', () => {
    const said = rows.filter(({ folder }) => folder.startsWith('libs/'));
    expect(said.map(({ folder }) => folder).toSorted()).toEqual(folders('libs').toSorted());
    for (const { folder, imports } of said) {
      const rule = forbidden.find(({ name }) => name === `${folder.slice('libs/'.length)}-imports`);
      const [allowed = ''] = rule?.to.pathNot ?? [];
      const itself = folder.slice('libs/'.length);
      const named = imports.split(', ').filter((name) => existsSync(`libs/${name}`));
      expect([folder, allowed]).toEqual([folder, `^libs/(${[itself, ...named].join('|')})/`]);
    }
  });

  it('names every program', () => {
    const said = rows.flatMap(({ folder }) => (folder.startsWith('apps/') ? [folder] : []));
    expect(said.toSorted()).toEqual(folders('apps').toSorted());
  });
});
