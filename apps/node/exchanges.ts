import { hostname } from 'node:os';
import {
  embeddedExchange,
  heardTable,
  inboundGroup,
  kafkaExchange,
  linesOver,
  oneLine,
  remembering,
  topicOf,
  type Exchange,
  type LastHeard,
  type Lines,
} from '#bridge';
import type { CountryParts } from '#countries';
import { connectionsTo } from './connections.js';
import type { ExchangeSettings, NamedExchanges } from './exchange-settings.js';
import type { Ground } from './ground.js';
import type { ExchangeFlow } from './metrics.js';
import type { Reach } from './reach.js';
import { withinTime } from './within-time.js';

export interface Exchanges {
  readonly lines: Lines;
  /** How much waits for this country on every topic that it reads. */
  readonly flows: () => Promise<readonly ExchangeFlow[]>;
  readonly close: () => Promise<void>;
}

/** Longest wait in milliseconds for what an exchange tells of itself. */
const longestWait = 2_000;

const openOne = (
  name: string,
  settings: NamedExchanges[string],
  { country, log, trouble }: Pick<Ground, 'country' | 'log' | 'trouble'>,
  heard: LastHeard,
): Exchange => {
  const part = `exchange ${name}`;
  switch (settings.kind) {
    case 'embedded':
      return embeddedExchange({
        connection: connectionsTo(settings.url, { max: 4, name: `homeward ${country} exchange` }),
        onTrouble: trouble(part),
      });
    case 'kafka':
      // Kafka does not tell when the last record came that it has dropped.
      return remembering(
        name,
        kafkaExchange({
          cluster: settings,
          clientId: `homeward-${country.toLowerCase()}-${hostname()}-${process.pid}`,
          log: (level, text, about) => log[level === 'info' ? 'debug' : level]({ part, ...about }, text),
          onTrouble: (what, text) => log.warn({ part, code: what }, text),
        }),
        heard,
      );
  }
};

/** An exchange that notes of each topic whether this process reads it now. */
const noting = (exchange: Exchange, note: (topic: string, reads: boolean) => void): Exchange => ({
  ...exchange,
  consume: (topic, group, handler, options) =>
    exchange
      .consume(topic, group, handler, { ...options, onReading: (reads) => note(topic, reads) })
      .finally(() => note(topic, false)),
});

/** Opens the exchanges of a country's node; each connects when it is first used. */
export const openExchanges = (
  settings: ExchangeSettings,
  ground: Pick<Ground, 'country' | 'log' | 'trouble' | 'tables'> &
    Pick<CountryParts, 'instruments'> &
    Pick<Reach, 'partners'>,
): Exchanges => {
  const { country, partners, instruments } = ground;
  const heard = heardTable(ground.tables);
  const reading = new Map<string, boolean>();
  const open = (name: string, each: NamedExchanges[string]): Exchange =>
    noting(openOne(name, each, ground, heard), (topic, reads) => void reading.set(`${name} ${topic}`, reads));
  const named: NamedExchanges =
    'named' in settings ? settings.named : { every: { kind: 'embedded', url: settings.url } };
  const exchanges = new Map(Object.entries(named).map(([name, each]) => [name, open(name, each)]));
  const every = exchanges.get('every');
  const lines = 'named' in settings || !every ? linesOver(exchanges, instruments, country) : oneLine(every);
  const places = partners.flatMap((from) =>
    lines.from(from).map((exchange) => ({
      topic: topicOf(from, country),
      exchange,
      name: [...exchanges].find(([, each]) => each === exchange)?.[0] ?? '',
    })),
  );
  return {
    lines,
    flows: () =>
      Promise.all(
        places.map(async ({ topic, exchange, name }) => ({
          exchange: name,
          topic,
          reads: reading.get(`${name} ${topic}`),
          flow: await withinTime(longestWait, exchange.flow(topic, inboundGroup)).catch(() => undefined),
        })),
      ),
    close: async () => {
      await Promise.allSettled([...exchanges.values()].map((exchange) => exchange.close()));
    },
  };
};
