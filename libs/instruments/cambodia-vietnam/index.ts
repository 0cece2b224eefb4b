import type { Instrument, MessageKind } from '#casework';
import { agreement2005, agreement2012, sop2009 } from './texts.js';

export const texts: readonly Instrument<MessageKind>[] = [agreement2005, agreement2012, sop2009];
