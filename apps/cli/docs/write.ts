import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generatedPages } from './generated.js';

for (const [path, text] of Object.entries(generatedPages)) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text());
  process.stdout.write(`${path}\n`);
}
