import type { Country } from '../words/country.js';
import type { State } from '../words/states.js';
import type { EventMeta, RecordedEventOf } from '../words/event.js';
import type { Reckoning } from '../words/reckoned.js';
import type { Signature } from '../words/signature.js';
import type { alertEvents } from './events.js';
import type { Alert, AlertBasis } from './values.js';
import { erasureEvents } from '../erasure/events.js';
import { disclosureEvents } from '../disclosure/events.js';

/** Events of other processes that bear on it. */
export const alertsHears = {
  PersonErased: erasureEvents.PersonErased,
  MessageWithheld: disclosureEvents.MessageWithheld,
  MessageReceipted: disclosureEvents.MessageReceipted,
};

type AlertEvent = RecordedEventOf<typeof alertEvents & typeof alertsHears>;

/** A warning, by the state that it is for. `alert` is absent where its seal cannot be opened. */
interface Warning {
  readonly alertId: string;
  readonly to: State;
  readonly alert: Alert | undefined;
  readonly note?: string | undefined;
}

/** A warning about a person who cannot be asked, signed by one. */
export interface ProposedAlert extends Warning, Signature {
  /** The last day on which it can be confirmed; older proposals do not say. */
  readonly confirmBy?: string | undefined;
}

export interface DecidedAlert extends Warning {
  readonly on: AlertBasis;
  /** One on the person's consent, two on a vital interest. */
  readonly signatures: readonly Signature[];
  /** When it was decided. */
  readonly at: string;
}

export interface ReceivedAlert {
  readonly alertId: string;
  readonly from: Country;
  readonly messageId: string;
  /** When it came, and by when it is to be answered. */
  readonly at: string;
  readonly dueOn?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
  readonly acknowledged: boolean;
}

interface SentAlert {
  readonly alertId: string;
  /** None where it was given by hand. */
  readonly messageId?: string;
}

/** A warning that went without the person being asked, and by when she is to be told of it. */
export interface AlertToTell {
  readonly alertId: string;
  readonly to: State;
  readonly by: string;
  readonly reckonedBy?: Reckoning | undefined;
  readonly at: string;
}

export interface AlertsState {
  readonly proposed: readonly ProposedAlert[];
  readonly decided: readonly DecidedAlert[];
  /** Those that went or may still go, and were not refused there: taken back since or not. */
  readonly sent: readonly SentAlert[];
  /** Those that the person is to be told of, and the ids of those that she was told of. */
  readonly toTell: readonly AlertToTell[];
  readonly told: readonly string[];
  readonly received: readonly ReceivedAlert[];
}

export const noAlerts: AlertsState = {
  proposed: [],
  decided: [],
  sent: [],
  toTell: [],
  told: [],
  received: [],
};

const signed = ({ actor, agency, recordedAt }: EventMeta): Signature => ({ actor, agency, at: recordedAt });

const signatureOf = ({ actor, agency, at }: Signature): Signature => ({ actor, agency, at });

type Decided = Extract<AlertEvent, { readonly type: 'SafetyAlertDecided' }>;

const decided = (state: AlertsState, { data, meta }: Decided): AlertsState => {
  const { alertId, to, on, alert, note } = data;
  const first = state.proposed.find((proposed) => proposed.alertId === alertId);
  const signatures = [...(first ? [signatureOf(first)] : []), signed(meta)];
  return {
    ...state,
    proposed: state.proposed.filter((proposed) => proposed !== first),
    decided: [...state.decided, { alertId, to, on, alert, note, signatures, at: meta.recordedAt }],
  };
};

type Sent = Extract<AlertEvent, { readonly type: 'SafetyAlertSent' }>;

const sent = (state: AlertsState, { data, meta }: Sent): AlertsState => {
  const { alertId, to, messageId, tellBy: by, reckonedBy } = data;
  const others = state.toTell.filter((told) => told.alertId !== alertId);
  return {
    ...state,
    sent: [...state.sent.filter((earlier) => earlier.alertId !== alertId), { alertId, messageId }],
    toTell:
      by === undefined ? state.toTell : [...others, { alertId, to, by, reckonedBy, at: meta.recordedAt }],
  };
};

/** One that was withheld did not leave, and there is nothing to tell the person; one that was refused left, and nobody took it. */
const notTaken = (state: AlertsState, messageId: string, withheld: boolean): AlertsState => {
  const alert = state.sent.find((held) => held.messageId === messageId);
  if (!alert) return state;
  return {
    ...state,
    sent: state.sent.filter((held) => held !== alert),
    toTell: withheld ? state.toTell.filter(({ alertId }) => alertId !== alert.alertId) : state.toTell,
  };
};

export const evolveAlerts = (state: AlertsState, event: AlertEvent): AlertsState => {
  if (event.type === 'PersonErased') return noAlerts;
  if (event.type === 'MessageWithheld') return notTaken(state, event.data.messageId, true);
  if (event.type === 'MessageReceipted')
    return event.data.outcome === 'refused' ? notTaken(state, event.data.messageId, false) : state;
  switch (event.type) {
    case 'SafetyAlertProposed': {
      const { alertId, to, alert, note, confirmBy } = event.data;
      return {
        ...state,
        proposed: [...state.proposed, { alertId, to, alert, note, confirmBy, ...signed(event.meta) }],
      };
    }
    case 'SafetyAlertDecided':
      return decided(state, event);
    case 'SafetyAlertSent':
      return sent(state, event);
    case 'SafetyAlertHandedOver': {
      const { alertId, to, tellBy: by, reckonedBy } = event.data;
      const toTell = by === undefined ? [] : [{ alertId, to, by, reckonedBy, at: event.meta.recordedAt }];
      return {
        ...state,
        sent: [...state.sent.filter((earlier) => earlier.alertId !== alertId), { alertId }],
        toTell: [...state.toTell.filter((told) => told.alertId !== alertId), ...toTell],
      };
    }
    case 'PersonToldOfAlert': {
      const { alertId } = event.data;
      const toTell = state.toTell.filter((other) => other.alertId !== alertId);
      return { ...state, toTell, told: [...state.told, alertId] };
    }
    case 'SafetyAlertReceived': {
      const { alertId, from, messageId, dueOn, reckonedBy } = event.data;
      const at = event.meta.recordedAt;
      const received = { alertId, from, messageId, dueOn, reckonedBy, at, acknowledged: false };
      return { ...state, received: [...state.received, received] };
    }
    case 'SafetyAlertAcknowledged': {
      const { alertId, to } = event.data;
      return {
        ...state,
        received: state.received.map((alert) =>
          alert.alertId === alertId && alert.from === to ? { ...alert, acknowledged: true } : alert,
        ),
      };
    }
  }
};

/** Warnings that were decided and have not gone, or were not taken there. */
export const unsentAlerts = ({ decided: alerts, sent: gone }: AlertsState): readonly DecidedAlert[] =>
  alerts.filter(({ alertId }) => !gone.some((alert) => alert.alertId === alertId));
