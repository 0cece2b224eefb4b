import { randomUUID } from 'node:crypto';
import supertest, { type Test } from 'supertest';

export type Node = 'TH' | 'MM';
/** `TH/datip`: an agency of a node. */
export type Who = `${Node}/${string}`;

/** Headers beside the token; a new Idempotency-Key where none is named. */
export interface Sent {
  readonly key?: string;
  readonly ifMatch?: string;
}

/** Asks nodes over HTTP as an officer of an agency. */
export interface Asking {
  get(who: Who, path: string): Test;
  post(who: Who, path: string, body: unknown, sent?: Sent): Test;
}

export const askingAs = (urlOf: (who: Who) => string, tokenOf: (who: Who) => string): Asking => ({
  get: (who, path) =>
    supertest(urlOf(who))
      .get(path)
      .set('Authorization', `Bearer ${tokenOf(who)}`),
  post: (who, path, body, { key = randomUUID(), ifMatch } = {}) => {
    const asked = supertest(urlOf(who))
      .post(path)
      .set('Authorization', `Bearer ${tokenOf(who)}`)
      .set('Idempotency-Key', key)
      .set('Content-Type', 'application/json');
    return (ifMatch === undefined ? asked : asked.set('If-Match', ifMatch)).send(JSON.stringify(body));
  },
});
