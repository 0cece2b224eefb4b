import { say } from '../../apps/sandbox/terminal.js';
import { endAfter } from '../../apps/ending.js';
import { figuresText } from './figures.js';
import { optionsFrom, usage } from './options.js';
import { run } from './run.js';

const shown = 50;

const main = async (): Promise<number> => {
  const options = optionsFrom(process.argv.slice(2));
  if (!options) {
    say(usage);
    return 0;
  }
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const figures = await run(options, say, interrupted.signal);
  say(`\n${figuresText(figures)}\n`);
  for (const { what, where } of figures.findings.slice(0, shown)) say(`  ${what}: ${where}`);
  if (figures.findings.length > shown) say(`  and ${figures.findings.length - shown} more`);
  return figures.findings.length === 0 ? 0 : 1;
};

endAfter(main());
