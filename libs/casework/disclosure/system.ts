import type { z } from 'zod';
import { isMessageKind, messages, type BodyOf, type MessageKind, type NewCaseEvent, type PayloadOf } from '../catalogue.js';
import { coordinationReceivers } from '../coordination/receive.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import { accept, refuse, type Decision, type Refusal } from '../kernel/decision.js';
import type { Field } from '../kernel/field.js';
import type { Decisions, Inbound, Receivers } from '../kernel/rules.js';
import { nationalityReceivers } from '../nationality/receive.js';
import { proceedingsReceivers } from '../proceedings/receive.js';
import { reintegrationReceivers } from '../reintegration/receive.js';
import { repatriationReceivers } from '../repatriation/receive.js';
import { repatriationSystemDecisions } from '../repatriation/system.js';
import { tracingReceivers } from '../tracing/receive.js';
import type { systemCommands } from './commands.js';
import { disclosureReceivers } from './receive.js';
import { allowedInbound, groundFor } from './rule.js';
import { nextSequenceFrom, nextSequenceTo } from './state.js';

const receivers: Receivers<MessageKind> = {
  ...coordinationReceivers,
  ...nationalityReceivers,
  ...tracingReceivers,
  ...repatriationReceivers,
  ...proceedingsReceivers,
  ...reintegrationReceivers,
  ...disclosureReceivers,
};

const schemas: { readonly [K in MessageKind]: { readonly schema: z.ZodType<PayloadOf<K>> } } = messages;

const effectOf = <K extends MessageKind>(
  kind: K,
  payload: unknown,
  file: CaseFile,
  context: Context,
  inbound: Inbound,
): Decision<NewCaseEvent> => {
  const parsed = schemas[kind].schema.safeParse(payload);
  return parsed.success
    ? receivers[kind](parsed.data, file, context, inbound)
    : refuse('bad_payload', 'The payload does not have the form of its kind.');
};

/** Whether every field of the payload belongs to a group that the message says it carries. */
const staysInGroups = ({ kind, payload, groups }: BodyOf<'ReceiveMessage'>): boolean => {
  if (!isMessageKind(kind)) return false;
  const fields: Readonly<Record<string, Field>> = messages[kind].fields;
  return Object.keys(payload).every((name) => {
    const field = fields[name];
    return field !== undefined && groups.includes(field.group);
  });
};

const effectiveOrRefused = (
  body: BodyOf<'ReceiveMessage'>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { kind } = body;
  if (!isMessageKind(kind)) return refuse('bad_payload', 'This node does not know the kind of message.');
  if (!allowedInbound(body, file, context) || !staysInGroups(body))
    return refuse('outside_clause', 'The message is not what its clause allows.');
  return effectOf(kind, body.payload, file, context, body);
};

/** What the other country may read of a refusal: nothing above P1. */
const outward = (refusal: Refusal): string =>
  refusal.dataClass === 'P1' ? refusal.code : 'not_possible_now';

export const systemDecisions: Decisions<typeof systemCommands> = {
  ...repatriationSystemDecisions,

  ReleaseMessage: ({ messageId }, file, context) => {
    const message = file.disclosure.own.find((own) => own.messageId === messageId);
    if (message?.status !== 'approved' || !isMessageKind(message.kind)) return accept();
    const { kind, to } = message;
    const ground = groundFor(kind, to, file, context);
    const reason =
      typeof ground === 'string'
        ? ground
        : message.groups.every((group) => ground.groups.includes(group))
          ? undefined
          : 'consent_missing';
    return reason === undefined
      ? accept({
          type: 'MessageReleased',
          data: { messageId, kind, to, sequence: nextSequenceTo(file.disclosure, to) },
        })
      : accept({ type: 'MessageWithheld', data: { messageId, kind, to, reason } });
  },

  ReceiveMessage: (body, file, context) => {
    if (file.disclosure.theirs.some(({ messageId }) => messageId === body.messageId)) return accept();
    const expected = nextSequenceFrom(file.disclosure, body.from);
    if (body.sequence > expected)
      return refuse('out_of_order', `Message ${expected} of this case has not come yet.`);
    if (body.sequence < expected) return refuse('sequence_used', 'Another message came under this number.');
    const effect = effectiveOrRefused(body, file, context);
    const { theirReference: _reference, ...message } = body;
    return accept(
      {
        type: 'MessageReceived',
        data: {
          ...message,
          ...(effect.refusal
            ? { outcome: 'refused', reason: outward(effect.refusal) }
            : { outcome: 'effective' }),
        },
      },
      ...effect.events,
    );
  },

  RecordReceipt: ({ messageId, from, outcome, reason }, file) => {
    const message = file.disclosure.own.find((own) => own.messageId === messageId && own.to === from);
    if (!message || message.receipt) return accept();
    return accept({
      type: 'MessageReceipted',
      data: { messageId, kind: message.kind, from, outcome, ...(reason ? { reason } : {}) },
    });
  },
};
