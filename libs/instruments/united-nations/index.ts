import type { Instrument, MessageKind } from '#casework';
import { protocol } from './palermo.js';

export const texts: readonly Instrument<MessageKind>[] = [protocol];
