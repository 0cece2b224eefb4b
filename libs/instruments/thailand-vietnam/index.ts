import type { Instrument, MessageKind } from '#casework';
import { mou2008 } from './mou-2008.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2008];
