/*
 * The bench of two checkouts in alternation, each in a process of its own, and the quotient of every figure round by round:
 * on a machine whose speed differs by a third from hour to hour nothing else tells whether a change made it slower.
 *
 *   npm run bench:compare -- <commit> [--rounds 3] [--seconds 2] [--only append …] [--json FILE]
 *
 * `before` is the commit, checked out and built in a folder beside the temporary files, with this checkout's node_modules;
 * `after` is this checkout as it is built. Every second round goes in the other order. What only one of them has is left out.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

const run = promisify(execFile);
const here = join(import.meta.dirname, '../..');
const mainFigures = ['append', 'desk', 'few-streams', 'http'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', multiple: true, default: mainFigures },
    json: { type: 'string' },
  },
});
const [commit] = positionals;
if (!commit) throw new Error('Name the commit that is compared with this checkout.');

const git = (...words) => execFileSync('git', ['-C', here, ...words], { encoding: 'utf8' }).trim();

/** Where a build has its bench: it lay elsewhere in earlier commits. */
const benchOf = (checkout) =>
  ['dist/test/bench/main.js', 'dist/apps/bench/main.js'].map((path) => join(checkout, path)).find(existsSync);

const build = (checkout) => {
  const scripts = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).scripts;
  execFileSync('npm', ['run', scripts['build:test'] ? 'build:test' : 'build'], {
    cwd: checkout,
    stdio: 'inherit',
  });
};

const figuresOf = async (checkout, folder) => {
  const file = join(folder, 'figures.json');
  const options = values.only.flatMap((name) => ['--only', name]);
  options.push('--seconds', values.seconds);
  await run(
    process.execPath,
    ['--expose-gc', benchOf(checkout), '--rounds', '1', '--json', file, ...options],
    {
      cwd: checkout,
      maxBuffer: 2 ** 26,
    },
  );
  const { figures } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(
    figures.map(({ measure, what, unit, median }) => [`${measure} | ${what} | ${unit}`, median]),
  );
};

const inOrder = (numbers) => numbers.toSorted((a, b) => a - b);
const medianOf = (numbers) => {
  const sorted = inOrder(numbers);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};
const short = (number) => Number(number.toPrecision(3)).toLocaleString('en-US');

const tableOf = (rounds) => {
  const names = [...(rounds[0]?.before.keys() ?? [])].filter((name) => rounds[0]?.after.has(name));
  const rows = names.flatMap((name) => {
    const pairs = rounds.map(({ before, after }) => [before.get(name), after.get(name)]);
    if (pairs.some((pair) => !pair.every((value) => Number.isFinite(value) && value > 0))) return [];
    const quotients = inOrder(pairs.map(([before, after]) => after / before));
    const spread = `${quotients[0].toFixed(2)} – ${quotients.at(-1).toFixed(2)}`;
    const [before, after] = [0, 1].map((index) => short(medianOf(pairs.map((pair) => pair[index]))));
    return [`| ${[name, before, after, medianOf(quotients).toFixed(2), spread].join(' | ')} |`];
  });
  return [
    '| measure | what | unit | before | after | after of before | spread |',
    '| --- | --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
  ].join('\n');
};

const folder = mkdtempSync(join(tmpdir(), 'homeward-compare-'));
const before = join(folder, 'before');
const say = (text) => process.stdout.write(`${text}\n`);
try {
  git('worktree', 'add', '--detach', before, commit);
  symlinkSync(join(here, 'node_modules'), join(before, 'node_modules'));
  build(before);
  build(here);
  const rounds = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const found = {};
    for (const which of round % 2 === 0 ? ['before', 'after'] : ['after', 'before']) {
      say(`${new Date().toISOString().slice(11, 19)} round ${round + 1}: ${which} …`);
      found[which] = await figuresOf(which === 'before' ? before : here, folder);
    }
    rounds.push(found);
    // Told after each, so that a run that is ended says what it knows.
    say(`\n${tableOf(rounds)}\n`);
  }
  say(
    `before ${git('rev-parse', '--short', commit)}, after ${git('rev-parse', '--short', 'HEAD')} as built here.`,
  );
  if (values.json)
    writeFileSync(
      values.json,
      `${JSON.stringify(rounds.map(({ before: b, after: a }) => ({ before: Object.fromEntries(b), after: Object.fromEntries(a) })))}\n`,
    );
} finally {
  git('worktree', 'remove', '--force', before);
  rmSync(folder, { recursive: true, force: true });
}
