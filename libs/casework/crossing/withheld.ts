import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { OwnMessage } from '../disclosure/state.js';

/** By which words of which text something was approved, for what becomes of it. */
export const basisKept = ({
  instrument,
  instrumentVersion,
  instrumentHash,
  clause,
}: Pick<OwnMessage, 'instrument' | 'instrumentVersion' | 'instrumentHash' | 'clause'>) => ({
  ...{ instrument, instrumentVersion, clause },
  ...(instrumentHash === undefined ? {} : { instrumentHash }),
});

/** A message that was approved stays here after all; why is said of nobody who was erased. */
export const withheld = (message: OwnMessage, reason: string, { erasure }: CaseFile): NewCaseEvent => {
  const { messageId, kind, to } = message;
  return {
    type: 'MessageWithheld',
    data: { messageId, kind, to, ...basisKept(message), ...(erasure.erased ? {} : { reason }) },
  };
};
