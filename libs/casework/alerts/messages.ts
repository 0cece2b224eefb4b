import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Id, Line } from '../words/values.js';
import { Alert } from './values.js';

/** Message 21 of domain.md 3.1 and its answer. */
export const alertMessages = {
  SafetyAlert: message(
    21,
    'The person is in danger, or was trafficked again: since when, what is asked and how soon.',
    {
      alertId: operational(Id, everyone),
      alert: personal('safetyAlert', Alert),
      note: personal('safetyAlert', Line.optional()),
    },
    { warns: true, answeredBy: ['SafetyAlertAcknowledged'] },
  ),
  SafetyAlertAcknowledged: message(
    21,
    'The warning is known here, and somebody sees to it.',
    { alertId: operational(Id, everyone) },
    { finishes: true, acknowledges: true },
  ),
};
