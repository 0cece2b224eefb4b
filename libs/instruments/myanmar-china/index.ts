import type { Instrument, MessageKind } from '#casework';
import { mou2009 } from './mou-2009.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2009];
