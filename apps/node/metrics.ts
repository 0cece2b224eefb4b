import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { ViewStatus } from '#agencies';
import type { BridgeMetrics, QueueDepths } from '#bridge';
import type { Country } from '#casework';

export interface NodeMetrics {
  readonly bridge: BridgeMetrics;
  /** Prometheus text. */
  readonly text: () => Promise<string>;
}

export interface Measured {
  readonly views: () => Promise<readonly ViewStatus[]>;
  readonly queues: () => Promise<QueueDepths>;
}

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
  return {
    bridge: {
      count: (what, { with: other = '', reason = '' }) => crossings.inc({ what, with: other, reason }),
    },
    text: async () => {
      for (const { view, lagSeconds, parkedCases } of await views()) {
        lag.set({ view }, lagSeconds);
        parked.set({ view }, parkedCases);
      }
      for (const [name, depth] of Object.entries(await queues())) queue.set({ queue: name }, Number(depth));
      return registry.metrics();
    },
  };
};
