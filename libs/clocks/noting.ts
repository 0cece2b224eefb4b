import type { Follower } from '#following';
import { together } from '#pacing';
import type { WakeUps } from './wake-ups.js';

/** How many files are noted with one statement at most. */
const most = 256;

/** The follower that has a file looked at whenever something was recorded in it. It reads nothing of what that was. */
export const notingChanges = (
  wakeUps: Pick<WakeUps, 'changed'>,
  isWatched: (stream: string) => boolean,
): Follower => {
  const note = together({
    run: async (streams: readonly string[]) => {
      await wakeUps.changed(streams);
      return streams.map(() => true);
    },
    most,
    width: 1,
  });
  return {
    name: 'clocks',
    deedsOf: ({ stream, notAuthentic }) =>
      notAuthentic || !isWatched(stream)
        ? []
        : [
            {
              lane: stream,
              carryOut: async () => {
                await note(stream);
              },
            },
          ],
  };
};
