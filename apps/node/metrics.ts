import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { ViewStatus } from '#agencies';
import type { BridgeMetrics, Flow, HeldKey, QueueDepths, WithoutReceipt } from '#bridge';
import type { Country, Dispute } from '#casework';
import { withinTime } from './within-time.js';

/** What one exchange tells of one topic that this country reads; nothing where it does not answer. */
export interface ExchangeFlow {
  readonly exchange: string;
  readonly topic: string;
  readonly flow: Flow | undefined;
  /** Whether this process reads it, or stands by for it; nothing before it has tried. */
  readonly reads?: boolean | undefined;
}

export interface NodeMetrics {
  readonly bridge: BridgeMetrics;
  /** An event was read that this node did not write. */
  readonly notAuthentic: () => void;
  /** How many were. */
  readonly foundNotAuthentic: () => number;
  /** From now on the text tells of these as well. */
  readonly watchExchanges: (flows: () => Promise<readonly ExchangeFlow[]>) => void;
  /** From now on the text tells of these as well. */
  readonly watchKeys: (keys: () => readonly HeldKey[]) => void;
  /** From now on the text tells of these as well: in which version of the wire each partner is written to. */
  readonly watchPartners: (partners: () => readonly { with: Country; wireVersion: number }[]) => void;
  /** From now on the text tells of these as well: of which instruments which country holds another text. */
  readonly watchDisputed: (disputes: () => Promise<readonly Dispute[]>) => void;
  /** Prometheus text. */
  readonly text: () => Promise<string>;
}

export interface Measured {
  readonly views: () => Promise<readonly ViewStatus[]>;
  readonly queues: () => Promise<QueueDepths>;
  /** Messages that went more than an hour ago. */
  readonly withoutReceipt: () => Promise<readonly WithoutReceipt[]>;
  /** Work that one process at a time does, and whether one does it now. */
  readonly work: () => Promise<readonly { readonly name: string; readonly held: boolean }[]>;
  /**
   * Followers of the event store that act on what they read, for how long events have waited for them, and in how many
   * cases they could not act yet.
   */
  readonly followers: () => Promise<
    readonly { readonly name: string; readonly lagSeconds: number; readonly parked?: number }[]
  >;
  /** Rejects while the event store does not answer. */
  readonly eventStore: () => Promise<unknown>;
}

/** The longest that a question of what is measured waits for an engine, milliseconds. */
const longestWaitMs = 3_000;

const exchangeGauges = (registry: Registry) => {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['exchange', 'topic'], registers: [registry] });
  const answers = gauge('homeward_exchange_answers', 'Whether the exchange answers this node: 1 or 0.');
  const waiting = gauge('homeward_exchange_waiting', 'Records that this country has not handled yet.');
  const read = gauge(
    'homeward_exchange_read',
    'Whether this process reads the topic, or stands by for another that does: 1 or 0.',
  );
  const age = gauge(
    'homeward_exchange_last_message_age_seconds',
    'Since when the last record was written: of those kept (embedded), or handled by this node, to a minute (Kafka).',
  );
  return (flows: readonly ExchangeFlow[]): void => {
    for (const { exchange, topic, flow, reads } of flows) {
      const labels = { exchange, topic };
      if (reads !== undefined) read.set(labels, reads ? 1 : 0);
      answers.set(labels, flow ? 1 : 0);
      if (!flow) waiting.remove(labels);
      else waiting.set(labels, flow.waiting);
      if (flow?.lastAt) age.set(labels, Math.max(0, (Date.now() - Date.parse(flow.lastAt)) / 1_000));
    }
  };
};

const monthMs = 30 * 86_400_000;

const keyGauge = (registry: Registry) => {
  const gauge = new Gauge({
    name: 'homeward_private_keys',
    help: 'Private keys that open messages: must be destroyed (overdue), or end within 30 days without a successor (to_replace).',
    labelNames: ['state'],
    registers: [registry],
  });
  return (keys: readonly HeldKey[]): void => {
    const soon = Date.now() + monthMs;
    const lasting = keys.some(
      ({ state, until }) => state === 'in_use' && (until === undefined || Date.parse(until) > soon),
    );
    gauge.set({ state: 'overdue' }, keys.filter(({ state }) => state === 'overdue').length);
    gauge.set({ state: 'to_replace' }, keys.length > 0 && !lasting ? 1 : 0);
  };
};

const partnerGauge = (registry: Registry): Gauge<'with'> =>
  new Gauge({
    name: 'homeward_partner_wire_version',
    help: 'The version of the wire in which a partner is written to: 1 until its node says that it reads another.',
    labelNames: ['with'],
    registers: [registry],
  });

const disputedGauge = (registry: Registry): Gauge<'instrument' | 'with'> =>
  new Gauge({
    name: 'homeward_instrument_disputed',
    help: 'Instruments of which a partner says that it holds another text: nothing new goes under one meanwhile.',
    labelNames: ['instrument', 'with'],
    registers: [registry],
  });

/** Counters and gauges of one node. Labels are countries, codes and names of views; nothing of a person. */
export const nodeMetrics = (country: Country, measured: Measured): NodeMetrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ country });
  collectDefaultMetrics({ register: registry });
  const crossings = new Counter({
    name: 'homeward_bridge_total',
    help: 'Messages and receipts by what became of them.',
    labelNames: ['what', 'with', 'reason'],
    registers: [registry],
  });
  const strange = new Counter({
    name: 'homeward_events_not_authentic_total',
    help: 'Events that stand in the event store, that this node did not write, and that this process passed over.',
    registers: [registry],
  });
  let found = 0;
  const gauge = <L extends string>(name: string, help: string, label: L) =>
    new Gauge({ name, help, labelNames: [label], registers: [registry] });
  const up = gauge('homeward_engine_answers', 'Whether an engine answers this process: 1 or 0.', 'engine');
  const lag = gauge(
    'homeward_view_lag_seconds',
    'For how long a view has not moved although newer events wait.',
    'view',
  );
  const age = gauge(
    'homeward_view_age_seconds',
    'How long ago a view was last known to show everything recorded.',
    'view',
  );
  const parked = gauge('homeward_view_parked_cases', 'Cases whose events a view could not take.', 'view');
  const queue = gauge('homeward_bridge_queue', 'What waits in the bridge.', 'queue');
  const unreceipted = new Gauge({
    name: 'homeward_messages_without_receipt',
    help: 'Messages that went more than an hour ago and have no receipt: sent again (waits), or not allowed to go any more (kept_back).',
    labelNames: ['with', 'state'],
    registers: [registry],
  });
  const followed = gauge(
    'homeward_work_held',
    'Whether a process does what one at a time does (a view, sending, follow-ups): 1 or 0.',
    'work',
  );
  const behind = gauge(
    'homeward_follower_lag_seconds',
    'For how long a follower has not moved although newer events wait.',
    'follower',
  );
  const postponed = gauge(
    'homeward_follower_parked_cases',
    'Cases in which a follower could not act on an event yet, and tries again.',
    'follower',
  );
  const gaugesOfDatabase = [lag, age, parked, queue, unreceipted, followed, behind, postponed];

  /** Measures, and gives what shows it. */
  const measure = async (): Promise<() => void> => {
    const [statuses, depths, silent, work, followers] = await Promise.all([
      measured.views(),
      measured.queues(),
      measured.withoutReceipt(),
      measured.work(),
      measured.followers(),
    ]);
    return () => {
      for (const { view, lagSeconds, ageSeconds, parkedCases } of statuses) {
        lag.set({ view }, lagSeconds);
        parked.set({ view }, parkedCases);
        if (ageSeconds !== undefined) age.set({ view }, ageSeconds);
      }
      for (const [name, depth] of Object.entries(depths)) queue.set({ queue: name }, Number(depth));
      for (const { with: other, waiting, keptBack } of silent) {
        unreceipted.set({ with: other, state: 'waits' }, waiting);
        unreceipted.set({ with: other, state: 'kept_back' }, keptBack);
      }
      for (const { name, held } of work) followed.set({ work: name }, held ? 1 : 0);
      for (const { name, lagSeconds, parked: put } of followers) {
        behind.set({ follower: name }, lagSeconds);
        if (put !== undefined) postponed.set({ follower: name }, put);
      }
    };
  };

  /** The answer; undefined where it did not come in time, and whatever comes later is not shown. */
  const asked = async <T>(engine: string, ask: () => Promise<T>): Promise<T | undefined> => {
    const answer = await withinTime(longestWaitMs, ask()).then(
      (value) => ({ value }),
      () => undefined,
    );
    up.set({ engine }, answer ? 1 : 0);
    return answer?.value;
  };

  const showExchanges = exchangeGauges(registry);
  const showKeys = keyGauge(registry);
  const partnerVersion = partnerGauge(registry);
  const disputedTexts = disputedGauge(registry);
  let disputedNow = (): Promise<readonly Dispute[]> => Promise.resolve([]);
  let partnersNow = (): readonly { with: Country; wireVersion: number }[] => [];
  let heldNow = (): readonly HeldKey[] => [];
  let flowing = (): Promise<readonly ExchangeFlow[]> => Promise.resolve([]);
  const tell = async (): Promise<string> => {
    const [show, flows, disputed] = await Promise.all([
      asked('database', measure),
      flowing(),
      withinTime(longestWaitMs, disputedNow()).catch(() => undefined),
      asked('event store', measured.eventStore),
    ]);
    // What could not be measured is left out: an old number would look like a new one.
    for (const one of gaugesOfDatabase) one.reset();
    show?.();
    showExchanges(flows);
    showKeys(heldNow());
    disputedTexts.reset();
    for (const { code, with: other } of disputed ?? [])
      disputedTexts.set({ instrument: code, with: other }, 1);
    for (const { with: other, wireVersion } of partnersNow())
      partnerVersion.set({ with: other }, wireVersion);
    return registry.metrics();
  };
  let telling: Promise<string> | undefined;

  return {
    bridge: {
      count: (what, { with: other = '', reason = '' }) => crossings.inc({ what, with: other, reason }),
    },
    notAuthentic: () => {
      found += 1;
      strange.inc();
    },
    foundNotAuthentic: () => found,
    watchExchanges: (flows) => (flowing = flows),
    watchKeys: (keys) => (heldNow = keys),
    watchPartners: (partners) => (partnersNow = partners),
    watchDisputed: (disputes) => (disputedNow = disputes),
    // Who asks meanwhile gets the same answer.
    text: () => (telling ??= tell().finally(() => (telling = undefined))),
  };
};
