import type { Instrument, MessageKind } from '#casework';
import { convention } from './convention.js';

export const texts: readonly Instrument<MessageKind>[] = [convention];
