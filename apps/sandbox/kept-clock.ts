import { readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { movableClock, type Clock } from '#desk';
import { writeSecret } from './postgres/folder.js';
import { StepFailed } from './story/index.js';

/** How often the note of a clock that goes on is written anew, and how far ahead it is written, milliseconds. */
const noteEveryMs = 5_000;
const aheadMs = 15_000;

const Note = z.object({ instant: z.iso.datetime() });

/** The instant that a file of a data folder notes; undefined where it is missing or damaged. */
const notedIn = async (path: string): Promise<string | undefined> => {
  try {
    return Note.parse(JSON.parse(await readFile(path, 'utf8'))).instant;
  } catch {
    return undefined;
  }
};

const noteOf = (dataDir: string): string => join(dataDir, 'clock.json');

const latest = (instants: readonly (string | undefined)[]): string | undefined =>
  instants
    .filter((instant) => instant !== undefined)
    .toSorted()
    .at(-1);

/**
 * The instant before which nothing may be recorded on the data of a folder. Folders of before the clock was noted have
 * only the notes of their stories.
 */
export const recordedUntil = async (dataDir: string): Promise<string | undefined> => {
  const stories = (await readdir(dataDir).catch(() => [])).filter((name) => /^story-.*\.json$/.test(name));
  return latest([
    await notedIn(noteOf(dataDir)),
    ...(await Promise.all(stories.map((name) => notedIn(join(dataDir, name))))),
  ]);
};

/** The one clock of a sandbox's nodes. */
export interface KeptClock extends Clock {
  /** Stands there from now on, as a story that is played needs it; where the present is, if the story stood there before. */
  moveTo(instant: string): Promise<void>;
  /** Goes on from where it stands, or from the machine's time where no story said where to start. */
  goOn(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A clock that is noted in the data folder, ahead while it goes on: whatever ends the sandbox, the next one on the same
 * data begins at no instant before the last that was recorded. Stands at first, at `startAt` or there where the data
 * end; at the machine's time where neither is later.
 */
export const keptClock = async (
  dataDir: string,
  startAt: string | undefined,
  machine: () => number = Date.now,
): Promise<KeptClock> => {
  const wanted = new Date(startAt ?? machine()).toISOString();
  const clock = movableClock(latest([wanted, await recordedUntil(dataDir)]) ?? wanted, machine);
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** One after the other, so that an older note never replaces a newer one. */
  const note = (ahead: number): Promise<void> => {
    const instant = new Date(Date.parse(clock.now()) + ahead).toISOString();
    const written = writing.then(async () => {
      const path = noteOf(dataDir);
      await writeSecret(`${path}.new`, JSON.stringify({ instant }));
      await rename(`${path}.new`, path);
    });
    writing = written.catch(() => undefined);
    return written;
  };
  await note(0);
  return {
    byHand: true,
    now: () => clock.now(),
    moveTo: async (instant) => {
      clearInterval(timer);
      const present = clock.now();
      const reachedBefore = Date.parse(instant) <= Date.parse(wanted);
      if (Date.parse(instant) < Date.parse(present) && !reachedBefore)
        throw new StepFailed(
          `the clock of this data stands at ${present} and cannot go back to ${instant}; play the story on a folder of its own (--data)`,
        );
      clock.moveTo(reachedBefore ? present : instant);
      await note(0);
    },
    goOn: async () => {
      clearInterval(timer);
      const machines = new Date(machine()).toISOString();
      if (startAt === undefined && machines > clock.now()) clock.moveTo(machines);
      await note(aheadMs);
      clock.goOn();
      timer = setInterval(() => void note(aheadMs).catch(() => undefined), noteEveryMs);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await note(0).catch(() => undefined);
    },
  };
};
