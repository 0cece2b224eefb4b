import type { Instrument, MessageKind } from '#casework';
import { agreement2010 } from './agreement-2010.js';

export const texts: readonly Instrument<MessageKind>[] = [agreement2010];
