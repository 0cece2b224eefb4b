import { hasLeft, type Actor, type PeopleRegister } from '#casework';
import { shared } from '#pacing';

/** Whether somebody left the office of their token. */
export type HasLeft = (actor: Actor) => Promise<boolean>;

/** How long a request waits for a store that says nothing, milliseconds; less once it did. */
const longestWaitMs = 2_000;
const waitAfterSilenceMs = 200;

/** Where the register of people is read. */
export interface PeopleSource {
  /** Reads what the store has beyond what is kept. */
  readonly load: () => Promise<PeopleRegister>;
  readonly waitMs?: number;
}

/**
 * Asks the store at each request what was told of the people since: those that come together ask once, and none is answered
 * by what was read before it came. While the store is down nobody can record that a person left, and lists go on: then
 * what was last known counts. A process that never read the register answers nobody.
 */
export const leftBy = ({ load, waitMs = longestWaitMs }: PeopleSource): HasLeft => {
  let known: PeopleRegister | undefined;
  /** Set while the store has not answered since a look took too long. */
  let silent = false;
  const look = shared(async (): Promise<void> => {
    known = await load();
    silent = false;
  });

  const lookOrTire = (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const tired = new Promise<void>((resolve) => {
      timer = setTimeout(
        () => {
          silent = true;
          resolve();
        },
        silent ? Math.min(waitMs, waitAfterSilenceMs) : waitMs,
      ).unref();
    });
    return Promise.race([look(), tired]).finally(() => {
      clearTimeout(timer);
    });
  };

  return async ({ agency, id: person }) => {
    try {
      await lookOrTire();
    } catch (error) {
      if (!known) throw error;
    }
    return hasLeft(known ?? (await load()), { agency, person });
  };
};
