import type { Instrument, MessageKind } from '#casework';
import { mou2018 } from './mou-2018.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2018];
