import { createHmac } from 'node:crypto';
import { parse, v5 } from 'uuid';
import type { Country } from '#casework';

/** Namespace of every id that Homeward derives. */
const homeward = parse('5d0a3c58-6a1e-5f0e-9d5b-6c3f2b7f4e11');

/** UUID version 5 (RFC 9562). Takes bytes on both sides: the library turns text into them more slowly. */
const derived = (name: string, namespace: Uint8Array): string => v5(Buffer.from(name), namespace);

/** The id of a command that came in by HTTP: the same for a repetition by the same actor, and for nobody else. */
export const commandIdOf = (request: {
  readonly country: Country;
  /** Pseudonymous id. */
  readonly actor: string;
  readonly method: string;
  /** With its parameters filled in: `/v1/cases/<id>/consents`. */
  readonly route: string;
  /** The Idempotency-Key. */
  readonly key: string;
}): string =>
  derived(
    JSON.stringify([request.country, request.actor, request.method, request.route, request.key]),
    homeward,
  );

/** The id of a command that follows from something recorded (an event, a message): the same at every attempt. */
export const commandIdAfter = (causeId: string, label: string): string =>
  derived(JSON.stringify([causeId, label]), homeward);

/** Ids that one command's decision creates, by label: `Context.idFor`. */
export const idsOf = (commandId: string): ((label: string) => string) => {
  const namespace = parse(commandId);
  return (label) => derived(`label ${label}`, namespace);
};

/** Ids of the events that a command records, by their place among them. */
export type EventIds = (commandId: string, index: number) => string;

/**
 * The same for a command that is given again, and reckoned by nobody without a secret of the node: who gave the command
 * knows its id, and could tell by the gaps which events it may not know of.
 */
export const eventIdsWith =
  (secret: Uint8Array | string): EventIds =>
  (commandId, index) =>
    derived(
      createHmac('sha256', secret).update(`event ${commandId} ${index}`).digest('hex'),
      parse(commandId),
    );

/** The id of the case or journey that a command opens. */
export const newStreamIdOf = (commandId: string): string => derived('stream', parse(commandId));

/** JSON with sorted keys and without undefined values: equal values give equal text. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  ) ?? 'null';

/**
 * Hash of a command's body under a secret of the node, hex: tells a repeated command from another one under the same
 * id, and lets nobody without the secret guess what the body said.
 */
export const bodyHashWith =
  (secret: Uint8Array | string) =>
  (body: unknown): string =>
    createHmac('sha256', secret).update(canonicalJson(body)).digest('hex');
