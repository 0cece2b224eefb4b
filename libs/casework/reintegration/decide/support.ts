import type { NewCaseEvent } from '../../records/catalogue.js';
import type { Decisions } from '../../records/rules.js';
import { involve } from '../../coordination/offers/involving.js';
import { isExcluded } from '../../coordination/state.js';
import { accept, refuse } from '../../words/decision.js';
import { due } from '../../words/reckoned.js';
import type { reintegrationCommands } from '../commands.js';

/** What the person applies for at home, and its way to the office that acts on it (domain.md 2.6, 2.7). */
export const supportDecisions: Decisions<
  Pick<typeof reintegrationCommands, 'RecordSupportApplication' | 'ForwardSupportApplication'>
> = {
  RecordSupportApplication: ({ application, occurredAt }, _file, context) => {
    const facts = context.facts(context.country);
    const clock = facts.deadlines.commune_forwarding;
    return accept({
      type: 'SupportAppliedFor',
      data: {
        applicationId: context.idFor('support application'),
        application,
        ...(clock ? due('forwardBy', occurredAt ?? context.now, clock, facts) : {}),
      },
      ...(occurredAt ? { occurredAt } : {}),
    });
  },

  ForwardSupportApplication: ({ applicationId, to }, file, context) => {
    const application = file.reintegration.applications.find((held) => held.applicationId === applicationId);
    if (!application)
      return refuse('unknown_reference', 'This case holds no application for support with that id.');
    if (application.forwarded) return refuse('already_exists', 'The application was passed on before.');
    if (to === context.actor.agency)
      return refuse('wrong_state', 'An application is passed on to another office than your own.');
    if (isExcluded(file.coordination, { agency: to }))
      return refuse('excluded_party', 'That office is excluded from this case; name another.', 'P4');
    return accept<NewCaseEvent>(
      { type: 'SupportApplicationForwarded', data: { applicationId, to } },
      ...involve(to, { reason: 'support_application', about: applicationId }, file),
    );
  },
};
