import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { Country } from '#casework';

/** A command as it is asked for, before it is sent for the first time. */
export const Asked = z.object({
  key: z.string(),
  country: Country,
  actor: z.string(),
  agency: z.string(),
  /** The path with its parameters filled in. */
  route: z.string(),
  /** Name of the command. */
  type: z.string(),
  /** The code with which it must be refused, where it asks for what is not permitted. */
  refusedWith: z.string().optional(),
});
export type Asked = z.infer<typeof Asked>;

/** What the node answered at last. */
export const Answered = z.object({
  key: z.string(),
  status: z.int(),
  /** Of a refusal. */
  code: z.string().optional(),
  caseId: z.string().optional(),
  journeyId: z.string().optional(),
  recorded: z.array(z.object({ id: z.string(), type: z.string() })).default([]),
  /** Opaque, as it came. */
  position: z.string().optional(),
  repeated: z.boolean().default(false),
  /** How often it was sent. */
  attempts: z.int().positive(),
});
export type Answered = z.infer<typeof Answered>;

/** What was asked, and the answer where one came. */
export interface Entry {
  readonly asked: Asked;
  readonly answered?: Answered;
}

/** Every command of the load and its answer: on disk before the load goes on, so that no promise is forgotten. */
export interface Journal {
  asked(command: Asked): Promise<void>;
  answered(answer: Answered): Promise<void>;
  readonly entries: () => readonly Entry[];
  close(): Promise<void>;
}

/** Appends lines; each call resolves when its line is on the disk. Lines that come together share one fsync. */
const durableLines = (file: FileHandle) => {
  let waiting: string[] = [];
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    writing = undefined;
    await file.appendFile(lines.join(''));
    await file.datasync();
  };
  let last: Promise<void> = Promise.resolve();
  return (line: unknown): Promise<void> => {
    waiting.push(`${JSON.stringify(line)}\n`);
    writing ??= last = last.then(write);
    return writing;
  };
};

export const journalAt = async (path: string): Promise<Journal> => {
  const file = await open(path, 'a', 0o600);
  const append = durableLines(file);
  const entries = new Map<string, Entry>();
  return {
    asked: (asked) => {
      entries.set(asked.key, { asked });
      return append({ asked });
    },
    answered: (answered) => {
      const entry = entries.get(answered.key);
      if (!entry) throw new Error('An answer to what was not asked.');
      entries.set(answered.key, { ...entry, answered });
      return append({ answered });
    },
    entries: () => [...entries.values()],
    close: () => file.close(),
  };
};
