import { parseArgs } from 'node:util';
import { eventStoreDbProgram, storeKinds, type StoreKind } from './engines/event-store.js';
import { faultKinds, type FaultKind } from './plan.js';
import { usualWay, wayIn, type Way } from './way.js';

export interface Options {
  /** Whose nodes are brought into trouble, in the order of the way home. */
  readonly countries: Way;
  readonly minutes: number;
  readonly seed: number;
  /** Kinds of faults; all where empty. */
  readonly only: readonly FaultKind[];
  /** Workers of each kind. */
  readonly workers: number;
  /** The folder stays. */
  readonly keep: boolean;
  /** Where none is named: a real EventStoreDB where its program is named, else PostgreSQL. */
  readonly store: StoreKind;
  /** File to which the evidence is written. */
  readonly record: string | undefined;
  /** Where none is named: Kafka where a broker can be started here. */
  readonly exchange: 'embedded' | 'kafka' | undefined;
}

export const usage = `npm run test:faults -- [options]

  --countries A,B,C
                countries in the order of the way home: found in the first, through those between, which
                are asked to let the person pass, to the last (default th,mm)
  --minutes N   how long faults are inflicted (default 3)
  --seed N      repeats the plan of faults of an earlier run (default: drawn, and printed)
  --only KINDS  kinds of faults, separated by commas; "none" for a run without any
  --workers N   how many people of each kind work at the nodes at once (default 3)
  --event-store E
                postgres, double or eventstoredb (default: eventstoredb where EVENTSTOREDB_SERVER
                names its program, else postgres)
  --exchange E  embedded or kafka (default: kafka where a broker can be started here)
  --keep        keep the folder with journal, logs and databases
  --record F    write what the stores held at the end to F, one JSON object a line
  --help        this text

Kinds of faults:
${Object.entries(faultKinds)
  .map(([kind, what]) => `  ${kind.padEnd(12)}${what}`)
  .join('\n')}`;

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0.`);
  return value;
};

const isKind = (name: string): name is FaultKind => Object.hasOwn(faultKinds, name);

const kindsIn = (text: string | undefined): readonly FaultKind[] => {
  if (text === undefined) return Object.keys(faultKinds).filter(isKind);
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    if (!isKind(name)) throw new Error(`There is no kind of fault "${name}".\n\n${usage}`);
    return name;
  });
};

const storeNamed = (name: string | undefined): StoreKind => {
  if (name === undefined) return eventStoreDbProgram() === undefined ? 'postgres' : 'eventstoredb';
  const kind = storeKinds.find((one) => one === name);
  if (!kind) throw new Error(`--event-store is one of ${storeKinds.join(', ')}.`);
  return kind;
};

const exchangeNamed = (name: string | undefined): Options['exchange'] => {
  if (name === undefined || name === 'embedded' || name === 'kafka') return name;
  throw new Error('--exchange is embedded or kafka.');
};

/** Undefined where only help is asked for. */
export const optionsFrom = (args: readonly string[]): Options | undefined => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      countries: { type: 'string', default: usualWay.join() },
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string' },
      only: { type: 'string' },
      workers: { type: 'string', default: '3' },
      'event-store': { type: 'string' },
      exchange: { type: 'string' },
      record: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    countries: wayIn(values.countries),
    minutes: positive('minutes', values.minutes),
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : positive('seed', values.seed),
    only: kindsIn(values.only),
    workers: Math.ceil(positive('workers', values.workers)),
    keep: values.keep,
    record: values.record,
    store: storeNamed(values['event-store']),
    exchange: exchangeNamed(values.exchange),
  };
};
