import { z } from 'zod';
import { consentPurposes } from '../words/purpose.js';
import { fieldGroups } from '../words/dictionary.js';
import { Country, someCountry } from '../words/country.js';
import { permission, opening, alsoOnClosedCase } from '../words/command.js';
import { Code, Day, Id, Instant } from '../words/values.js';
import { CorrectableField } from '../words/correctable.js';
import { Kind } from './events.js';
import { Scope, told } from './values.js';

const someMessage = '0d2f7c1e-4c53-4f08-9a6c-1f2b7e3d4a10';

export const disclosureCommands = {
  RecallMessage: alsoOnClosedCase(
    permission(
      'coordinate',
      'charged',
      'Call back a message that should not have gone or may no longer be used.',
      z.strictObject({ messageId: Id, action: z.enum(['stop_use', 'destroy']) }),
      { messageId: someMessage, action: 'stop_use' },
    ),
  ),
  SendCorrection: permission(
    'coordinate',
    'charged',
    'Tell the other country what stands now of some fields of an earlier message: what was wrong is taken back there, with or without another value, and what is known since is added.',
    z.strictObject({
      messageId: Id,
      fields: z.array(CorrectableField).min(1),
    }),
    { messageId: someMessage, fields: ['names'] },
  ),
};

/** Given by the node itself: the bridge (release, receive, receipts) and the follow-ups of a journey. */
export const disclosureSystemCommands = {
  ReleaseMessage: permission(
    'system',
    'node',
    'Decide, just before publishing, whether an approved message still may go.',
    z.strictObject({ messageId: Id }),
    {
      messageId: someMessage,
    },
  ),
  SendMessageAgain: permission(
    'system',
    'node',
    'Decide whether a released message whose receipt has not come may be sent once more. Records nothing.',
    z.strictObject({ messageId: Id }),
    { messageId: someMessage },
  ),
  GiveUpMessage: permission(
    'system',
    'node',
    'Call back a released message that was perhaps lost and may not be sent again, so that nobody waits for its number.',
    z.strictObject({ messageId: Id }),
    { messageId: someMessage },
  ),
  ReceiveMessage: opening(
    permission(
      'system',
      'node',
      'Give effect to a message of another country, once.',
      z.strictObject({
        messageId: Id,
        kind: Kind,
        from: Country,
        theirReference: Id,
        sequence: z.int().positive(),
        sentAt: Instant,
        answers: Id.optional(),
        answerDue: Day.optional(),
        instrument: Code,
        instrumentVersion: z.string(),
        clause: z.string(),
        purpose: z.enum(consentPurposes),
        groups: z.array(z.enum(fieldGroups)),
        scope: Scope.optional(),
        ...told,
        payload: z.record(z.string(), z.unknown()),
      }),
      {
        messageId: someMessage,
        kind: 'UseStopped',
        from: someCountry.found,
        theirReference: '3a1b7e0c-95a6-4c2b-8a2d-5b8f0c9d1e22',
        sequence: 1,
        sentAt: '2013-02-01T03:00:00Z',
        instrument: 'mou',
        instrumentVersion: '2009',
        clause: '1',
        purpose: 'safety',
        groups: ['reference'],
        payload: { messages: [] },
      },
    ),
  ),
  RecordReceipt: permission(
    'system',
    'node',
    'Note what the other node answered to a message of ours.',
    z.strictObject({
      messageId: Id,
      from: Country,
      outcome: z.enum(['received', 'refused']),
      reason: Code.optional(),
    }),
    { messageId: someMessage, from: someCountry.origin, outcome: 'received' },
  ),
};
