import type { Instrument, MessageKind } from '#casework';
import { mou2017 } from './mou-2017.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2017];
