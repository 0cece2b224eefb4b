import { accept, refuse } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import type { otherEndsCommands } from './commands.js';
import { at, onJourney, saidSince, stopReturn } from './stop.js';

/** Ways that end otherwise: another country, staying, leaving, death. None but death ends the right to go home. */
export const otherEndsDecisions: Decisions<typeof otherEndsCommands> = {
  OpenThirdCountryReferral: ({ referral }, file, context) => {
    if (file.repatriation.stage === 'received')
      return refuse('wrong_state', 'The person is at home; open a case there.');
    return accept({
      type: 'ThirdCountryReferralOpened',
      data: { referralId: context.idFor('referral'), referral },
    });
  },

  GrantLocalStay: ({ basis, until, occurredAt }, file, context) =>
    accept(
      {
        type: 'LocalStayGranted',
        data: { basis, ...(until === undefined ? {} : { until }) },
        ...at(occurredAt),
      },
      ...(saidSince(file, occurredAt) ? [] : stopReturn(file, context, 'circumstances')),
    ),

  RecordLeftWithoutNotice: ({ occurredAt }, file, context) =>
    accept(
      { type: 'PersonLeftWithoutNotice', data: onJourney(file), ...at(occurredAt) },
      ...(saidSince(file, occurredAt) ? [] : stopReturn(file, context, 'circumstances')),
    ),

  RecordDeath: ({ circumstances, notified, occurredAt }, file, context) =>
    accept(
      {
        type: 'PersonDied',
        data: { notified, ...(circumstances === undefined ? {} : { circumstances }), ...onJourney(file) },
        ...at(occurredAt),
      },
      ...stopReturn(file, context, 'circumstances'),
    ),
};
