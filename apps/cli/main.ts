import { endAfter } from '../ending.js';
import type { Command } from './command.js';
import { usage } from './commands.js';
import { givenIn, Misuse, type Given } from './given.js';
import type { Lines } from './over-node.js';

type Asked = Exclude<Given, { readonly help: true }>;

/** Writes every line; says on standard error, where no list takes it for a line, that there was none. */
const show = async ({ nothing }: Command, lines: Lines): Promise<void> => {
  let any = false;
  for await (const line of lines) {
    any = true;
    process.stdout.write(`${line}\n`);
  }
  if (!any && nothing !== undefined) process.stderr.write(`${nothing}\n`);
};

/** On each node of a sandbox; fails where it fails on all of them. */
const onSandbox = async ({ command, words, options, country }: Asked, sandbox: string): Promise<number> => {
  if (command.needs === 'no_node') throw new Error('This command needs no node: leave --sandbox out.');
  if (command.changes && country === undefined)
    throw new Error('This command changes a node: say with --country which.');
  const work = command.run(words, options);
  const { withKeptNodes, mustStandStill } = await import('../sandbox/kept-nodes.js');
  if (command.stopped) await mustStandStill(sandbox);
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
const linesOf = async ({ command, words, options }: Asked): Promise<Lines> => {
  if (command.needs === 'no_node') return command.run(words, options)();
  // Loaded here: a command on a sandbox, or on no node, starts without class-validator.
  const environment = import('../node/environment.js');
  if (command.needs === 'event_store') {
    const work = command.run(words, options);
    return work((await environment).eventStoreFrom(process.env));
  }
  if (command.needs === 'operators') {
    const work = command.run(words, options);
    return work((await environment).operatorsFrom(process.env));
  }
  if (command.needs === 'keys') {
    const work = command.run(words, options);
    return work((await environment).keysFrom(process.env));
  }
  const work = command.run(words, options);
  return work((await environment).configFrom(process.env, command.needs));
};

const given = (): Given | undefined => {
  try {
    return givenIn(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
};

const run = async (): Promise<number> => {
  const asked = given();
  if (!asked) return 2;
  if (asked.help) {
    process.stdout.write(`${usage()}\n`);
    return 0;
  }
  if (asked.sandbox !== undefined) return onSandbox(asked, asked.sandbox);
  await show(asked.command, await linesOf(asked));
  return 0;
};

endAfter(run());
