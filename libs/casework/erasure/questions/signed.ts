import type { RecordedCaseEvent } from '../../records/catalogue.js';
import { fold } from '../../records/fold.js';
import { isOfExcluded } from '../../records/signatures.js';

/**
 * Whether the history of a case holds the two signatures of an erasure, as they stood when it was confirmed: who asked,
 * and another person of another agency who confirmed, neither excluded.
 */
export const isSignedErasure = (
  erased: RecordedCaseEvent & { readonly type: 'PersonErased' },
  history: readonly RecordedCaseEvent[],
): boolean => {
  const { streamId, revision, actor, agency } = erased.meta;
  const before = fold(
    streamId,
    history.filter(({ meta }) => meta.revision < revision),
  );
  const asked = before.erasure.requests.find(({ requestId }) => requestId === erased.data.requestId);
  return (
    asked !== undefined &&
    asked.actor !== actor &&
    asked.agency !== agency &&
    ![asked, { actor, agency }].some((signature) => isOfExcluded(signature, before))
  );
};
