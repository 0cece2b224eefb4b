import { dayIn } from '../calendar.js';
import { runsTheCase } from '../coordination/owner.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import { accept, refuse } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import type { erasureCommands } from './commands.js';
import { stillStands } from '../signatures.js';
import { isHeld, type ErasureRequest } from './state.js';

const todayIn = (context: Context): string => dayIn(context.facts(context.country).timeZone, context.now);

/** What stands against an erasure now, at the request and again at its confirmation. */
const against = (ground: ErasureRequest['ground'], file: CaseFile, context: Context) => {
  const today = todayIn(context);
  if (isHeld(file.erasure, today))
    return refuse('legal_hold', 'An authority holds the file as evidence; ask it to lift its hold.', 'P3');
  const { closed, retainUntil } = file.coordination;
  if (ground === 'retention' && !(closed && retainUntil !== undefined && retainUntil < today))
    return refuse('wrong_state', 'The time for which the data of this case are kept has not ended.');
  return undefined;
};

/** Whether an office runs the case now: the other office of two that sign. */
const runs = (agency: string, file: CaseFile, context: Context): boolean =>
  runsTheCase(file, { ...context, actor: { ...context.actor, agency } });

export const erasureDecisions: Decisions<typeof erasureCommands> = {
  RequestErasure: ({ ground }, file, context) => {
    if (!file.coordination.opened) return refuse('wrong_state', 'The case has not been opened.');
    if (
      file.erasure.requests.some(
        (request) => request.ground === ground && stillStands(request, file, context),
      )
    )
      return refuse('already_exists', 'An erasure on this ground waits for its second person.');
    return (
      against(ground, file, context) ??
      accept({ type: 'ErasureRequested', data: { requestId: context.idFor('erasure'), ground } })
    );
  },

  ConfirmErasure: ({ requestId }, file, context) => {
    const request = file.erasure.requests.find((held) => held.requestId === requestId);
    if (!request) return refuse('unknown_reference', 'This case holds no request of erasure with that id.');
    if (!stillStands(request, file, context))
      return refuse('wrong_state', 'The request counts no more. Ask for the erasure anew.');
    if (request.actor === context.actor.id || request.agency === context.actor.agency)
      return refuse('same_person', 'Another person of another agency must confirm an erasure.');
    if (!runsTheCase(file, context) && !runs(request.agency, file, context))
      return refuse('not_yours', 'The owner of the case must be one of the two who sign. Ask it to confirm.');
    return (
      against(request.ground, file, context) ??
      accept({
        type: 'PersonErased',
        data: {
          requestId,
          ground: request.ground,
          subjects: [
            'person',
            ...file.identity.relatives.map(({ relativeId }) => relativeId),
            ...file.tracing.requests.flatMap(({ householdId }) => householdId ?? []),
            ...file.identification.guardians.map(({ guardianId }) => guardianId),
          ],
        },
      })
    );
  },

  PlaceLegalHold: ({ authority, until, occurredAt }, _file, context) => {
    if (until !== undefined && until < todayIn(context))
      return refuse('impossible_date', 'until lies in the past; such a hold has no effect.');
    return accept({
      type: 'LegalHoldPlaced',
      data: { holdId: context.idFor('hold'), authority, ...(until ? { until } : {}) },
      occurredAt,
    });
  },

  LiftLegalHold: ({ holdId, occurredAt }, file) =>
    file.erasure.holds.some((hold) => hold.holdId === holdId)
      ? accept({ type: 'LegalHoldLifted', data: { holdId }, occurredAt })
      : refuse('unknown_reference', 'This case holds no legal hold with that id.'),
};
