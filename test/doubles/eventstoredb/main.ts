import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { eventStoreDbDouble } from './double.js';

/** The double as a process of its own: `--port N [--file PATH] [--key PEM --certificate PEM]`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2113' },
    file: { type: 'string' },
    key: { type: 'string' },
    certificate: { type: 'string' },
  },
});
const { port, file, key, certificate } = values;
const double = eventStoreDbDouble({
  ...(file === undefined ? {} : { file }),
  ...(key && certificate ? { tls: { key: readFileSync(key), certificate: readFileSync(certificate) } } : {}),
});
await double.start(Number(port));
process.stdout.write(`double of EventStoreDB on 127.0.0.1:${double.port()}\n`);
process.once('SIGTERM', () => {
  double.close();
  process.exit(0);
});
