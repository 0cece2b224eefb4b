import type { Instrument, MessageKind } from '#casework';
import { mou2009 } from './thailand-myanmar/mou-2009.js';
import { mou2019 } from './thailand-myanmar/mou-2019.js';
import { sop2013, sop2016 } from './thailand-myanmar/sop.js';

/** Every instrument known, whatever its status; the rules pick those in force at the moment of decision. */
export const instruments: readonly Instrument<MessageKind>[] = [mou2009, sop2013, sop2016, mou2019];

export { partnersOf } from './partners.js';
