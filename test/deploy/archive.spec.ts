import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const settings = readFileSync('deploy/postgres/archive.conf', 'utf8');
const command = /^archive_command = '(.*)'$/m.exec(settings)?.[1] ?? '';
const name = '000000010000000000000001';

describe('the archive of a PostgreSQL server', () => {
  let folder: string;
  let archive: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-archive-'));
    archive = join(folder, 'archive');
    mkdirSync(archive);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Archives a file of this content as the server does: whether it counts as kept. */
  const archived = (content: string): boolean => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const filled = command.replaceAll('/archive', archive).replaceAll('%p', path).replaceAll('%f', name);
    return spawnSync('sh', ['-c', filled]).status === 0;
  };

  it('keeps a file whole, and the same once more after a crash', () => {
    writeFileSync(join(archive, `${name}.part`), 'half of');
    expect(archived('a file')).toBe(true);
    expect(archived('a file')).toBe(true);
    expect(readdirSync(archive)).toEqual([name]);
    expect(readFileSync(join(archive, name), 'utf8')).toBe('a file');
  });

  it('refuses another file under a name that it has, and what it cannot write', () => {
    expect(archived('a file')).toBe(true);
    expect(archived('another')).toBe(false);
    expect(readFileSync(join(archive, name), 'utf8')).toBe('a file');
    rmSync(archive, { recursive: true });
    expect(archived('a file')).toBe(false);
  });
});
