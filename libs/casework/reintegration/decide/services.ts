import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { today } from '../../words/today.js';
import type { reintegrationCommands } from '../commands.js';
import { papersLacking } from './papers.js';

/** Services and grants. All are voluntary; what the person declines and what a provider denies are kept apart. */
export const serviceDecisions: Decisions<
  Pick<
    typeof reintegrationCommands,
    'StartService' | 'CompleteService' | 'RecordServiceDeclined' | 'RecordProviderDenial' | 'PayGrant'
  >
> = {
  StartService: ({ service, occurredAt }, file, context) =>
    accept<NewCaseEvent>(
      {
        type: 'ServiceStarted',
        data: { serviceId: context.idFor('service'), service },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(file.reintegration.agreed ? [] : [irregularity('service_without_agreed_plan')]),
    ),

  CompleteService: ({ serviceId, occurredAt }, file) => {
    const service = file.reintegration.services.find((known) => known.serviceId === serviceId);
    if (!service || service.status === 'declined')
      return refuse('unknown_reference', 'No service with that id was started in this case.');
    if (service.status === 'completed') return refuse('already_exists', 'The service was completed before.');
    return accept({
      type: 'ServiceCompleted',
      data: { serviceId },
      ...(occurredAt ? { occurredAt } : {}),
    });
  },

  RecordServiceDeclined: ({ service, occurredAt }, _file, context) =>
    accept({
      type: 'ServiceDeclined',
      data: { serviceId: context.idFor('service'), service },
      ...(occurredAt ? { occurredAt } : {}),
    }),

  RecordProviderDenial: ({ denial, occurredAt }, _file, context) =>
    accept({
      type: 'ProviderDenied',
      data: { denialId: context.idFor('denial'), denial },
      ...(occurredAt ? { occurredAt } : {}),
    }),

  PayGrant: ({ grant }, file, context) => {
    if (!file.reintegration.agreed)
      return refuse(
        'wrong_state',
        'A grant is paid under a plan agreed with the person. Agree the plan first.',
      );
    const lacking = papersLacking(file, context);
    if (lacking.length > 0)
      return refuse(
        'condition_missing',
        `A grant rests here on papers that the case does not hold: ${lacking.map(({ name, by }) => `${name} (by ${by.join(', ')})`).join('; ')}.`,
      );
    if (grant.paidOn > today(context)) return refuse('impossible_date', 'The payment lies in the future.');
    return accept({ type: 'GrantPaid', data: { grantId: context.idFor('grant'), grant } });
  },
};
