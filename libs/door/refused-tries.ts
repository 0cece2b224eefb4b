import type { FastifyRequest } from 'fastify';
import { afterRecording } from '#access';
import { Id } from '#casework';
import { callerOf, isKnown } from './caller.js';
import type { DoorParts } from './parts.js';

/** The file that an address names, whatever is there; `none` where it names none. */
const askedFor = ({ params }: FastifyRequest): string => {
  const named: Readonly<Record<string, unknown>> = { ...(params as Record<string, unknown>) };
  const id = Id.safeParse(named['caseId'] ?? named['journeyId']);
  return id.success ? id.data : 'none';
};

/** Puts the try of a caller who was refused into the access log: the same for what is absent and what is kept from sight. */
export const recordingRefused =
  ({ accessLog, clock }: Pick<DoorParts, 'accessLog' | 'clock'>) =>
  async (request: FastifyRequest): Promise<void> => {
    if (!isKnown(request)) return;
    const { actor, agency } = callerOf(request);
    const { method, id: requestId, routeOptions } = request;
    const what = `${method} ${routeOptions.url ?? ''}`;
    const entry = { requestId, actor: actor.id, agency: agency.id, caseId: askedFor(request), what };
    await afterRecording(
      accessLog,
      [{ ...entry, fields: [], classes: [], at: clock.now(), outcome: 'refused' }],
      undefined,
    );
  };
