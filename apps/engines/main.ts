import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Country } from '#casework';
import { countriesFor, countriesIn } from '../sandbox/countries.js';
import { keptCountries } from '../sandbox/identity.js';
import { journalOf } from '../sandbox/journal.js';
import { playOn } from '../sandbox/play-in-sandbox.js';
import { beginningOf, storyNamed } from '../sandbox/stories.js';
import type { PlayableStory } from '../sandbox/story/index.js';
import { say } from '../sandbox/terminal.js';
import { tokensInto } from '../sandbox/welcome.js';
import { endAfter, untilStopped } from '../ending.js';
import { clockOf } from './clock.js';
import { prepareSites, type Sites } from './sites.js';
import { startLogin, type Login } from './login.js';
import { openStores } from './stores.js';
import { startSystems } from './systems.js';

const usage = `npm run start:engines -- [options]

The topology of docker-compose.yml as plain processes: for each country an api, a projector and a bridge, over the
engines that the environment names, and embedded ones for the rest. Settings are those of a node (docs/operations.md) with
the country at their end, as DATABASE_APP_URL_TH or EVENTSTOREDB_URL_MM; without it they hold for all. KAFKA_BROKERS
(host:port, with commas between) names brokers that are open to everybody.

  --countries CODES  whose systems are brought up, as npm start takes them
  --story NAME|FILE  play a story over them; the clock stands where the story stands, and goes on after it
  --exit             end after the story, with code 1 where it did not end as it says
  --data DIR         keep the data of embedded engines, keys and logs in DIR (else they are gone at the end)
  --help             this text`;

interface Wanted {
  readonly countries: readonly Country[];
  readonly dataDir: string;
  readonly story: PlayableStory | undefined;
  readonly exit: boolean;
  readonly ephemeral: boolean;
}

/** Plays, and serves until told to stop; gives the exit code. */
const serve = async (
  sites: Sites,
  login: Login,
  { dataDir, story, exit }: Wanted,
  stopped: Promise<void>,
): Promise<number> => {
  const clockStarts =
    story && ((await journalOf(dataDir, story))?.instant ?? beginningOf(story) ?? new Date().toISOString());
  for (const line of sites.engines) say(line);
  const systems = await startSystems(sites, login.settings, {
    logs: dataDir,
    ...(clockStarts ? { clockStarts } : {}),
    told: ({ name, url, pid }) => say(`${name.padEnd(14)}${url}  process ${pid}`),
  });
  try {
    say(`\nTokens of every agency: ${await tokensInto(dataDir, systems.nodes, login.token)}`);
    if (story && clockStarts) {
      const stores = openStores(sites);
      const stage = { nodes: systems.nodes, token: login.token, dataDir, stores: stores.byCountry };
      const playing = playOn({ ...stage, clock: clockOf(clockStarts, systems.processes) }, story);
      const played = await Promise.race([playing, stopped]).finally(() => stores.close());
      if (!played) return 0;
      if (exit) return played.ok ? 0 : 1;
      for (const process of systems.processes) process.goOn();
    }
    if (exit) return 0;
    say('\nThe nodes stay up. Ctrl-C ends them.');
    await stopped;
    return 0;
  } finally {
    say('Stopping …');
    await systems.stop();
  }
};

/** Brings everything up on a folder and takes it down again, whatever fails. */
const inFolder = async (wanted: Wanted): Promise<number> => {
  const { countries, dataDir, ephemeral } = wanted;
  const stopped = untilStopped();
  const sites = await prepareSites(process.env, { countries, dataDir, ephemeral });
  try {
    const login = await startLogin();
    return await serve(sites, login, wanted, stopped).finally(() => login.close());
  } finally {
    await sites.stop();
  }
};

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      countries: { type: 'string' },
      story: { type: 'string' },
      exit: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return 0;
  }
  const story = values.story === undefined ? undefined : await storyNamed(values.story);
  const data = values.data === undefined ? undefined : resolve(values.data);
  const countries = countriesFor({
    asked: values.countries === undefined ? undefined : countriesIn(values.countries),
    kept: data === undefined ? [] : await keptCountries(data),
    story,
  });
  const { exit } = values;
  if (data !== undefined) return inFolder({ countries, dataDir: data, story, exit, ephemeral: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'homeward-engines-'));
  try {
    return await inFolder({ countries, dataDir, story, exit, ephemeral: true });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

endAfter(run());
