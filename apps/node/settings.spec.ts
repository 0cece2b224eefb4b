import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './settings.js';

const path = join(mkdtempSync(join(tmpdir(), 'homeward-settings-')), 'secret');
writeFileSync(path, 'postgres://app:from-a-file@localhost/th\n');

describe('a setting', () => {
  it('may stand in a file that its name with _FILE names, without the end of the line', () => {
    expect(
      readSettings({ DATABASE_APP_URL_FILE: path, COUNTRY: 'TH' }, ['DATABASE_APP_URL', 'COUNTRY']),
    ).toEqual({
      DATABASE_APP_URL: 'postgres://app:from-a-file@localhost/th',
      COUNTRY: 'TH',
    });
  });

  it('is refused where it stands in both places, or in a file that cannot be read', () => {
    expect(() => readSettings({ TOKEN: 'x', TOKEN_FILE: path }, ['TOKEN'])).toThrow(
      /TOKEN or TOKEN_FILE, not both/,
    );
    expect(() => readSettings({ TOKEN_FILE: '/nowhere' }, ['TOKEN'])).toThrow(/TOKEN_FILE names \/nowhere/);
  });

  it('that names a file itself is read as it is, and an empty one is none', () => {
    expect(
      readSettings({ SECRETS_FILE: path, SECRETS_FILE_FILE: path, HOST: '' }, ['SECRETS_FILE', 'HOST']),
    ).toEqual({
      SECRETS_FILE: path,
    });
  });
});
