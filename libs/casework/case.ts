import { consentDecisions } from './consent/decide.js';
import { evolveConsent } from './consent/state.js';
import { contactDecisions } from './contact/decide.js';
import { evolveContact } from './contact/state.js';
import { coordinationDecisions } from './coordination/decide.js';
import { evolveCoordination } from './coordination/state.js';
import { disclosureDecisions } from './disclosure/decide.js';
import { systemDecisions } from './disclosure/system.js';
import { evolveDisclosure } from './disclosure/state.js';
import { erasureDecisions } from './erasure/decide.js';
import { evolveErasure } from './erasure/state.js';
import { identificationDecisions } from './identification/decide.js';
import { evolveIdentification } from './identification/state.js';
import { identityDecisions } from './identity/decide.js';
import { evolveIdentity } from './identity/state.js';
import { nationalityDecisions } from './nationality/decide.js';
import { evolveNationality } from './nationality/state.js';
import { proceedingsDecisions } from './proceedings/decide.js';
import { evolveProceedings } from './proceedings/state.js';
import { protectionDecisions } from './protection/decide.js';
import { evolveProtection } from './protection/state.js';
import { reintegrationDecisions } from './reintegration/decide.js';
import { evolveReintegration } from './reintegration/state.js';
import { repatriationDecisions } from './repatriation/decide.js';
import { evolveRepatriation } from './repatriation/state.js';
import { shelterDecisions } from './shelter/decide.js';
import { evolveShelter } from './shelter/state.js';
import { tracingDecisions } from './tracing/decide.js';
import { evolveTracing } from './tracing/state.js';
import {
  caseCommands,
  type BodyOf,
  type CaseCommand,
  type CommandType,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from './catalogue.js';
import { notCharged } from './charged.js';
import { emptyFile, type CaseFile, type HandledCommand } from './file.js';
import type { Context } from './kernel/context.js';
import { refuse, type Decision } from './kernel/decision.js';
import type { Decisions } from './kernel/rules.js';

const decisions: Decisions<typeof caseCommands> = {
  ...coordinationDecisions,
  ...identityDecisions,
  ...protectionDecisions,
  ...contactDecisions,
  ...identificationDecisions,
  ...consentDecisions,
  ...nationalityDecisions,
  ...tracingDecisions,
  ...shelterDecisions,
  ...repatriationDecisions,
  ...proceedingsDecisions,
  ...reintegrationDecisions,
  ...disclosureDecisions,
  ...erasureDecisions,
  ...systemDecisions,
};

const run = <K extends CommandType>(
  command: { readonly type: K; readonly body: BodyOf<K> },
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => decisions[command.type](command.body, file, context);

/** Permissions that a closed case can still be asked for. */
const takenOnClosedCase: ReadonlySet<CommandType> = new Set<CommandType>([
  'ReopenCase',
  'RequestErasure',
  'ConfirmErasure',
  'RecallMessage',
  'StopContact',
]);

/**
 * Decides one command on one case: events to record, none, or a refusal. Pure. What holds for every command is
 * asked here (erasure, mandate, role, closing, possible dates); the rest by the process that owns the command.
 */
export const decide = (command: CaseCommand, file: CaseFile, context: Context): Decision<NewCaseEvent> => {
  const { kind, mandate } = caseCommands[command.type];
  if (file.erasure.erased)
    return refuse('erased', 'The personal data of this file were erased; nothing can be added to it.');
  const barred = notCharged(caseCommands[command.type], context);
  if (barred) return barred;
  if (
    kind === 'permission' &&
    mandate !== 'system' &&
    file.coordination.closed &&
    !takenOnClosedCase.has(command.type)
  )
    return refuse('case_closed', 'The case is closed. Reopen it first.');
  if (
    'occurredAt' in command.body &&
    command.body.occurredAt !== undefined &&
    Date.parse(command.body.occurredAt) > Date.parse(context.now)
  )
    return refuse('impossible_date', 'occurredAt lies in the future. A fact is recorded after it happened.');
  return run(command, file, context);
};

/** Applies recorded events, in order of revision, to a file. Each process sees its own events only. */
export const advance = (before: CaseFile, events: Iterable<RecordedCaseEvent>): CaseFile => {
  const handled = new Map(before.handled);
  const file = { ...before, handled };
  for (const event of events) {
    file.revision = event.meta.revision;
    remember(handled, event);
    file.coordination = evolveCoordination(file.coordination, event);
    file.identity = evolveIdentity(file.identity, event);
    file.protection = evolveProtection(file.protection, event);
    file.contact = evolveContact(file.contact, event);
    file.identification = evolveIdentification(file.identification, event);
    file.consent = evolveConsent(file.consent, event);
    file.nationality = evolveNationality(file.nationality, event);
    file.tracing = evolveTracing(file.tracing, event);
    file.shelter = evolveShelter(file.shelter, event);
    file.repatriation = evolveRepatriation(file.repatriation, event);
    file.proceedings = evolveProceedings(file.proceedings, event);
    file.reintegration = evolveReintegration(file.reintegration, event);
    file.disclosure = evolveDisclosure(file.disclosure, event);
    file.erasure = evolveErasure(file.erasure, event);
  }
  return file;
};

const remember = (handled: Map<string, HandledCommand>, { type, meta }: RecordedCaseEvent): void => {
  const before = handled.get(meta.commandId);
  handled.set(meta.commandId, {
    bodyHash: meta.bodyHash,
    events: [...(before?.events ?? []), { id: meta.eventId, type }],
    revision: meta.revision,
  });
};

/** The file of a case from all its events. */
export const fold = (caseId: string, events: Iterable<RecordedCaseEvent>): CaseFile =>
  advance(emptyFile(caseId), events);
