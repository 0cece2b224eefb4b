import type { Instrument, MessageKind } from '#casework';
import { mou } from './mou.js';

export const texts: readonly Instrument<MessageKind>[] = [mou];
