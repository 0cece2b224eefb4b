import { duties } from '../../records/duty.js';
import { correctionsOwed } from '../state.js';

export const owedDuties = duties({
  kinds: {
    send_correction: {
      summary: 'Tell another country what was wrong in a message that it has.',
      endedBy: ['SendCorrection'],
      restsOn: ['MessageApproved'],
    },
  },
  reads: ['owed'],
  standing: ({ owed }) =>
    correctionsOwed(owed).map(({ messageId: about, kind: message, to: country, since, fields }) => ({
      ...{ kind: 'send_correction', about, message, country, since, fields },
      bearer: { kind: 'mandate', mandate: 'coordinate' },
    })),
});
