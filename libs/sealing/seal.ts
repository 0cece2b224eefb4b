import {
  isSealed,
  type EventCatalogue,
  type EventDefinition,
  type EventMeta,
  type SealedClass,
} from '#casework';
import type { StoredEvent } from '#event-store';
import { encrypt } from './cipher.js';
import { keyRef, type KeyRef, type KeyRing } from './key-ring.js';

/** An event as a decision returns it. */
export interface EventToSeal {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the desk adds: the event's id, the case id (the survivor's id as data subject), and the envelope. */
export interface EventEnvelope {
  readonly eventId: string;
  readonly person: string;
  readonly meta: Omit<EventMeta, 'eventId' | 'revision' | 'streamId'>;
}

interface SealedField {
  readonly name: string;
  readonly dataClass: SealedClass;
  readonly subject: string;
}

/** How the fields of an event type are parted; derived once per definition. */
interface Plan {
  readonly open: ReadonlySet<string>;
  readonly sealed: ReadonlyMap<string, SealedField>;
}

const plans = new WeakMap<EventDefinition, Plan>();

const planOf = (definition: EventDefinition): Plan => {
  const known = plans.get(definition);
  if (known) return known;
  const open = new Set<string>();
  const sealed = new Map<string, SealedField>();
  for (const [name, { dataClass, subject }] of Object.entries(definition.fields))
    if (isSealed(dataClass)) sealed.set(name, { name, dataClass, subject });
    else open.add(name);
  const plan = { open, sealed };
  plans.set(definition, plan);
  return plan;
};

const subjectOf = (field: SealedField, { type, data }: EventToSeal, { person }: EventEnvelope): string => {
  if (field.subject === 'person') return person;
  const subject = data[field.subject];
  if (typeof subject !== 'string' || subject === '')
    throw new Error(
      `${type}.${field.subject} must name the data subject of ${type}.${field.name}, and does not.`,
    );
  return subject;
};

/** What binds a ciphertext to its event. */
export const additionalData = (event: { readonly id: string; readonly type: string }): string =>
  `${event.id} ${event.type}`;

/**
 * Seals one event by its declaration: fields of P2 and above go into one ciphertext per data subject and class, the
 * rest stays open. A key is made and committed before this returns. Throws `ErasedSubjectError` where a data subject was
 * erased, and an error that names the field where the data do not fit the declaration.
 */
export const sealEvent = async (
  catalogue: EventCatalogue,
  event: EventToSeal,
  envelope: EventEnvelope,
  keys: Pick<KeyRing, 'forSealing'>,
): Promise<StoredEvent> => {
  const definition = Object.hasOwn(catalogue, event.type) ? catalogue[event.type] : undefined;
  if (!definition) throw new Error(`The event type ${event.type} is not in the catalogue.`);
  const plan = planOf(definition);
  const open: Record<string, unknown> = {};
  const groups = new Map<
    KeyRef,
    { subject: string; dataClass: SealedClass; clear: Record<string, unknown> }
  >();
  for (const [name, value] of Object.entries(event.data)) {
    if (value === undefined) continue;
    const field = plan.sealed.get(name);
    if (field) {
      const subject = subjectOf(field, event, envelope);
      const ref = keyRef(subject, field.dataClass);
      const group = groups.get(ref) ?? { subject, dataClass: field.dataClass, clear: {} };
      group.clear[name] = value;
      groups.set(ref, group);
    } else if (plan.open.has(name)) open[name] = value;
    else throw new Error(`${event.type} declares no field ${name}.`);
  }
  const additional = additionalData({ id: envelope.eventId, type: event.type });
  const parts = await Promise.all(
    Array.from(groups, async ([ref, { subject, dataClass, clear }]): Promise<[KeyRef, string]> => {
      const key = await keys.forSealing(subject, dataClass);
      return [ref, encrypt(key, additional, Buffer.from(JSON.stringify(clear))).toString('base64')];
    }),
  );
  return {
    id: envelope.eventId,
    type: event.type,
    version: definition.version,
    open,
    sealed: Object.fromEntries(parts),
    meta: envelope.meta,
  };
};
