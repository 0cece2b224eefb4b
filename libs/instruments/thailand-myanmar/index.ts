import type { Instrument, MessageKind } from '#casework';
import { mou2009 } from './mou-2009.js';
import { sop2013, sop2016 } from './sop.js';
import { mou2019 } from './mou-2019.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2009, sop2013, sop2016, mou2019];
