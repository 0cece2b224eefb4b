import type { RecordedCaseEvent } from './catalogue.js';
import { evolveConsent } from './consent/state.js';
import { evolveContact } from './contact/state.js';
import { evolveCoordination } from './coordination/state.js';
import { evolveDisclosure } from './disclosure/state.js';
import { evolveEntries } from './entries/state.js';
import { evolveErasure } from './erasure/state.js';
import { evolveIdentification } from './identification/state.js';
import { evolveAgeInClear } from './identity/age-evidence.js';
import { evolveIdentity } from './identity/state.js';
import { evolveNationality } from './nationality/state.js';
import { evolveProceedings } from './proceedings/state.js';
import { evolveProtection } from './protection/state.js';
import { evolveReintegration } from './reintegration/state.js';
import { evolveRepatriation } from './repatriation/state.js';
import { evolveShelter } from './shelter/state.js';
import { evolveSteps } from './steps/state.js';
import { evolveTracing } from './tracing/state.js';
import { emptyFile, type CaseFile, type HandledCommand } from './file.js';
import { disturbs, inEffect, type Entered } from './in-effect.js';

type Slices = Omit<CaseFile, 'caseId' | 'revision' | 'handled' | 'history'>;

/** Applies one event to every process's part of a file. Each process sees its own events only. */
const evolved = (slices: Slices, event: RecordedCaseEvent): Slices => ({
  coordination: evolveCoordination(slices.coordination, event),
  identity: evolveIdentity(slices.identity, event),
  age: evolveAgeInClear(slices.age, event),
  protection: evolveProtection(slices.protection, event),
  contact: evolveContact(slices.contact, event),
  identification: evolveIdentification(slices.identification, event),
  consent: evolveConsent(slices.consent, event),
  nationality: evolveNationality(slices.nationality, event),
  tracing: evolveTracing(slices.tracing, event),
  shelter: evolveShelter(slices.shelter, event),
  repatriation: evolveRepatriation(slices.repatriation, event),
  proceedings: evolveProceedings(slices.proceedings, event),
  reintegration: evolveReintegration(slices.reintegration, event),
  disclosure: evolveDisclosure(slices.disclosure, event),
  erasure: evolveErasure(slices.erasure, event),
  entries: evolveEntries(slices.entries, event),
  steps: evolveSteps(slices.steps, event),
});

const enteredAs = ({ type, data, meta }: RecordedCaseEvent): Entered => ({
  id: meta.eventId,
  type,
  open: data,
  occurredAt: meta.occurredAt,
  recordedAt: meta.recordedAt,
  commandId: meta.commandId,
});

const remember = (handled: Map<string, HandledCommand>, { type, meta }: RecordedCaseEvent): void => {
  const before = handled.get(meta.commandId);
  handled.set(meta.commandId, {
    bodyHash: meta.bodyHash,
    events: [...(before?.events ?? []), { id: meta.eventId, type }],
    revision: meta.revision,
  });
};

/** The events of a whole history that count now, in the order in which they are folded. */
export const countingIn = (history: readonly RecordedCaseEvent[]): readonly RecordedCaseEvent[] =>
  inEffect(history, enteredAs);

/**
 * Applies recorded events, in order of revision, to a file. Where one of them changes which events count, or was typed
 * late, all that the file holds is folded again.
 */
export const advance = (before: CaseFile, events: Iterable<RecordedCaseEvent>): CaseFile => {
  const fresh = [...events];
  const handled = new Map(before.handled);
  for (const event of fresh) remember(handled, event);
  const history = [...before.history, ...fresh];
  const again = fresh.some((event) => disturbs(enteredAs(event)));
  const counting = again ? countingIn(history) : fresh;
  const slices: Slices = counting.reduce(evolved, again ? emptyFile(before.caseId) : before);
  return {
    ...slices,
    caseId: before.caseId,
    revision: fresh.at(-1)?.meta.revision ?? before.revision,
    handled,
    history,
  };
};

/** The file of a case from all its events. */
export const fold = (caseId: string, events: Iterable<RecordedCaseEvent>): CaseFile =>
  advance(emptyFile(caseId), events);
