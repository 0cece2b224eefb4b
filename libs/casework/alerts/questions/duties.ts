import { isExcluded } from '../../coordination/state.js';
import { duties } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';
import { unsentAlerts } from '../state.js';

export const alertDuties = duties({
  kinds: {
    confirm_warning: {
      summary: 'Sign, as the second of two offices, that a person is warned of who cannot be asked.',
      endedBy: ['ConfirmSafetyAlert'],
      restsOn: ['SafetyAlertProposed'],
      clock: 'second_signature',
      lapses: true,
      outlives: ['closing'],
    },
    send_warning: {
      summary: 'Send a warning that was decided and has not gone, or give it by hand to a mission.',
      endedBy: ['SendSafetyAlert', 'HandOverSafetyAlert'],
      restsOn: ['SafetyAlertDecided'],
      outlives: ['closing'],
    },
    tell_of_warning: {
      summary: 'Tell the person of a warning that went without her being asked.',
      endedBy: ['RecordToldOfSafetyAlert'],
      restsOn: ['SafetyAlertSent'],
      clock: 'tell_of_warning',
      outlives: ['closing'],
    },
    see_to_warning: {
      summary: 'See to a warning of another country, and tell it so.',
      endedBy: ['AcknowledgeSafetyAlert'],
      restsOn: ['SafetyAlertReceived'],
      clock: 'clause',
      outlives: ['closing'],
    },
  },
  reads: ['alerts'],
  standing: ({ alerts, coordination }) => [
    ...alerts.proposed
      .filter(({ actor, agency }) => !isExcluded(coordination, { agency, officialId: actor }))
      .map(({ alertId: about, to: country, at: since, agency, confirmBy: until }) => ({
        ...{ about, country, since, until },
        kind: 'confirm_warning' as const,
        bearer: { kind: 'mandate', mandate: 'warn', butNot: [agency] } as const,
      })),
    ...unsentAlerts(alerts).map(({ alertId: about, to: country, at: since }) => ({
      ...{ about, country, since },
      kind: 'send_warning' as const,
      bearer: { kind: 'mandate', mandate: 'warn' } as const,
    })),
    ...alerts.toTell.map(({ alertId: about, to: country, at: since, by, reckonedBy }) => ({
      ...{ about, country, since },
      kind: 'tell_of_warning' as const,
      bearer: { kind: 'case_office' } as const,
      due: countedDay(by, 'tellBy', { reckonedBy }),
    })),
    ...alerts.received
      .filter(({ acknowledged }) => !acknowledged)
      .map(({ alertId: about, from: country, at: since, dueOn, reckonedBy }) => ({
        ...{ about, country, since },
        kind: 'see_to_warning' as const,
        bearer: { kind: 'mandate', mandate: 'warn' } as const,
        due: countedDay(dueOn, 'dueOn', { reckonedBy }),
      })),
  ],
});
