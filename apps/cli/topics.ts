import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { provisionTopics, TopicSettings } from '#bridge';
import { plainWords } from '#door';
import { endAfter } from '../ending.js';

const usage = `npm run topics -- FILE [options]

Creates the topics of a Kafka cluster, sets how they are kept, and gives each node's user its rights. FILE is like
deploy/kafka/topics.example.json. It can be run again: what is as it should be is left.

  --dry-run   say what would be done, and do nothing
  --prune     take away rights on these topics that are not planned
  --help      this text
`;

const settingsIn = (path: string): TopicSettings => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error(`${path} cannot be read as JSON.`);
  }
  const parsed = TopicSettings.safeParse(value, { error: plainWords });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  );
  throw new Error(`${path} is not in order: ${wrong.join('; ')}.`);
};

const run = async (): Promise<number> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      prune: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (values.help || !file) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const { 'dry-run': dryRun, prune } = values;
  let lines = 0;
  for await (const line of provisionTopics(settingsIn(file), { dryRun, prune })) {
    process.stdout.write(`${line}\n`);
    lines += 1;
  }
  if (lines === 0) process.stdout.write('Everything is as it should be.\n');
  else if (dryRun) process.stdout.write('Nothing was done (--dry-run).\n');
  return 0;
};

endAfter(run());
