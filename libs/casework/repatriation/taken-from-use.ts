import { z } from 'zod';
import { carriedBy } from '../disclosure/carried.js';
import type { ReturnEvent } from './heard.js';

const Stopped = z.object({ messages: z.array(z.string()) });

/** Messages that a recorded event takes from use, whoever sent them. */
export const takenFromUse = (event: ReturnEvent): readonly string[] => {
  if (event.type === 'MessageApproved') return event.data.stops ?? [];
  if (event.type === 'MessageWithheld') return [event.data.messageId];
  if (event.type === 'MessageUseStopped') return event.data.messageIds;
  if (event.type === 'MessageReceipted')
    return event.data.outcome === 'refused' ? [event.data.messageId] : [];
  if (event.type === 'MessageReceived' && event.data.kind === 'UseStopped')
    return Stopped.safeParse(carriedBy(event.data)).data?.messages ?? [];
  return [];
};
