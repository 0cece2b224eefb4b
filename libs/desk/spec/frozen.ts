import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import type { EventDefinition } from '#casework';
import { stampsOf, type DataKey, type KeyRef } from '#sealing';
import { type PlacedEvent } from '#event-store';

/** Everything that a change of an event's form changes: each field's class, data subject and JSON Schema. */
export const shapeOf = ({ fields }: EventDefinition): unknown =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(fields).map(([name, { dataClass, subject, schema }]) => [
          name,
          { dataClass, subject, schema: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) },
        ]),
      ),
    ),
  );

/** One stored event as a version of Homeward wrote it, with what opens it, and what it held. */
export interface Frozen {
  readonly event: PlacedEvent;
  /** Hex, by data subject and class. */
  readonly keys: Readonly<Record<KeyRef, string>>;
  readonly data: unknown;
  readonly shape: unknown;
}

/** Every frozen event is stamped under it. */
export const frozenStamps = stampsOf({ id: 'frozen', secret: Buffer.alloc(32, 'homeward') });

export const keysOf = ({ keys }: Frozen): ReadonlyMap<KeyRef, DataKey> =>
  new Map(Object.entries(keys).map(([ref, hex]) => [ref, createSecretKey(Buffer.from(hex, 'hex'))]));
