// Runs every check one after the other (two cores are enough) and ends with the real counts.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreDbServer } from './eventstoredb.server.mjs';

const folder = await mkdtemp(join(tmpdir(), 'homeward-test-'));
const run = (command, args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('exit', (code) => resolve(code ?? 1));
  });

let passed = 0;
let failed = 0;
let skipped = 0;

const check = async (name, command, args) => {
  console.log(`\n— ${name}`);
  if ((await run(command, args)) === 0) passed += 1;
  else failed += 1;
};

const suites = async (project) => {
  console.log(`\n— jest: ${project}`);
  const file = join(folder, `${project}.json`);
  const code = await run('npx', ['jest', '--selectProjects', project, '--json', `--outputFile=${file}`], {
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  });
  const counts = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  passed += counts?.numPassedTests ?? 0;
  skipped += (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0);
  const broken = (counts?.numFailedTests ?? 0) + (counts?.numRuntimeErrorTestSuites ?? 0);
  failed += broken === 0 && code !== 0 ? 1 : broken;
};

const started = Date.now();
await check('types', 'npm', ['run', '--silent', 'typecheck']);
await check('lint and format', 'npm', ['run', '--silent', 'lint']);
await check('imports run one way', 'npm', ['run', '--silent', 'imports']);
await check('build', 'npm', ['run', '--silent', 'build']);
await suites('unit');
const eventStoreDb = await eventStoreDbServer();
if (eventStoreDb.url) process.env.EVENTSTOREDB_URL = eventStoreDb.url;
else console.log(`\nThe event store's suite on a real EventStoreDB is skipped: ${eventStoreDb.reason}.`);
await suites('int');
await eventStoreDb.stop();
delete process.env.EVENTSTOREDB_URL;
await suites('e2e');
await check('two minutes of faults', 'node', ['dist/apps/faults/main.js', '--minutes', '2']);
await check('a minute of faults on the double of EventStoreDB', 'node', [
  'dist/apps/faults/main.js',
  ...['--minutes', '1', '--event-store', 'double', '--exchange', 'embedded'],
]);
await rm(folder, { recursive: true, force: true });

console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
