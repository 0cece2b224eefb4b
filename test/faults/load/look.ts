import { z } from 'zod';
import type { Actor } from '#casework';
import type { Counts } from './counts.js';
import { urlFor, type GivingParts } from './give.js';

const longestAnswerMs = 10_000;

/** Reads pages as people do; undefined where the node does not answer now. */
export const lookingWith =
  ({ urls, token, counts }: Pick<GivingParts, 'urls' | 'token'> & { readonly counts: Counts }) =>
  async <S extends z.ZodType>(actor: Actor, path: string, schema: S): Promise<z.output<S> | undefined> => {
    try {
      const response = await fetch(new URL(path, urlFor(urls, actor)), {
        headers: { authorization: `Bearer ${await token(actor)}` },
        signal: AbortSignal.timeout(longestAnswerMs),
      });
      const body: unknown = await response.json();
      if (!response.ok) return undefined;
      counts.read(actor.country);
      return schema.parse(body);
    } catch {
      return undefined;
    }
  };

export type Looking = ReturnType<typeof lookingWith>;

/** A page of an inbox of requests. */
export const Requests = z.object({
  rows: z.array(z.object({ caseId: z.string(), requestId: z.string(), state: z.string() })),
});

/** A page of the board of transfers. */
export const Transfers = z.object({
  rows: z.array(
    z.object({ caseId: z.string(), waits: z.array(z.object({ what: z.string(), on: z.string() })) }),
  ),
});

/** A page of those who pass through. */
export const Transits = z.object({
  rows: z.array(
    z.object({ caseId: z.string(), state: z.string(), on: z.string(), escorts: z.int().nullable() }),
  ),
});

/** The history of a case, as far as the load follows it. */
export const History = z.object({
  events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
});
