import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { ViewStatus } from '#agencies';
import type { BridgeMetrics, Flow, QueueDepths } from '#bridge';
import type { Country } from '#casework';

/** What one exchange tells of one topic that this country reads; nothing where it does not answer. */
export interface ExchangeFlow {
  readonly exchange: string;
  readonly topic: string;
  readonly flow: Flow | undefined;
}

export interface NodeMetrics {
  readonly bridge: BridgeMetrics;
  /** From now on the text tells of these as well. */
  readonly watchExchanges: (flows: () => Promise<readonly ExchangeFlow[]>) => void;
  /** Prometheus text. */
  readonly text: () => Promise<string>;
}

export interface Measured {
  readonly views: () => Promise<readonly ViewStatus[]>;
  readonly queues: () => Promise<QueueDepths>;
}

const exchangeGauges = (registry: Registry) => {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['exchange', 'topic'], registers: [registry] });
  const answers = gauge('homeward_exchange_answers', 'Whether the exchange answers this node: 1 or 0.');
  const waiting = gauge('homeward_exchange_waiting', 'Records that this country has not handled yet.');
  const age = gauge(
    'homeward_exchange_last_message_age_seconds',
    'Since when the last record was written: of those kept (embedded), or handled by this process (Kafka).',
  );
  return (flows: readonly ExchangeFlow[]): void => {
    for (const { exchange, topic, flow } of flows) {
      const labels = { exchange, topic };
      answers.set(labels, flow ? 1 : 0);
      if (!flow) waiting.remove(labels);
      else waiting.set(labels, flow.waiting);
      if (flow?.lastAt) age.set(labels, Math.max(0, (Date.now() - Date.parse(flow.lastAt)) / 1_000));
    }
  };
};

/** Counters and gauges of one node. Labels are countries, codes and names of views; nothing of a person. */
export const nodeMetrics = (country: Country, { views, queues }: Measured): NodeMetrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ country });
  collectDefaultMetrics({ register: registry });
  const crossings = new Counter({
    name: 'homeward_bridge_total',
    help: 'Messages and receipts by what became of them.',
    labelNames: ['what', 'with', 'reason'],
    registers: [registry],
  });
  const lag = new Gauge({
    name: 'homeward_view_lag_seconds',
    help: 'For how long a view has not moved although newer events wait.',
    labelNames: ['view'],
    registers: [registry],
  });
  const parked = new Gauge({
    name: 'homeward_view_parked_cases',
    help: 'Cases whose events a view could not take.',
    labelNames: ['view'],
    registers: [registry],
  });
  const queue = new Gauge({
    name: 'homeward_bridge_queue',
    help: 'What waits in the bridge.',
    labelNames: ['queue'],
    registers: [registry],
  });
  const showExchanges = exchangeGauges(registry);
  let flowing = (): Promise<readonly ExchangeFlow[]> => Promise.resolve([]);
  return {
    bridge: {
      count: (what, { with: other = '', reason = '' }) => crossings.inc({ what, with: other, reason }),
    },
    watchExchanges: (flows) => (flowing = flows),
    text: async () => {
      showExchanges(await flowing());
      for (const { view, lagSeconds, parkedCases } of await views()) {
        lag.set({ view }, lagSeconds);
        parked.set({ view }, parkedCases);
      }
      for (const [name, depth] of Object.entries(await queues())) queue.set({ queue: name }, Number(depth));
      return registry.metrics();
    },
  };
};
