import { isWatched, lookingAt, notingChanges, watch, type WatchReport } from '#clocks';
import { followUpsOf } from '#desk';
import { errorCode, follow, isForeign, shareWork, type SharedWork } from '#following';
import type { BridgeParts } from './bridge-parts.js';
import { clockParts, type ClockParts } from './clock-parts.js';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';
import type { OwnWork } from './own-work-names.js';

/** What is told of the watch over what falls due. */
const watchLog =
  (log: Ground['log']) =>
  (report: WatchReport): void => {
    if (report.what === 'not_sure')
      log.error({ part: 'clocks', why: report.why }, 'nothing falls due until another clock says the same');
    else log.info({ part: 'clocks', ...report });
  };

const ownWork = (
  { country, store, log }: Ground,
  { desk, keys, checkpoints, parking }: DeskParts,
  { outward, inward, announcer }: BridgeParts,
  { wakeUps, time }: ClockParts,
): ReadonlyMap<OwnWork, SharedWork> =>
  new Map<OwnWork, SharedWork>([
    ['outbound', (lease, signal) => outward.run(signal, lease)],
    ['parked messages', (_lease, signal) => inward.retryParked(signal)],
    ['announcements', (lease, signal) => announcer.run(signal, lease)],
    [
      'follow-ups',
      (lease, signal) =>
        follow(followUpsOf({ desk, country, keys }), {
          store,
          checkpoints,
          parking,
          signal,
          lease,
          report: ({ name, lane, error }) =>
            log.warn({ part: name, lane, code: errorCode(error) }, 'a follow-up waits'),
        }),
    ],
    [
      'clocks',
      async (lease, signal) => {
        const stop = new AbortController();
        const both = AbortSignal.any([signal, stop.signal]);
        const report = watchLog(log);
        const following = follow(notingChanges(wakeUps, isWatched), {
          ...{ store, checkpoints, parking, signal: both, lease },
          report: ({ name, lane, error }) =>
            log.warn({ part: name, lane, code: errorCode(error) }, 'a change waits to be noted'),
        });
        const watching = watch(
          { wakeUps, time, look: lookingAt({ desk, country }), sure: lease.sure, report },
          both,
        );
        await Promise.all([following, watching].map((one) => one.finally(() => stop.abort())));
      },
    ],
  ]);

/** Bridges until the signal aborts, together with other processes that do. */
export const runBridge = async (
  ground: Ground,
  desk: DeskParts,
  bridge: BridgeParts,
  signal: AbortSignal,
): Promise<void> => {
  const { log } = ground;
  const sharing = shareWork(
    {
      database: ground.bridgeLeases(),
      team: 'bridge',
      work: ownWork(ground, desk, bridge, clockParts(ground, desk)),
      hopeless: isForeign,
      trouble: (error) => log.warn({ part: 'leases', code: errorCode(error) }, 'trouble, going on by itself'),
      report: ({ what, name, error }) => {
        if (isForeign(error))
          log.fatal(
            { part: name, code: errorCode(error) },
            'a follower stopped: its checkpoint belongs to another history of the store',
          );
        else log.info({ part: name, what, ...(error === undefined ? {} : { code: errorCode(error) }) });
      },
    },
    signal,
  );
  await Promise.all([bridge.inward.consume(signal), bridge.hear(signal), sharing]);
};
