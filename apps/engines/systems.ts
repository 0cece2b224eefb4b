import { join } from 'node:path';
import { countries, type Country } from '#casework';
import { roles, type Role } from '../node/roles.js';
import { sandboxPortOf } from '../sandbox/countries.js';
import type { Sites } from './sites.js';
import { migrate, startProcess, type Running } from './processes.js';
import { settingsFor, type Environment } from './settings.js';

/** National systems, each process by itself. */
export interface Systems {
  readonly processes: readonly Running[];
  /** Where agencies reach each country's node. */
  readonly nodes: ReadonlyMap<Country, { readonly url: string }>;
  stop(): Promise<void>;
}

/** Ports of processes without a door, which answer questions of health and metrics only. */
const firstInnerPort = 31_066;

export interface SystemsOptions {
  /** Folder of a log for each process. */
  readonly logs: string;
  /** Where the clock of every process stands at first; the machine's own where absent. */
  readonly clockStarts?: string;
  readonly told?: (process: Running) => void;
}

/** Where the search for a port of each process begins. */
const firstPortOf = (country: Country, role: Role): number =>
  role === 'api'
    ? sandboxPortOf(country)
    : firstInnerPort + roles.length * countries.indexOf(country) + roles.indexOf(role);

/**
 * Installs each country's databases, then starts its api, projector and bridge together: none is ready without the others'
 * work. Resolves when all are ready; where one is not, ends those that are.
 */
export const startSystems = async (
  { settings }: Pick<Sites, 'settings'>,
  login: Environment,
  { logs, clockStarts, told = () => undefined }: SystemsOptions,
): Promise<Systems> => {
  const processes: Running[] = [];
  const nodes = new Map<Country, { readonly url: string }>();
  const clock: Environment = clockStarts === undefined ? {} : { CLOCK_STARTS: clockStarts };

  const startCountry = async (country: Country): Promise<void> => {
    const all = { REQUESTS_PER_MINUTE: '600000', ...login, ...settings.get(country) };
    const named = (part: string): string => `${country.toLowerCase()}-${part}`;
    const logOf = (part: string): string => join(logs, `${named(part)}.log`);
    await migrate(named('migration'), settingsFor('migration', country, all), logOf('migration'));
    const starting = roles.map(async (role) => {
      const environment = { ...settingsFor(role, country, all), ROLES: role, ...clock };
      const running = await startProcess(named(role), environment, {
        log: logOf(role),
        firstPort: firstPortOf(country, role),
      });
      processes.push(running);
      told(running);
      if (role === 'api') nodes.set(country, running);
    });
    await everyOne(starting);
  };

  const stop = async (): Promise<void> => {
    await Promise.allSettled(processes.map((process) => process.stop()));
  };
  try {
    await everyOne([...settings.keys()].map(startCountry));
    return { processes, nodes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Waits for all, also where one fails: what the others started must be known, to be ended. */
const everyOne = async (work: readonly Promise<void>[]): Promise<void> => {
  for (const settled of await Promise.allSettled(work))
    if (settled.status === 'rejected') throw settled.reason;
};
