import type { Instrument, MessageKind } from '#casework';
import { mou2003, mou2014, plan, policeSop, returnSop } from './texts.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2003, mou2014, returnSop, policeSop, plan];
