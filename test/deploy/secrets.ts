import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const made = (): readonly string[] | undefined => {
  if (spawnSync('openssl', ['version']).status !== 0) {
    process.stderr.write('openssl is not on the PATH: which secrets are made is not compared.\n');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'homeward-secrets-'));
  try {
    execFileSync('bash', ['deploy/compose/secrets.sh', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => relative(folder, path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

let once: { readonly files: readonly string[] | undefined } | undefined;

/**
 * The files that deploy/compose/secrets.sh makes, by running it once into a folder that goes with the answer. Needs the
 * build; undefined where there is no openssl.
 */
export const filesOfSecrets = (): readonly string[] | undefined => (once ??= { files: made() }).files;
