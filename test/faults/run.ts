import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Country } from '#casework';
import type { Role } from '../../apps/node/roles.js';
import { kafkaMissing } from '../kit/kafka.js';
import type { Options } from './options.js';
import { gather, judgeLogs } from './gather.js';
import type { Figures } from './figures.js';
import { preparePremises, type Premises } from './premises.js';
import { inflictAll } from './inflict.js';
import {
  finding,
  judge,
  judgeEnds,
  judgeFaults,
  judgeShown,
  neverHappened,
  type Finding,
} from './judge/index.js';
import { recordOf } from './judge/record.js';
import { journalAt } from './journal.js';
import { keepLogEnds } from './log-ends.js';
import { countsOf, startLoad } from './load/index.js';
import { startMember, type Member } from './member.js';
import { planOf, type Weakness } from './plan.js';
import { keptAt, type NodeStores } from './stores.js';
import { unreadableAt } from './unreadable.js';
import { underWayAt, type UnderWay } from './under-way.js';

const tellEveryMs = 5_000;
const longestStartMs = 120_000;
const longestAnswerMs = 120_000;
const longestSettleMs = 240_000;
const longestHearingMs = 120_000;

/** How many processes of each role a node runs: of those that stand by for each other, two. */
const processes: readonly (readonly [Role, number])[] = [
  ['api', 1],
  ['projector', 2],
  ['bridge', 2],
];

const membersOf = async ({ homes, logs, guard }: Premises): Promise<Member[]> => {
  const members: Member[] = [];
  for (const { country, configFor } of homes.values())
    for (const [role, count] of processes)
      for (let number = 1; number <= count; number += 1) {
        const name = `${country} ${role}${count > 1 ? ` ${number}` : ''}`;
        const file = name.replaceAll(' ', '-');
        members.push(
          startMember({
            name,
            begin: { country, config: await configFor(name, role), log: join(logs, `${file}.log`) },
            output: join(logs, `${file}.out`),
            guard,
          }),
        );
      }
  return members;
};

const until = async (
  what: string,
  withinMs: number,
  holds: () => boolean | Promise<boolean>,
  signal: AbortSignal,
): Promise<boolean> => {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(200)) {
    if (signal.aborted) throw new Error(`Interrupted while waiting: ${what}.`);
    if (await holds()) return true;
  }
  return false;
};

const tokensOf = ({ issuer }: Premises) => {
  const tokens = new Map<string, Promise<string>>();
  return (actor: Actor): Promise<string> => {
    const known = tokens.get(actor.id) ?? issuer.sign(actor);
    tokens.set(actor.id, known);
    return known;
  };
};

/** Waits until nothing is on its way any more. */
const settle = async (
  waiting: UnderWay,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  let left: Readonly<Record<string, number>> = {};
  let toldAt = 0;
  const settled = await until(
    'queues to drain',
    longestSettleMs,
    async () => {
      left = await waiting.look().catch(() => ({ 'a store that does not answer': 1 }));
      const what = Object.entries(left).map(([name, count]) => `${name} ${count}`);
      if (Date.now() - toldAt > tellEveryMs && what.length > 0) {
        say(`waiting for: ${what.join(', ')}`);
        toldAt = Date.now();
      }
      return what.length === 0;
    },
    signal,
  );
  return settled
    ? []
    : Object.entries(left).map(([what, count]) => finding('not_drained', `${what}: ${count}`));
};

/** Lets the load go on until everybody has heard of each other: a broker may have been away for the whole run. */
const untilAllHave = async (
  waiting: UnderWay,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  if (await waiting.allHave()) return;
  say('the load goes on until a message has come to each country, and somebody has passed through each');
  await until('a message to each country', longestHearingMs, waiting.allHave, signal);
};

/** Brings everything up, drives the load, breaks things, lets them heal, and judges what is left. */
export const run = async (
  { countries, minutes, seed, only, workers, keep, record, exchange: named, store }: Options,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Figures> => {
  const missing = named === undefined ? await kafkaMissing() : undefined;
  if (missing) say(`the exchange is the embedded one: ${missing}`);
  const chosen = named ?? (missing ? 'embedded' : 'kafka');
  const premises = await preparePremises({ countries, minutes, keep, exchange: chosen, store });
  const members: Member[] = [];
  const kept = new Map<Country, NodeStores>();
  try {
    say(`folder ${premises.folder}`);
    say(`event store: ${store}; exchange: ${premises.exchange.name}`);
    if (premises.withoutDisks) say(`no disk is filled: ${premises.withoutDisks}`);
    members.push(...(await membersOf(premises)));
    const all = () => members.every((member) => member.serves());
    if (!(await until('nodes to serve', longestStartMs, all, signal))) {
      const absent = members.filter((member) => !member.serves()).map(({ name }) => name);
      throw new Error(`These did not begin to serve: ${absent.join(', ')}. --keep keeps their logs.`);
    }

    for (const [country, home] of premises.homes) kept.set(country, keptAt(home));
    const { planted, weaknesses: ofTheUnreadable } = unreadableAt(premises);
    const waiting = underWayAt(premises, kept, planted);
    const counts = countsOf();
    const journal = await journalAt(join(premises.folder, 'journal.jsonl'));
    const mark = `zq7m${seed.toString(36)}x`;
    const load = startLoad({
      way: countries,
      seed,
      mark,
      workers,
      betweenMs: 40,
      urls: new Map([...premises.homes].map(([country, { url }]) => [country, url])),
      token: tokensOf(premises),
      journal,
      counts,
    });

    let againRecords = 0;
    const { exchange } = premises;
    const repeats = exchange.topics.map((topic): Weakness => ({
      kind: 'again',
      target: `topic ${topic}`,
      lastsMs: [0, 0],
      inflict: async (_lastsMs, random) => {
        const records = await exchange.again(topic, random);
        // A fault that did nothing is not counted among those that were survived.
        if (records === 0) throw new Error('nothing had crossed yet');
        againRecords += records;
      },
    }));
    const weaknesses = [
      ...members.flatMap((member) => member.weaknesses),
      ...[...premises.homes.values()].flatMap(({ server, events }) => [
        ...server.weaknesses,
        ...events.weaknesses,
      ]),
      ...exchange.weaknesses,
      ...premises.links.weaknesses(),
      ...repeats,
      ...ofTheUnreadable,
    ].filter(({ kind }) => only.includes(kind));
    const lengthMs = minutes * 60_000;
    const plan = planOf(seed, lengthMs, weaknesses);
    say(`${plan.length} faults in ${minutes} min, seed ${seed}`);
    const began = Date.now();
    const since = (): string => new Date(Date.now() - began).toISOString().slice(14, 19);
    const telling = setInterval(() => {
      const { acknowledged, repeated } = counts.figures();
      const each = countries.map((country) => `${country} ${acknowledged[country] ?? 0}`);
      say(`${since()}  acknowledged ${each.join(', ')}; repeated ${repeated}`);
    }, tellEveryMs);
    let inflicted;
    try {
      [inflicted] = await Promise.all([
        inflictAll(plan, { lengthMs, tell: (line) => say(`${since()}  ${line}`), signal }),
        pause(lengthMs, undefined, { signal }).catch(() => undefined),
      ]);
      premises.links.healAll();
      if (!signal.aborted) await untilAllHave(waiting, (line) => say(`${since()}  ${line}`), signal);
      const healed = Date.now();
      await load.stop(signal.aborted ? 1_000 : longestAnswerMs);
      if (signal.aborted) throw new Error('Interrupted.');
      say(`${since()}  all is mended; the load has ended`);
      const undrained = await settle(waiting, (line) => say(`${since()}  ${line}`), signal);
      const settledMs = Date.now() - healed;
      clearInterval(telling);

      const stops = await Promise.all(members.map((member) => member.stop()));
      say(`${since()}  reading the stores, and building every view anew`);
      const entries = journal.entries();
      const logFiles = await premises.logFiles();
      const evidence = await gather(premises, { kept, planted }, entries, logFiles);
      if (record !== undefined) await writeFile(record, recordOf(evidence));
      const logs = await judgeLogs(logFiles, mark);
      const byItself = [...members, ...[...premises.homes.values()].map(({ events }) => events)].flatMap(
        (one) => one.endedByItself(),
      );
      const happened = { wanted: only, counts: inflicted.counts };
      const findings = [
        ...inflicted.findings,
        ...undrained,
        ...judgeFaults(happened),
        ...judgeEnds(stops, byItself),
        ...judge(evidence),
        ...judgeShown(load.shown()),
        ...logs.findings,
      ];
      if (findings.length > 0) say(`the ends of the logs are kept in ${await keepLogEnds(logFiles)}`);
      await journal.close();
      return {
        seed,
        minutes,
        inflicted,
        neverHappened: neverHappened(happened),
        load: counts.figures(),
        commands: entries.length,
        events: [...evidence.stores.values()].reduce((sum, events) => sum + events.length, 0),
        crossed: waiting.crossed(),
        againRecords,
        settledMs,
        longestEndMs: Math.max(...stops.map(({ tookMs }) => tookMs)),
        endedByItself: byItself.length,
        views: evidence.views.length,
        logs: logs.logs,
        findings,
      };
    } finally {
      clearInterval(telling);
    }
  } finally {
    await Promise.allSettled(members.map((member) => member.stop()));
    await Promise.allSettled([...kept.values()].map((one) => one.close()));
    await premises.stop();
  }
};
