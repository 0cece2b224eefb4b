import {
  instrumentsAt,
  withDisputed,
  type Dispute,
  type Instrument,
  type InstrumentRegister,
} from '#casework';
import { shared } from '#pacing';

/** How old what is known of the register may be, milliseconds: far less than a notice lies ahead (`noticeAheadMs`). */
const freshForMs = 5_000;

export interface RegisterNowParts {
  readonly builtIn: () => readonly Instrument[];
  /** Reads what the store has beyond what is kept. */
  readonly load: () => Promise<InstrumentRegister>;
  /** As it was last seen in this process. */
  readonly kept: () => InstrumentRegister;
  /** Of which of the instruments, as they stand here at an instant, the node of which country holds another text. */
  readonly disputed: (held: readonly Instrument[], now: string) => readonly Dispute[];
  /** Milliseconds that only grow. */
  readonly elapsed?: () => number;
}

/** The instruments of a node as a decision gets them. */
export interface RegisterNow {
  /** Reads the register anew where it is not known freshly; a decision waits for that, and no other does. */
  readonly fresh: () => Promise<void>;
  /** As this node holds them at an instant, whatever others hold. */
  readonly held: (now: string) => readonly Instrument[];
  /** As they stand at an instant, by what is known. */
  readonly at: (now: string) => readonly Instrument[];
}

interface Reckoned {
  readonly builtIn: readonly Instrument[];
  readonly register: InstrumentRegister;
  readonly from: string;
  /** The next instant that a notice states. */
  readonly until: string | undefined;
  readonly instruments: readonly Instrument[];
}

/** What is in force at a moment, without a question to the store for each command. */
export const registerNow = ({
  builtIn,
  load,
  kept,
  disputed,
  elapsed = () => performance.now(),
}: RegisterNowParts): RegisterNow => {
  let readAt: number | undefined;
  let reckoned: Reckoned | undefined;

  const read = shared(async () => {
    const asked = elapsed();
    await load();
    readAt = asked;
  });

  const reckonedAt = (now: string): Reckoned => {
    const register = kept();
    const texts = builtIn();
    const still =
      reckoned?.register === register &&
      reckoned.builtIn === texts &&
      reckoned.from <= now &&
      (reckoned.until === undefined || now < reckoned.until);
    if (reckoned && still) return reckoned;
    const [until] = register.changes
      .map(({ at }) => at)
      .filter((at) => at > now)
      .toSorted();
    reckoned = {
      ...{ builtIn: texts, register, from: now, until },
      instruments: instrumentsAt(texts, register, now),
    };
    return reckoned;
  };

  return {
    fresh: async () => {
      if (readAt === undefined || elapsed() - readAt > freshForMs) await read();
    },
    held: (now) => reckonedAt(now).instruments,
    at: (now) => {
      const { instruments } = reckonedAt(now);
      return withDisputed(instruments, disputed(instruments, now));
    },
  };
};
