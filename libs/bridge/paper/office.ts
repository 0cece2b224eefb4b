import { z } from 'zod';
import { nextSequenceFrom, type BodyOf, type Country } from '#casework';
import { asked, fileOf, refusedFor, theirReferenceOf, type AtDesk } from '../at-desk.js';
import type { Channel } from '../channel.js';
import { openOwn, sealForSelf, sign, type Keyring } from '../crypto/seal.js';
import { namedId } from '../reference.js';
import type { TablesDatabase } from '../tables/database.js';
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
  readonly database: TablesDatabase;
  readonly ring: Keyring;
  readonly now: () => string;
}

interface Row {
  readonly message_id: string;
  readonly case_id: string;
  readonly to_country: Country;
  readonly kind: string;
  readonly sequence: number;
  readonly sealed: string;
  readonly released_at: Date;
  readonly handed_over_at: Date | null;
  readonly receipt: 'received' | 'refused' | null;
}

const Sheet = z.object({ text: z.string(), jws: z.string() });

const documentOf = (row: Row): PaperDocument => ({
  messageId: row.message_id,
  caseId: row.case_id,
  to: row.to_country,
  kind: row.kind,
  sequence: row.sequence,
  releasedAt: row.released_at.toISOString(),
  ...(row.handed_over_at && { handedOverAt: row.handed_over_at.toISOString() }),
  ...(row.receipt && { receipt: row.receipt }),
});

/**
 * The exchange with a country that has no node: the same decisions, then a signed document to hand over. Documents are kept
 * encrypted by the node's own key until somebody fetches them.
 */
export const paperOffice = ({ database, ring, cases, now }: PaperParts): PaperOffice => {
  const desk: AtDesk = { country: ring.country, cases };

  const find = async (messageId: string): Promise<Row | undefined> => {
    const rows = await database.query<Row[]>('select * from bridge.paper_document where message_id = $1', [
      messageId,
    ]);
    return rows[0];
  };

  const send = async (message: WireMessage, caseId: string): Promise<void> => {
    const jws = await sign(ring, JSON.stringify(message), now());
    const sealed = await sealForSelf(ring, JSON.stringify({ text: paperText(message), jws }), now());
    await database.query(
      `insert into bridge.paper_document (message_id, case_id, to_country, kind, sequence, sealed, released_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (message_id) do nothing`,
      [message.messageId, caseId, message.to, message.kind, message.sequence, sealed, message.sentAt],
    );
  };

  return {
    answersByItself: false,
    send,
    list: async (to) => {
      const rows = await database.query<Row[]>(
        'select * from bridge.paper_document where $1::text is null or to_country = $1 order by written_at, message_id',
        [to ?? null],
      );
      return rows.map(documentOf);
    },
    fetch: async (messageId) => {
      const row = await find(messageId);
      const kept = row && (await openOwn(ring, row.sealed));
      return kept === undefined ? undefined : Sheet.parse(JSON.parse(kept));
    },
    handedOver: async (messageId, at) => {
      await database.query('update bridge.paper_document set handed_over_at = $2 where message_id = $1', [
        messageId,
        at,
      ]);
    },
    recordReceipt: async (messageId, outcome, reason) => {
      const row = await find(messageId);
      if (!row) return 'not_found';
      const body = { messageId, from: row.to_country, outcome, ...(reason !== undefined && { reason }) };
      const refused = refusedFor(
        await asked(desk, {
          id: row.case_id,
          command: { type: 'RecordReceipt', body },
          commandId: namedId('paper receipt', messageId, outcome, reason ?? ''),
          correlationId: messageId,
          causationId: messageId,
        }),
      );
      if (refused === undefined)
        await database.query('update bridge.paper_document set receipt = $2 where message_id = $1', [
          messageId,
          outcome,
        ]);
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
      await database.query('delete from bridge.paper_document where case_id = $1', [caseId]);
    },
  };
};
