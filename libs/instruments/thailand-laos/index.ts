import type { Instrument, MessageKind } from '#casework';
import { mou2005, mou2016, plan2023, plan2026, returnSop } from './texts.js';

export const texts: readonly Instrument<MessageKind>[] = [mou2005, mou2016, returnSop, plan2023, plan2026];
