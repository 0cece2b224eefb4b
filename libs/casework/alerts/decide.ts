import type { NewCaseEvent } from '../records/catalogue.js';
import { answerDueAs, due, dueTogether, type Due } from '../words/reckoned.js';
import { consentsInForce } from '../consent/questions/in-force.js';
import { isUnanswered } from '../conversation/questions/awaited.js';
import { dealsWithExcluded } from '../coordination/questions/dealt-with.js';
import { contactBarred } from '../protection/questions/barred.js';
import { denied, disclose } from '../crossing/disclose.js';
import { disclosed } from '../crossing/send.js';
import { groundFor } from '../crossing/rule.js';
import { clockOf } from '../words/clocks.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { isCountry } from '../words/country.js';
import type { State } from '../words/states.js';
import { agencyOf } from '../words/facts.js';
import { accept, notPossibleNow, refuse, type Decision } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import { confirmedBy, stillStands } from '../records/signatures.js';
import { notByHand } from '../words/sharing.js';
import { today } from '../words/today.js';
import type { alertCommands } from './commands.js';
import type { Alert, AlertBasis } from './values.js';
import { alertPurpose, hasHerWord, isForVitalInterest } from './questions/vital-interest.js';
import { stands } from './questions/waiting.js';

interface Warning {
  readonly alertId: string;
  readonly to: State;
  readonly alert: Alert;
  readonly note?: string | undefined;
}

/** What a decision may wait for: an instrument, what carries it, or that the node there takes it. A consent, a fear and an exclusion are not waited out. */
const mayWait: ReadonlySet<string> = new Set(['no_channel', 'no_instrument', 'no_clause', 'kind_not_taken']);

const tellBy = (alertId: string, file: CaseFile, context: Context): Partial<Due<'tellBy'>> => {
  if (file.alerts.told.includes(alertId)) return {};
  const facts = context.facts(context.country);
  return due('tellBy', context.now, clockOf('tell_of_warning', facts), facts);
};

/** Sends a warning as it was decided in the file. */
const sending = (
  { alertId, to, alert, note }: Warning,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const disclosure = disclose(file, context, {
    kind: 'SafetyAlert',
    to,
    payload: { alertId, alert, note },
    purpose: alertPurpose,
    key: alertId,
  });
  if (!isCountry(to) || !disclosure.approved || disclosure.event.type !== 'MessageApproved')
    return disclosed(disclosure);
  const { messageId, consents } = disclosure.event.data;
  const telling = consents.length === 0 ? tellBy(alertId, file, context) : {};
  return accept<NewCaseEvent>(
    {
      type: 'SafetyAlertSent',
      data: {
        alertId,
        to,
        messageId,
        ...dueTogether(answerDueAs('dueOn', disclosure.event.data), telling),
      },
    },
    disclosure.event,
  );
};

/** Whether the person consented to being warned of towards a country: to whoever is there, or to the office that is told. */
const consented = (to: State, file: CaseFile, context: Context, office?: string): boolean =>
  consentsInForce(
    file,
    { purpose: alertPurpose, country: to },
    context.facts(context.country),
    today(context),
  ).some(
    ({ groups, recipient: { agency } }) =>
      groups.includes('risk') && (office === undefined || agency === undefined || agency === office),
  );

const notAsked = () =>
  refuse(
    'consent_missing',
    'Ask the person first. If she cannot be asked and her life or freedom is at stake, propose the warning: two persons sign it.',
  );

const asked = () =>
  refuse('consent_missing', 'The person was asked about warning that country: what she said decides.');

/** Records the decision, and sends it or lets it wait for an instrument. */
const decided = (
  warning: Warning,
  on: AlertBasis,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { alertId, to, alert, note } = warning;
  const event: NewCaseEvent = {
    type: 'SafetyAlertDecided',
    data: { alertId, to, on, alert, ...(note === undefined ? {} : { note }) },
  };
  const gone = sending(warning, fileAfter([event], file, context), context);
  if (!gone.refusal) return accept(event, ...gone.events);
  if (!mayWait.has(gone.refusal.code)) return gone;
  return on === 'vital_interest' || consented(to, file, context) ? accept(event) : notAsked();
};

/** What stands against any word to that country now, instrument or none. */
const neverWaitedOut = (
  to: State,
  file: CaseFile,
  context: Context,
): 'contact_barred' | 'excluded_party' | undefined => {
  if (!isCountry(to)) return contactBarred(file, to) ? 'contact_barred' : undefined;
  const ground = groundFor('SafetyAlert', to, file, context, { purpose: alertPurpose });
  return ground === 'contact_barred' || ground === 'excluded_party' ? ground : undefined;
};

const ownCountry = () => refuse('wrong_state', 'Name another country than your own.');
const unknown = () => refuse('unknown_reference', 'This case holds no such warning.');

export const alertDecisions: Decisions<typeof alertCommands> = {
  DecideSafetyAlert: ({ to, alert, note }, file, context) =>
    to === context.country
      ? ownCountry()
      : decided({ alertId: context.idFor('alert'), to, alert, note }, 'consent', file, context),

  ProposeSafetyAlert: ({ to, alert, note, whyNotAsked }, file, context) => {
    if (to === context.country) return ownCountry();
    const against = neverWaitedOut(to, file, context);
    if (against)
      return disclosed(denied({ kind: 'SafetyAlert', to, purpose: alertPurpose }, against, file, context));
    if (hasHerWord(to, file, context)) return asked();
    const alertId = context.idFor('alert');
    return accept({
      type: 'SafetyAlertProposed',
      data: {
        ...{ alertId, to, alert, whyNotAsked, ...confirmedBy(context) },
        ...(note === undefined ? {} : { note }),
      },
    });
  },

  ConfirmSafetyAlert: ({ alertId }, file, context) => {
    const held = file.alerts.proposed.find((proposed) => proposed.alertId === alertId);
    if (!held?.alert) return unknown();
    if (!stillStands(held, file, context))
      return refuse('wrong_state', 'The proposal counts no more. Propose the warning anew.');
    if (held.actor === context.actor.id || held.agency === context.actor.agency)
      return refuse('same_person', 'Another person of another agency must confirm a warning.');
    const { to, alert, note } = held;
    const decision = decided({ alertId, to, alert, note }, 'vital_interest', file, context);
    return !decision.refusal && hasHerWord(to, file, context) ? asked() : decision;
  },

  SendSafetyAlert: ({ alertId }, file, context) => {
    const held = file.alerts.decided.find((alert) => alert.alertId === alertId);
    if (!held?.alert) return unknown();
    if (stands(alertId, file)) return refuse('already_exists', 'The warning has gone.');
    const { to, alert, note } = held;
    return sending({ alertId, to, alert, note }, file, context);
  },

  /** What bars contact bars it here too: a warning must not lead whom she fears to her. */
  HandOverSafetyAlert: ({ alertId, mission }, file, context) => {
    const held = file.alerts.decided.find((alert) => alert.alertId === alertId);
    if (!held?.alert) return unknown();
    const { to, on } = held;
    const otherwise = notByHand(to, context);
    if (otherwise) return otherwise;
    if (stands(alertId, file)) return refuse('already_exists', 'The warning has gone.');
    if (contactBarred(file, to)) return notPossibleNow();
    const excluded = dealsWithExcluded(to, mission, file, context);
    if (excluded) return excluded;
    if (isCountry(to) && !agencyOf(context.facts(to), mission))
      return refuse(
        'unknown_reference',
        'That country has no office of that code: it would be told to somebody else.',
      );
    if (on === 'consent' && !consented(to, file, context, mission)) return notAsked();
    if (on === 'vital_interest' && !isForVitalInterest('SafetyAlert', to, { alertId }, file, context))
      return hasHerWord(to, file, context)
        ? asked()
        : refuse('wrong_state', 'The decision counts no more. Propose the warning anew.');
    const told = on === 'vital_interest' ? tellBy(alertId, file, context) : {};
    return accept({ type: 'SafetyAlertHandedOver', data: { alertId, to, mission, ...told } });
  },

  RecordToldOfSafetyAlert: ({ alertId, occurredAt }, file) => {
    const { decided: alerts, toTell, told } = file.alerts;
    if (![...toTell, ...alerts].some((alert) => alert.alertId === alertId)) return unknown();
    return told.includes(alertId)
      ? accept()
      : accept({ type: 'PersonToldOfAlert', data: { alertId }, ...(occurredAt ? { occurredAt } : {}) });
  },

  /** What is known here stands, also where the answer may not go to that country. */
  AcknowledgeSafetyAlert: ({ alertId }, file, context) => {
    const held = file.alerts.received.find((alert) => alert.alertId === alertId);
    if (!held) return unknown();
    const { from: to, messageId, acknowledged } = held;
    const answers = file.disclosure.own.filter((message) => message.answers === messageId);
    if (answers.length > 0 && !isUnanswered(file, messageId))
      return refuse('already_exists', 'The warning was answered.');
    const answer = disclose(file, context, {
      kind: 'SafetyAlertAcknowledged',
      to,
      payload: { alertId },
      answers: messageId,
    });
    if (acknowledged) return disclosed(answer);
    return accept<NewCaseEvent>({ type: 'SafetyAlertAcknowledged', data: { alertId, to } }, answer.event);
  },
};
