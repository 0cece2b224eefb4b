import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { countries as programme } from '#casework';
import { endAfter, untilStopped } from '../ending.js';
import { brokersIn } from './brokers.js';
import { countriesFor, countriesIn, usualCountries } from './countries.js';
import { keptCountries } from './identity.js';
import { journalOf } from './journal.js';
import { recordedUntil } from './kept-clock.js';
import { playInSandbox } from './play-in-sandbox.js';
import { eventStoresIn, mustAnswer } from './event-stores.js';
import { startSandbox } from './sandbox.js';
import { beginningOf, storyNamed } from './stories.js';
import type { PlayableStory } from './story/index.js';
import { say } from './terminal.js';
import { addresses, welcome } from './welcome.js';

const usage = `npm start -- [options]

  --story NAME|FILE  the story to play (default a-family-comes-home); given several times with --exit, and without --data,
                     each is played on nodes of its own, one after the other
  --no-story         only serve; the clock is the machine's
  --exit             end after the story, with code 1 where it did not end as it says
  --data DIR         keep the data in DIR; a second start goes on from it
  --requests-per-minute N
                     how often one token may ask (default 600000)
  --countries CODES  whose nodes are brought up: of ${programme.join(', ').toLowerCase()}, with commas between, or all
                     (default: those of the data folder and of the story; ${usualCountries.join(' and ')} where they are enough)
  --kafka BROKERS    messages cross over this Kafka (host:port, with commas between)
  --event-store COUNTRY=URL
                     that country's events stand in this EventStoreDB (esdb://…); may be given for each
  --help             this text`;

const optionsGiven = () =>
  parseArgs({
    options: {
      story: { type: 'string', multiple: true, default: ['a-family-comes-home'] },
      'no-story': { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
      data: { type: 'string' },
      'requests-per-minute': { type: 'string' },
      countries: { type: 'string' },
      kafka: { type: 'string' },
      'event-store': { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  }).values;

/** How many requests a minute one token may make; undefined where nothing was said. */
const requestsPerMinute = (given: string | undefined): number | undefined => {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new Error('Give --requests-per-minute a whole number above 0.');
  return Number(given);
};

/** Where the clock stands when a story begins, or goes on, on the data of a folder. */
const startOf = async (story: PlayableStory, dataDir: string): Promise<string | undefined> => {
  const journal = await journalOf(dataDir, story);
  if (journal) return journal.instant;
  const [beginning, recorded] = [beginningOf(story), await recordedUntil(dataDir)];
  if (beginning !== undefined && recorded !== undefined && beginning < recorded)
    throw new Error(
      `The data in ${dataDir} go to ${recorded}, and the story begins at ${beginning}. Give it a folder of its own with --data.`,
    );
  return beginning;
};

type Options = ReturnType<typeof optionsGiven>;

/** Brings up nodes for a story, or for none, plays it and ends them; the code to end with. */
const play = async (
  story: PlayableStory | undefined,
  options: Options,
  stopped: Promise<void>,
): Promise<number> => {
  const limit = requestsPerMinute(options['requests-per-minute']);
  const kafka = options.kafka === undefined ? undefined : brokersIn(options.kafka);
  const given = options.data === undefined ? undefined : resolve(options.data);
  const countries = countriesFor({
    asked: options.countries === undefined ? undefined : countriesIn(options.countries),
    kept: given === undefined ? [] : await keptCountries(given),
    story,
  });
  const eventStores = eventStoresIn(options['event-store'], countries);
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'homeward-')));
  await mustAnswer(eventStores);
  say(`Bringing up PostgreSQL and a node for each of ${countries.join(', ')} …`);
  const startAt = story && (await startOf(story, dataDir));
  const sandbox = await startSandbox({
    countries,
    dataDir,
    ephemeral: options.data === undefined,
    ...(startAt ? { startAt } : {}),
    ...(limit ? { requestsPerMinute: limit } : {}),
    metricsToken: process.env['METRICS_TOKEN'],
    eventStores,
    ...(kafka ? { kafka } : {}),
  });
  try {
    if (!story) await sandbox.clock.goOn();
    await welcome(sandbox);
    const played = story ? await Promise.race([playInSandbox(sandbox, story), stopped]) : undefined;
    if (played && !played.ok && options.exit) return 1;
    if (!options.exit) {
      if (played) await sandbox.clock.goOn();
      say('\nThe nodes stay up. Ctrl-C ends them.');
      if (played) addresses(sandbox);
      await stopped;
    }
    return played && !played.ok ? 1 : 0;
  } finally {
    say('Stopping …');
    await sandbox.stop();
  }
};

/** Plays stories one after the other, also where one ended otherwise than it says; 1 where any did. */
const playEach = async (
  stories: readonly PlayableStory[],
  options: Options,
  stopped: Promise<void>,
): Promise<number> => {
  let [code, over] = [0, false];
  void stopped.then(() => (over = true));
  for (const story of stories) if (!over) code = Math.max(code, await play(story, options, stopped));
  return code;
};

const run = async (): Promise<number> => {
  const options = optionsGiven();
  if (options.help) {
    say(usage);
    return 0;
  }
  const several = options.story.length > 1;
  if (several && (!options.exit || options.data !== undefined))
    throw new Error('Several stories are played with --exit, and without --data: each has nodes of its own.');
  const stories = options['no-story'] ? [] : await Promise.all(options.story.map(storyNamed));
  const stopped = untilStopped();
  return several ? playEach(stories, options, stopped) : play(stories[0], options, stopped);
};

endAfter(run());
