import type { Instrument, MessageKind } from '#casework';
import { agreement } from './agreement.js';

export const texts: readonly Instrument<MessageKind>[] = [agreement];
