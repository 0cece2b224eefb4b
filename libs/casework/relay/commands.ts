import { z } from 'zod';
import { fact } from '../words/command.js';
import { Id } from '../words/values.js';

export const relayCommands = {
  ReportRelayHop: fact(
    'take_part',
    'own_work',
    'Report that this office has passed a message of the case on, as its turn is; the next office is then charged with it. Of what was urgent, that this office was told.',
    z.strictObject({ relayId: Id }),
    { relayId: '5e2b1c7d-8a40-4f3e-9b6c-0d1e2f3a4b55' },
  ),
};
