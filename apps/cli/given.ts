import { parseArgs } from 'node:util';
import type { Command, CommandOptions } from './command.js';
import { commands } from './commands.js';

const options = {
  revision: { type: 'string' },
  'nobody-erased': { type: 'boolean' },
  'yes-erase': { type: 'string' },
  paper: { type: 'string' },
  sandbox: { type: 'string' },
  country: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** A command line that cannot be carried out as it stands; the message says why. */
export class Misuse extends Error {}

/** What a command line asks for: help, or a command with its words and options. */
export type Given =
  | { readonly help: true }
  | {
      readonly help: false;
      readonly command: Command;
      readonly words: readonly string[];
      readonly options: CommandOptions;
      readonly sandbox: string | undefined;
      readonly country: string | undefined;
    };

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const reason =
      String(error)
        .replace(/^\w+( \[\w+\])?: /, '')
        .split('. ')[0] ?? '';
    throw new Misuse(`${reason}; see --help.`, { cause: error });
  }
};

const mustBelong = (name: string, { words: most, options: own = [] }: Command, words: readonly string[]) => {
  if (words.length > most)
    throw new Misuse(
      `"${name}" takes ${most === 0 ? 'no words' : 'one word'}: "${words[most]}" is too much; see --help.`,
    );
  return (option: string): void => {
    if (!own.some((known) => known === option))
      throw new Misuse(`--${option} does not go with "${name}"; see --help.`);
  };
};

/** Reads a command line and refuses what does not belong to its command, before anything is asked or opened. */
export const givenIn = (args: readonly string[]): Given => {
  const { positionals, values } = parsed(args);
  if (values.help) return { help: true };
  const [name, ...words] = positionals;
  if (name === undefined) throw new Misuse('Name a command; see --help.');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new Misuse(
      `There is no command "${name}"; there are ${Object.keys(commands).join(', ')}. See --help.`,
    );
  const allow = mustBelong(name, command, words);
  const { revision, 'nobody-erased': nobodyErased, 'yes-erase': yesErase, paper, sandbox, country } = values;
  if (revision !== undefined) allow('revision');
  if (nobodyErased !== undefined) allow('nobody-erased');
  if (yesErase !== undefined) allow('yes-erase');
  if (paper !== undefined) allow('paper');
  if (country !== undefined && sandbox === undefined)
    throw new Misuse('--country goes with --sandbox; elsewhere COUNTRY says whose node it is.');
  if (sandbox === '') throw new Misuse('Give --sandbox the folder of its data; see --help.');
  return {
    help: false,
    command,
    words,
    options: { revision, nobodyErased, yesErase, paper },
    sandbox,
    country,
  };
};
