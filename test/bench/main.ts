import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { say } from '../../apps/sandbox/terminal.js';
import { endAfter } from '../../apps/ending.js';
import { tableOf, type Figure } from './figures.js';
import { prepareBenchServer } from './bench-server.js';
import { fewCases, type Extent } from './measure.js';
import { measures } from './measures/index.js';

const usage = `npm run bench -- [options]

  --only NAME     one measure (may be given again): ${measures.map(({ name }) => name).join(', ')}
  --json FILE     write the figures for a machine too
  --rounds N      rounds of each comparison (default 5)
  --seconds N     seconds of each contender in a round (default 3)
  --events N      events of catch-up and rebuild (default 200000)
  --cases N       cases of the large board (default 20000)
  --profile DIR   write V8 CPU profiles of the nodes to DIR
  --help          this text

kafka needs a broker: KAFKA_BROKERS (host:port) or the program named by KAFKA_PROGRAM; eventstoredb needs EVENTSTOREDB_URL.
Without them each says so and is left out.`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    events: { type: 'string', default: '200000' },
    cases: { type: 'string', default: '20000' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const above = (least: number, name: string, text: string): number => {
  const value = Number(text);
  if (!(value > least)) throw new Error(`--${name} must be a number above ${least}.`);
  return value;
};

const extentOf = (): Extent => ({
  rounds: above(0, 'rounds', values.rounds),
  seconds: above(0, 'seconds', values.seconds),
  events: above(0, 'events', values.events),
  cases: above(fewCases, 'cases', values.cases),
  ...(values.profile ? { profiles: values.profile } : {}),
});

const run = async (): Promise<void> => {
  if (values.help) return say(usage);
  const unknown = values.only.find((name) => !measures.some((measure) => measure.name === name));
  if (unknown) throw new Error(`There is no measure "${unknown}".\n\n${usage}`);
  const chosen = measures.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  const extent = extentOf();
  const server = await prepareBenchServer();
  const figures: Figure[] = [];
  try {
    for (const measure of chosen) {
      say(`${new Date().toISOString().slice(11, 19)} ${measure.name} …`);
      const found = await measure.run(server, extent);
      figures.push(...found);
      say(`\n${tableOf(found)}\n`);
    }
  } finally {
    await server.stop();
  }
  if (values.json) {
    const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
    await writeFile(
      values.json,
      `${JSON.stringify({ at: new Date().toISOString(), machine, extent, figures }, undefined, 2)}\n`,
    );
  }
};

endAfter(run());
