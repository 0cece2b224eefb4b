import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import type { Country } from '../kernel/country.js';
import type { EventMeta } from '../kernel/event.js';
import type { Signature } from '../signatures.js';
import { alertEvents } from './events.js';
import type { Alert, AlertBasis } from './values.js';

/** A warning, by the country that it is for. `alert` is absent where its seal cannot be opened. */
interface Warning {
  readonly alertId: string;
  readonly to: Country;
  readonly alert: Alert | undefined;
  readonly note?: string | undefined;
}

/** A warning about a person who cannot be asked, signed by one. */
export interface ProposedAlert extends Warning, Signature {}

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
  readonly acknowledged: boolean;
}

export interface AlertsState {
  readonly proposed: readonly ProposedAlert[];
  readonly decided: readonly DecidedAlert[];
  /** Ids of those that were sent, taken back since or not. */
  readonly sent: readonly string[];
  /** Ids of those that the person is to be told of, and of those that she was told of. */
  readonly toTell: readonly string[];
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

const including = (ids: readonly string[], id: string): readonly string[] => [...new Set([...ids, id])];

type Decided = Extract<RecordedCaseEvent, { readonly type: 'SafetyAlertDecided' }>;

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

export const evolveAlerts = (state: AlertsState, event: RecordedCaseEvent): AlertsState => {
  if (event.type === 'PersonErased') return noAlerts;
  if (!belongs(alertEvents, event)) return state;
  switch (event.type) {
    case 'SafetyAlertProposed': {
      const { alertId, to, alert, note } = event.data;
      return {
        ...state,
        proposed: [...state.proposed, { alertId, to, alert, note, ...signed(event.meta) }],
      };
    }
    case 'SafetyAlertDecided':
      return decided(state, event);
    case 'SafetyAlertSent': {
      const { alertId, tellBy } = event.data;
      const toTell = tellBy === undefined ? state.toTell : including(state.toTell, alertId);
      return { ...state, sent: including(state.sent, alertId), toTell };
    }
    case 'PersonToldOfAlert': {
      const { alertId } = event.data;
      const toTell = state.toTell.filter((other) => other !== alertId);
      return { ...state, toTell, told: including(state.told, alertId) };
    }
    case 'SafetyAlertReceived': {
      const { alertId, from, messageId } = event.data;
      return { ...state, received: [...state.received, { alertId, from, messageId, acknowledged: false }] };
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

/** Warnings that have not gone: those that wait for a second signature, and those that wait for an instrument. */
export const openAlerts = ({
  proposed,
  decided: alerts,
  sent,
}: AlertsState): readonly (ProposedAlert | DecidedAlert)[] => [
  ...proposed,
  ...alerts.filter(({ alertId }) => !sent.includes(alertId)),
];
