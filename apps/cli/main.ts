import { parseArgs } from 'node:util';
import { endAfter } from '../ending.js';
import { commands, usage } from './commands.js';

const run = async (): Promise<number> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { revision: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [name = '', ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help || !command) {
    process.stdout.write(`${usage()}\n`);
    return values.help ? 0 : 2;
  }
  for await (const line of command.run(rest, { revision: values.revision }))
    process.stdout.write(`${line}\n`);
  return 0;
};

endAfter(run());
