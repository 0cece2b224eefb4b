import type { NewCaseEvent } from '../records/catalogue.js';
import { accept, refuse } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import { personAllows } from '../protection/questions/barred.js';
import type { contactCommands } from './commands.js';
import { resumeContact, stopContact } from './offers.js';

export const contactDecisions: Decisions<typeof contactCommands> = {
  StopContact: ({ with: country, reason }, file, context) => {
    if (country === context.country) return refuse('wrong_state', 'Name another country than your own.');
    if (file.contact.decided.includes(country))
      return refuse('already_exists', 'The focal point has stopped contact with that country already.');
    return accept<NewCaseEvent>(
      { type: 'ContactStopDecided', data: { with: country, reason } },
      ...stopContact(country, file, context),
    );
  },

  /** What the person said still bars contact, and whoever only decided is not told of it. */
  ResumeContact: ({ with: country }, file) =>
    file.contact.decided.includes(country)
      ? accept<NewCaseEvent>(
          { type: 'ContactStopLifted', data: { with: country } },
          ...(personAllows(file, country) ? resumeContact(country, file) : []),
        )
      : refuse('wrong_state', 'The focal point has not stopped contact with that country.'),
};
