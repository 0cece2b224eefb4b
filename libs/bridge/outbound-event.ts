import { z } from 'zod';
import { Country, isStop } from '#casework';
import type { PlacedEvent } from '#event-store';

/** What the outbound side follows: which message of which case was approved or released. No field above P1. */
export interface OutboundEvent {
  readonly eventId: string;
  readonly type: 'MessageApproved' | 'MessageReleased';
  readonly caseId: string;
  readonly messageId: string;
  /** Of a release only. */
  readonly sequence?: number | undefined;
  /** Who receives it; absent in what was kept of an approval by a version of before. */
  readonly to?: Country | undefined;
  readonly recordedAt: string;
  /** Of an approval only: the instant before which it is not to be released. */
  readonly notBefore?: string | undefined;
  readonly correlationId: string;
  /** Whether its message stops something: it waits behind no other of its case. */
  readonly overtakes?: boolean | undefined;
}

const Named = z.object({ messageId: z.uuid() });
const OfKind = Named.extend({ kind: z.string() });
const Approved = OfKind.extend({ notBefore: z.iso.datetime({ offset: true }).optional(), to: Country });
const Released = OfKind.extend({ sequence: z.int().positive(), to: Country });

const prefix = 'case-';

const overtaking = <T extends { readonly kind: string }>({ kind, ...told }: T) => ({
  ...told,
  ...(isStop(kind) && { overtakes: true }),
});

/** What an event of the store means to the outbound side: one step, or none. */
export const outboundEventOf = (event: PlacedEvent): OutboundEvent[] => {
  if (!event.stream.startsWith(prefix)) return [];
  if (event.type !== 'MessageApproved' && event.type !== 'MessageReleased') return [];
  const common = {
    eventId: event.id,
    caseId: event.stream.slice(prefix.length),
    recordedAt: event.meta.recordedAt,
    correlationId: event.meta.correlationId,
  };
  if (event.type === 'MessageApproved')
    return [{ ...common, type: event.type, ...overtaking(Approved.parse(event.open)) }];
  return [{ ...common, type: event.type, ...overtaking(Released.parse(event.open)) }];
};

/** What ends the wait for receipts: one has come, or the person of the case was erased and nothing but a stop goes any more. */
export interface Settled {
  readonly caseId: string;
  /** The message receipted; absent where all of the case are settled that stop nothing. */
  readonly messageId?: string;
}

/** What an event of the store means to whoever waits for receipts. */
export const settledBy = (event: PlacedEvent): Settled[] => {
  if (!event.stream.startsWith(prefix)) return [];
  const caseId = event.stream.slice(prefix.length);
  if (event.type === 'MessageReceipted') return [{ caseId, messageId: Named.parse(event.open).messageId }];
  return event.type === 'PersonErased' ? [{ caseId }] : [];
};

/** Letters that nobody may open any more: all of a case, or what one country sent of it. */
export interface Forgotten {
  readonly caseId: string;
  readonly from?: Country;
}

const Heard = z.object({
  kind: z.literal('ErasureRequested'),
  from: Country,
  outcome: z.literal('effective'),
});

/** What an erasure means to letters put aside: of a person erased here, or whom their sender erased. */
export const forgottenBy = (event: PlacedEvent): Forgotten[] => {
  if (!event.stream.startsWith(prefix)) return [];
  const caseId = event.stream.slice(prefix.length);
  if (event.type === 'PersonErased') return [{ caseId }];
  if (event.type !== 'MessageReceived') return [];
  const heard = Heard.safeParse(event.open).data;
  return heard ? [{ caseId, from: heard.from }] : [];
};

/** What an event means to the outbound side. */
export interface Meaning {
  readonly events: readonly OutboundEvent[];
  readonly settled: readonly Settled[];
  readonly forgotten: readonly Forgotten[];
}

/** Undefined where it cannot be read: without its parts, or in a form that this version does not know. */
export const meaningOf = (event: PlacedEvent): Meaning | undefined => {
  try {
    return {
      events: outboundEventOf(event),
      settled: settledBy(event),
      forgotten: forgottenBy(event),
    };
  } catch {
    return undefined;
  }
};
