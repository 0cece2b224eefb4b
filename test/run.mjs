// Runs every check, no more than two at once (two cores are enough), and ends with the real counts.
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

const count = (code) => {
  if (code === 0) passed += 1;
  else failed += 1;
};

const check = async (name, command, args) => {
  console.log(`\n— ${name}`);
  count(await run(command, args));
};

/** Runs scripts of the package one after the other; each is told as a whole once it has ended. */
const scripts = async (names) => {
  for (const [name, script] of names) {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
    const code = await new Promise((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
    console.log(`\n— ${name}\n${Buffer.concat(said).toString()}`.trimEnd());
    count(code);
  }
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
console.log('\n— types, build, imports and format, and beside them the lint, which takes two minutes');
await Promise.all([
  scripts([
    ['build', 'build:test'],
    ['types', 'typecheck'],
    ['imports run one way', 'imports'],
    ['format', 'format'],
  ]),
  scripts([['lint', 'lint:code']]),
]);
await suites('unit');
const eventStoreDb = await eventStoreDbServer();
if (eventStoreDb.url) process.env.EVENTSTOREDB_URL = eventStoreDb.url;
else console.log(`\nThe event store's suite on a real EventStoreDB is skipped: ${eventStoreDb.reason}.`);
await suites('int');
await eventStoreDb.stop();
delete process.env.EVENTSTOREDB_URL;
await suites('e2e');
await check('a minute of faults', 'node', ['dist/test/faults/main.js', '--minutes', '1']);
await rm(folder, { recursive: true, force: true });

console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
