import type { Repository } from 'typeorm';
import { z } from 'zod';
import { isCountry, nextSequenceFrom, type BodyOf, type Country } from '#casework';
import { asked, fileOf, refusedFor, theirReferenceOf, type AtDesk } from '../at-desk.js';
import type { Channel } from '../channel.js';
import { openOwn, sealForSelf, sign, type Keyring } from '../crypto/seal.js';
import { namedId } from '../reference.js';
import type { Entities } from '../tables/entities.js';
import type { PaperDocumentRow } from '../tables/paper-document.entity.js';
import type { WireMessage } from '../wire/message.js';
import { paperText } from './document.js';

/** A released message for a country without a node, to be handed over by an officer. */
export interface PaperDocument {
  readonly messageId: string;
  readonly caseId: string;
  readonly to: string;
  readonly kind: string;
  readonly sequence: number;
  readonly releasedAt: string;
  readonly handedOverAt?: string;
  readonly receipt?: 'received' | 'refused';
}

/** What came back on paper, as an officer copied it. */
export interface PaperReply extends Omit<
  BodyOf<'ReceiveMessage'>,
  'messageId' | 'sequence' | 'theirReference'
> {
  readonly caseId: string;
  /** Number or mark of their letter: the same letter recorded twice has effect once. */
  readonly letterNumber: string;
  /** Their own number of the case. */
  readonly fileNumber: string;
}

export interface PaperOffice extends Channel {
  /** Newest last; without their content. */
  list(to?: Country): Promise<readonly PaperDocument[]>;
  /** The sheet for people and the same content signed (JWS, EdDSA); undefined where there is none. */
  fetch(messageId: string): Promise<{ readonly text: string; readonly jws: string } | undefined>;
  handedOver(messageId: string, at: string): Promise<void>;
  /** What the counterpart signed for a document, recorded as a receipt: why not, or undefined where it was. */
  recordReceipt(
    messageId: string,
    outcome: 'received' | 'refused',
    reason?: string,
  ): Promise<string | undefined>;
  /** Their answer, recorded as a message of theirs: why not, or undefined where it was. */
  recordReply(reply: PaperReply): Promise<string | undefined>;
  /** Removes the documents of a case; after its person was erased. */
  forget(caseId: string): Promise<void>;
}

export interface PaperParts extends Pick<AtDesk, 'cases'> {
  readonly entities: Entities;
  readonly ring: Keyring;
  readonly now: () => string;
}

const Sheet = z.object({ text: z.string(), jws: z.string() });

const documentOf = ({
  messageId,
  caseId,
  to,
  kind,
  sequence,
  releasedAt,
  handedOverAt,
  receipt,
}: PaperDocumentRow): PaperDocument => ({
  ...{ messageId, caseId, to, kind, sequence, releasedAt: releasedAt.toISOString() },
  ...(handedOverAt && { handedOverAt: handedOverAt.toISOString() }),
  ...(receipt && { receipt }),
});

/**
 * The exchange with a country that has no node: the same decisions, then a signed document to hand over. Documents are kept
 * encrypted by the node's own key until somebody fetches them.
 */
export const paperOffice = ({ entities, ring, cases, now }: PaperParts): PaperOffice => {
  const desk: AtDesk = { country: ring.country, cases };

  const documents = async (): Promise<Repository<PaperDocumentRow>> =>
    (await entities()).getRepository<PaperDocumentRow>('PaperDocumentRow');

  const find = async (messageId: string): Promise<PaperDocumentRow | undefined> =>
    (await (await documents()).findOneBy({ messageId })) ?? undefined;

  const send = async (message: WireMessage, caseId: string): Promise<void> => {
    const jws = await sign(ring, JSON.stringify(message), now());
    const sealed = await sealForSelf(ring, JSON.stringify({ text: paperText(message), jws }), now());
    const { messageId, to, kind, sequence, sentAt: releasedAt } = message;
    await (
      await documents()
    )
      .createQueryBuilder()
      .insert()
      .values({ messageId, caseId, to, kind, sequence, sealed, releasedAt: new Date(releasedAt) })
      .orIgnore()
      .updateEntity(false)
      .execute();
  };

  return {
    answersByItself: false,
    send,
    list: async (to) => {
      const order = { writtenAt: 'ASC', messageId: 'ASC' } as const;
      const rows = await (await documents()).find({ order, ...(to && { where: { to } }) });
      return rows.map(documentOf);
    },
    fetch: async (messageId) => {
      const row = await find(messageId);
      const kept = row && (await openOwn(ring, row.sealed));
      return kept === undefined ? undefined : Sheet.parse(JSON.parse(kept));
    },
    handedOver: async (messageId, at) => {
      await (await documents()).update({ messageId }, { handedOverAt: new Date(at) });
    },
    recordReceipt: async (messageId, outcome, reason) => {
      const row = await find(messageId);
      if (!row || !isCountry(row.to)) return 'not_found';
      const body = { messageId, from: row.to, outcome, ...(reason !== undefined && { reason }) };
      const refused = refusedFor(
        await asked(desk, {
          id: row.caseId,
          command: { type: 'RecordReceipt', body },
          commandId: namedId('paper receipt', messageId, outcome, reason ?? ''),
          correlationId: messageId,
          causationId: messageId,
        }),
      );
      if (refused === undefined) await (await documents()).update({ messageId }, { receipt: outcome });
      return refused;
    },
    recordReply: async ({ caseId, letterNumber, fileNumber, ...reply }) => {
      const { from } = reply;
      const messageId = namedId('paper reply', from, letterNumber);
      const file = await fileOf(desk, caseId);
      if (file.disclosure.theirs.some((theirs) => theirs.messageId === messageId)) return undefined;
      return refusedFor(
        await asked(desk, {
          id: caseId,
          command: {
            type: 'ReceiveMessage',
            body: {
              ...reply,
              messageId,
              sequence: nextSequenceFrom(file.disclosure, from),
              theirReference: theirReferenceOf(file, from) ?? namedId('paper file', from, fileNumber),
            },
          },
          commandId: namedId('receive', from, messageId),
          correlationId: messageId,
          causationId: messageId,
        }),
      );
    },
    forget: async (caseId) => {
      await (await documents()).delete({ caseId });
    },
  };
};
