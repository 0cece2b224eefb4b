import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Actor, CaseCommand, Country, JourneyCommand } from '#casework';
import { commandAddresses } from '#door';
import type { Answered, Journal } from '../journal.js';
import type { Counts } from './counts.js';

const Written = z.object({
  caseId: z.string().optional(),
  journeyId: z.string().optional(),
  recorded: z.array(z.object({ id: z.string(), type: z.string() })),
  repeated: z.boolean(),
  position: z.string(),
});
const Problem = z.object({ code: z.string() });

export interface GivingParts {
  readonly urls: ReadonlyMap<Country, string>;
  readonly token: (actor: Actor) => Promise<string>;
  readonly journal: Journal;
  readonly counts: Counts;
  /** Ends the repetition of what was not answered. */
  readonly giveUp: AbortSignal;
}

const longestAnswerMs = 10_000;
const longestPauseMs = 2_000;

/** Answers that say: not now. */
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** On what a command is given, and that it must be refused. */
export interface Giving {
  readonly caseId?: string;
  readonly journeyId?: string;
  /** The code of the refusal: what it asks for is not permitted now. */
  readonly refusedWith?: string;
}

const pathOf = (type: string, { caseId = '', journeyId = '' }: Giving): string => {
  const address = commandAddresses.find((one) => one.type === type);
  if (!address) throw new Error(`${type} has no address.`);
  return address.path.replace('{caseId}', caseId).replace('{journeyId}', journeyId);
};

/** The node at which somebody logs in. */
export const urlFor = (urls: GivingParts['urls'], { country }: Actor): string => {
  const url = urls.get(country);
  if (url === undefined) throw new Error(`${country} has no node.`);
  return url;
};

/**
 * Gives commands over HTTP, each under a key of its own, and repeats each with the same key until it is answered. Undefined
 * where it was given up.
 */
export const givingWith = ({ urls, token, journal, counts, giveUp }: GivingParts) => {
  let number = 0;

  const once = async (actor: Actor, path: string, key: string, body: unknown): Promise<Response> =>
    fetch(new URL(path, urlFor(urls, actor)), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token(actor)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(longestAnswerMs),
    });

  /** The answer, where there is one that settles the matter. */
  const attempt = async (
    actor: Actor,
    path: string,
    key: string,
    body: unknown,
    attempts: number,
  ): Promise<Answered | undefined> => {
    try {
      const response = await once(actor, path, key, body);
      const answer: unknown = await response.json();
      if (passing.has(response.status)) {
        counts.notNow(response.status);
        return undefined;
      }
      if (response.ok) return { key, attempts, status: response.status, ...Written.parse(answer) };
      const { code } = Problem.parse(answer);
      return { key, attempts, status: response.status, code, recorded: [], repeated: false };
    } catch (error) {
      counts.notNow(error instanceof z.ZodError ? 'unreadable' : 'unreachable');
      return undefined;
    }
  };

  return async (
    actor: Actor,
    { type, body }: CaseCommand | JourneyCommand,
    on: Giving = {},
  ): Promise<Answered | undefined> => {
    const key = `faults-${process.pid}-${(number += 1)}`;
    const route = pathOf(type, on);
    const { country, agency, id } = actor;
    const { refusedWith } = on;
    await journal.asked({
      ...{ key, country, actor: id, agency, route, type },
      ...(refusedWith === undefined ? {} : { refusedWith }),
    });
    for (let attempts = 1; !giveUp.aborted; attempts += 1) {
      const answer = await attempt(actor, route, key, body, attempts);
      if (answer) {
        await journal.answered(answer);
        counts.answered(actor.country, type, answer);
        return answer;
      }
      await pause(Math.min(longestPauseMs, 50 * 2 ** attempts), undefined, { signal: giveUp }).catch(
        () => undefined,
      );
    }
    return undefined;
  };
};

export type Give = ReturnType<typeof givingWith>;
