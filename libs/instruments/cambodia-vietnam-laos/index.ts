import type { Instrument, MessageKind } from '#casework';
import { policeAgreement2016 } from './police-agreement-2016.js';

export const texts: readonly Instrument<MessageKind>[] = [policeAgreement2016];
