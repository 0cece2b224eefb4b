import { z } from 'zod';
import { fact, permission, alsoOnClosedCase } from '../words/command.js';
import { someCountry } from '../words/country.js';
import { State } from '../words/states.js';
import { Code, Id, Line, occurredAt } from '../words/values.js';
import { Alert } from './values.js';

const warning = { to: State, alert: Alert, note: Line.optional() };
const someAlert = { alertId: '7d1c8a52-4b0e-4f6d-9c3a-2e5f8b1d6a30' };

export const alertCommands = {
  DecideSafetyAlert: alsoOnClosedCase(
    permission(
      'warn',
      'owner_first',
      'Warn another country that the person is in danger or was trafficked again, as the person consented to (message 21). Where no instrument lets it go yet, the decision waits.',
      z.strictObject(warning),
      {
        to: someCountry.origin,
        alert: { kind: 'trafficked_again', since: '2014-10-01', asks: ['find'], urgency: 'urgent' },
        note: 'Last heard of on the way to the border.',
      },
    ),
  ),
  ProposeSafetyAlert: alsoOnClosedCase(
    permission(
      'warn',
      'own_work',
      'Propose such a warning for the life or freedom of a person who cannot be asked, and say why not. A second person of another agency confirms it.',
      z.strictObject({ ...warning, whyNotAsked: Line }),
      {
        to: someCountry.origin,
        alert: { kind: 'in_danger', asks: ['find', 'call_back'], urgency: 'urgent' },
        whyNotAsked: 'Nobody has reached her since Tuesday.',
      },
    ),
  ),
  ConfirmSafetyAlert: alsoOnClosedCase(
    permission(
      'warn',
      'second',
      'Confirm such a warning as a second person of another agency: it goes, and the person is told as soon as she can be.',
      z.strictObject({ alertId: Id }),
      someAlert,
      'approver',
    ),
  ),
  SendSafetyAlert: alsoOnClosedCase(
    permission(
      'warn',
      'owner_first',
      'Send a warning that was decided and did not go or was not taken: asked anew of the instruments, the person and what bars contact now.',
      z.strictObject({ alertId: Id }),
      someAlert,
    ),
  ),
  HandOverSafetyAlert: alsoOnClosedCase(
    permission(
      'warn',
      'owner_first',
      'Give a warning that was decided, by hand, to a mission or an authority of the country that is warned, any of the world, where no instrument lets messages pass with it.',
      z.strictObject({ alertId: Id, mission: Code }),
      { ...someAlert, mission: 'embassy' },
    ),
  ),
  RecordToldOfSafetyAlert: fact(
    'warn',
    'own_work',
    'Record that the person was told of a warning that went without her being asked. Where she does not want it, record her refusal of a consent to safety too: the warning is called back.',
    z.strictObject({ alertId: Id, occurredAt }),
    someAlert,
  ),
  AcknowledgeSafetyAlert: alsoOnClosedCase(
    permission(
      'warn',
      'owner_first',
      'Answer a warning of another country: it is known here, and somebody sees to it.',
      z.strictObject({ alertId: Id }),
      someAlert,
    ),
  ),
};
