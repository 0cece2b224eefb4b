import type { CommandType, Country } from '#casework';
import type { Channel } from './channel.js';
import { asked, fileOf, refusedFor, type AtDesk } from './at-desk.js';
import { paperChannel } from './paper/channel.js';
import { namedId } from './reference.js';
import type { OutboundEvent } from './outbound-event.js';
import { writtenMessage, type WritingParts } from './outbound-message.js';

/** Commands of the node about one message of ours. */
type MessageCommand = Extract<CommandType, 'ReleaseMessage' | 'SendMessageAgain' | 'GiveUpMessage'>;

export interface OutboundStepsParts extends AtDesk, WritingParts {
  readonly country: Country;
  readonly channelTo: (country: Country) => Channel;
}

/** The desk refused what the node itself asked for; carries the code only. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly code: string) {
    super(code);
  }
}

/** The steps of a message on its way out. Each can be repeated. */
export const outboundSteps = (parts: OutboundStepsParts) => {
  const { channelTo } = parts;

  const ask = async (
    type: MessageCommand,
    event: OutboundEvent,
    commandId: string,
  ): Promise<string | undefined> =>
    refusedFor(
      await asked(parts, {
        id: event.caseId,
        command: { type, body: { messageId: event.messageId } },
        commandId,
        correlationId: event.correlationId,
        causationId: event.eventId,
      }),
    );

  return {
    /** Has the desk decide whether an approved message may go. */
    release: async (event: OutboundEvent): Promise<void> => {
      const reason = await ask('ReleaseMessage', event, namedId('release', event.eventId));
      if (reason !== undefined && reason !== 'erased') throw new Refused(reason);
    },

    /** Who receives a message. */
    receiverOf: async ({ caseId, messageId }: OutboundEvent): Promise<Country | undefined> =>
      (await fileOf(parts, caseId)).disclosure.own.find((own) => own.messageId === messageId)?.to,

    /** Why a message may not be sent again, as the desk sees it now; undefined where it may. */
    whyNotAgain: (event: OutboundEvent): Promise<string | undefined> =>
      ask('SendMessageAgain', event, namedId('again', event.eventId)),

    /** Says there that a message is not waited for; why it cannot be said, undefined where it is or was. */
    giveUp: (event: OutboundEvent): Promise<string | undefined> =>
      ask('GiveUpMessage', event, namedId('give up', event.eventId)),

    /** Sends a released message, and says whether its receipt is awaited. Of an erased person nothing is sent. */
    publish: async (
      event: OutboundEvent,
      sequence: number,
    ): Promise<{ readonly awaitsReceipt: boolean } | undefined> => {
      const file = await fileOf(parts, event.caseId);
      const own = file.disclosure.own.find(({ messageId }) => messageId === event.messageId);
      if (!own) throw new Refused('unknown_message');
      if (!own.payload) return undefined;
      const place = { caseId: event.caseId, sequence, sentAt: event.recordedAt };
      const message = writtenMessage(own, own.payload, place, file, parts);
      // What became a letter stays one, whatever the settings say since.
      const channel = own.letter === undefined ? channelTo(own.to) : paperChannel;
      await channel.send(message, event.caseId);
      return { awaitsReceipt: channel.answersByItself && own.receipt === undefined };
    },
  };
};
