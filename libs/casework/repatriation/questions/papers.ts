import type { z } from 'zod';
import type { CaseFile } from '../../records/file.js';
import { mayTell } from '../../identity/questions/tellable.js';
import { travelDocumentsGood } from '../../nationality/state.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import type { ManifestDocument } from '../values.js';

/** Papers for the way as a line of the manifest names them: what another country told of goes no further than it let. */
export const papersTold = (
  file: Pick<CaseFile, 'history' | 'nationality' | 'repatriation'>,
  context: Context,
  { home, to, on }: { readonly home: Country; readonly to: Country; readonly on: string },
): z.infer<typeof ManifestDocument>[] => {
  const may = mayTell(file, context, to);
  const learned = new Map(
    file.history.flatMap(({ type, data, meta }) =>
      type === 'TravelDocumentLearned' ? [[data.documentId, meta.eventId] as const] : [],
    ),
  );
  return travelDocumentsGood(file.nationality, home, on, file.repatriation.since)
    .filter(({ documentId }) => may({ eventId: learned.get(documentId) ?? documentId }))
    .map(({ documentId, kind, validUntil }) => ({ documentId, kind, validUntil }));
};
