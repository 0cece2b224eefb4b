import type { RecordedCaseEvent } from './catalogue.js';
import { evolveAlerts } from '../alerts/state.js';
import { evolveConsent } from '../consent/state.js';
import { evolveContact } from '../contact/state.js';
import { evolveCoordination } from '../coordination/state.js';
import { evolveOwed } from '../owed/state.js';
import { evolveDisclosure } from '../disclosure/state.js';
import { evolveEntries } from '../entries/state.js';
import { evolveErasure } from '../erasure/state.js';
import { evolveIdentification } from '../identification/state.js';
import { evolveAgeInClear } from '../age/state.js';
import { evolveIdentity } from '../identity/state.js';
import { evolveNationality } from '../nationality/state.js';
import { evolveProceedings } from '../proceedings/state.js';
import { evolveProtection } from '../protection/state.js';
import { evolveReintegration } from '../reintegration/state.js';
import { evolveRepatriation } from '../repatriation/state.js';
import { evolveShelter } from '../shelter/state.js';
import { evolveSteps } from '../steps/state.js';
import { evolveTracing } from '../tracing/state.js';
import { evolveWhereabouts } from '../whereabouts/state.js';
import { emptyFile, type CaseFile } from './file.js';
import { handledAfter } from '../words/handled.js';
import { disturbs, inEffect, type Entered } from './in-effect.js';

type Slices = Omit<CaseFile, 'caseId' | 'revision' | 'handled' | 'history'>;

/** How each part of a file takes an event. Each process sees its own events only. */
const evolvers: { readonly [P in keyof Slices]: (part: Slices[P], event: RecordedCaseEvent) => Slices[P] } = {
  coordination: evolveCoordination,
  identity: evolveIdentity,
  age: evolveAgeInClear,
  protection: evolveProtection,
  contact: evolveContact,
  identification: evolveIdentification,
  consent: evolveConsent,
  nationality: evolveNationality,
  tracing: evolveTracing,
  shelter: evolveShelter,
  repatriation: evolveRepatriation,
  whereabouts: evolveWhereabouts,
  proceedings: evolveProceedings,
  reintegration: evolveReintegration,
  disclosure: evolveDisclosure,
  owed: evolveOwed,
  erasure: evolveErasure,
  entries: evolveEntries,
  steps: evolveSteps,
  alerts: evolveAlerts,
};

export type FilePart = keyof Slices;
const everyPart = Object.keys(evolvers) as FilePart[];

const evolvedPart = <P extends FilePart>(
  parts: Pick<Slices, P>,
  name: P,
  event: RecordedCaseEvent,
): Slices[P] => evolvers[name](parts[name], event);

/** Applies one event to some parts of a file. The same object comes back where none of them changed. */
export const evolveParts = <P extends FilePart>(
  names: readonly P[],
  parts: Pick<CaseFile, P>,
  event: RecordedCaseEvent,
): Pick<CaseFile, P> => {
  let after = parts;
  for (const name of names) {
    const part = evolvedPart(parts, name, event);
    if (part !== parts[name]) after = { ...after, [name]: part };
  }
  return after;
};

const evolved = (slices: Slices, event: RecordedCaseEvent): Slices => evolveParts(everyPart, slices, event);

const enteredAs = ({ type, data, meta }: RecordedCaseEvent): Entered => ({
  id: meta.eventId,
  type,
  open: data,
  occurredAt: meta.occurredAt,
  recordedAt: meta.recordedAt,
  commandId: meta.commandId,
});

/** The events of a whole history that count now, in the order in which they are folded. */
export const countingIn = (history: readonly RecordedCaseEvent[]): readonly RecordedCaseEvent[] =>
  inEffect(history, enteredAs);

/**
 * Applies recorded events, in order of revision, to a file. Where one of them changes which events count, or was typed
 * late, all that the file holds is folded again.
 */
export const advance = (before: CaseFile, events: Iterable<RecordedCaseEvent>): CaseFile => {
  const fresh = [...events];
  const history = [...before.history, ...fresh];
  const again = fresh.some((event) => disturbs(enteredAs(event)));
  const counting = again ? countingIn(history) : fresh;
  const slices: Slices = counting.reduce(evolved, again ? emptyFile(before.caseId) : before);
  return {
    ...slices,
    caseId: before.caseId,
    revision: fresh.at(-1)?.meta.revision ?? before.revision,
    handled: handledAfter(before.handled, fresh),
    history,
  };
};

/** The file of a case from all its events. */
export const fold = (caseId: string, events: Iterable<RecordedCaseEvent>): CaseFile =>
  advance(emptyFile(caseId), events);
