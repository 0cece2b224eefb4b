import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StoryNode } from './ports.js';
import { StepFailed } from './step-failed.js';
import type { Json } from './references.js';
import type { StoryActor } from './schema.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON where it is JSON, else text. */
  readonly body: Json;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

const requestLimitMs = 30_000;

const bodyOf = (text: string): Json => {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
};

/** Sends one request as an actor and reads its answer. Throws `StepFailed` where the node cannot be reached. */
export const send = async (node: StoryNode, actor: StoryActor, request: Request): Promise<Answer> => {
  const token = await node.token(actor);
  try {
    const response = await fetch(new URL(request.path, node.url), {
      method: request.method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: AbortSignal.timeout(requestLimitMs),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bodyOf(await response.text()),
    };
  } catch (cause) {
    const why =
      cause instanceof Error
        ? cause.cause instanceof Error
          ? cause.cause.message
          : cause.message
        : String(cause);
    throw new StepFailed(`${request.method} ${request.path} on the node ${actor.node} got no answer: ${why}`);
  }
};

/** A UUID that is the same whenever the same words are: one write, one key, however often the story is played. */
export const keyFrom = (...words: readonly string[]): string => {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
