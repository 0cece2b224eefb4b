import { parseArgs } from 'node:util';
import { endAfter } from '../ending.js';
import { configFrom, eventStoreFrom } from '../node/environment.js';
import { commands, usage, type Command } from './commands.js';

const options = {
  revision: { type: 'string' },
  sandbox: { type: 'string' },
  country: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;
type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** Writes every line; says on standard error, where no list takes it for a line, that there was none. */
const show = async ({ nothing }: Command, lines: AsyncGenerator<string>): Promise<void> => {
  let any = false;
  for await (const line of lines) {
    any = true;
    process.stdout.write(`${line}\n`);
  }
  if (!any && nothing !== undefined) process.stderr.write(`${nothing}\n`);
};

/** On each node of a sandbox; fails where it fails on all of them. */
const onSandbox = async (command: Command, args: readonly string[], given: Given): Promise<number> => {
  const { sandbox = '', country, revision } = given;
  if (command.needs === 'no_node') throw new Error('This command needs no node: leave --sandbox out.');
  if (command.changes && country === undefined)
    throw new Error('This command changes a node: say with --country which.');
  const work = command.run(args, { revision });
  const { withKeptNodes } = await import('../sandbox/kept-nodes.js');
  let succeeded = 0;
  await withKeptNodes(sandbox, async (all) => {
    const nodes = all.filter((node) => country === undefined || node.country === country);
    if (nodes.length === 0)
      throw new Error(
        `The sandbox has no node ${String(country)}; it has ${all.map((node) => node.country).join(', ')}.`,
      );
    for (const node of nodes) {
      process.stderr.write(`— ${node.country}\n`);
      try {
        await show(command, work(node));
        succeeded += 1;
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  });
  return succeeded > 0 ? 0 : 1;
};

/** The work of a command on what the environment names; its arguments are judged before any setting is asked for. */
const linesOf = (command: Command, args: readonly string[], { revision }: Given): AsyncGenerator<string> => {
  if (command.needs === 'no_node') return command.run(args, { revision })();
  if (command.needs === 'event_store') {
    const work = command.run(args, { revision });
    return work(eventStoreFrom(process.env));
  }
  const work = command.run(args, { revision });
  return work(configFrom(process.env, command.needs));
};

const run = async (): Promise<number> => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [name = '', ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help || !command) {
    process.stdout.write(`${usage()}\n`);
    return values.help ? 0 : 2;
  }
  if (values.sandbox !== undefined) return onSandbox(command, rest, values);
  await show(command, linesOf(command, rest, values));
  return 0;
};

endAfter(run());
