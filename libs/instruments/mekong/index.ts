import type { Instrument, MessageKind } from '#casework';
import { memorandum } from './commit.js';

export const texts: readonly Instrument<MessageKind>[] = [memorandum];
