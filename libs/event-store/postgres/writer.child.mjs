// A writer in a process of its own: calls the append function with groups of `size` streams, one event a stream and call.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const [url, name, rounds, size] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url });
await client.connect();
const streams = Array.from({ length: Number(size) }, (_, index) => `case-${name}-${index}`);
const meta = Object.fromEntries(
  'country agency actor occurredAt recordedAt commandId bodyHash correlationId causationId'
    .split(' ')
    .map((field) => [field, 'spec']),
);
/** One event of a stream as the append function takes it. */
const line = (stream, revision) =>
  [stream, revision, revision - 1, randomUUID(), 'CaseOpened', 1, '{}', '{}', JSON.stringify(meta)].join(
    '\u001f',
  );
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
for (let revision = 0; revision < Number(rounds); revision += 1) {
  const { rows } = await client.query({
    name: 'append',
    text: 'select verdict from event_store.append_events($1)',
    values: [streams.map((stream) => line(stream, revision)).join('\u001e')],
  });
  if (rows.some(({ verdict }) => verdict !== 'appended'))
    throw new Error(`writer ${name}: ${JSON.stringify(rows)}`);
}
await client.end();
process.stdin.destroy();
