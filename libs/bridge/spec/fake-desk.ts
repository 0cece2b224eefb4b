import { randomUUID } from 'node:crypto';
import { isStop, type Country } from '#casework';
import type {
  BridgeOutcome,
  BridgeRequest,
  CommandDesk,
  CrossingFile,
  OutgoingMessage,
} from '../desk-port.js';
import type { FakeStore } from './fake-store.js';

interface Own extends Omit<OutgoingMessage, 'receipt' | 'payload'> {
  payload?: OutgoingMessage['payload'];
  receipt?: 'received' | 'refused';
  status: 'approved' | 'released' | 'withheld';
  notBefore?: string | undefined;
  receipts: string[];
}
interface Theirs {
  readonly messageId: string;
  readonly sequence: number;
  readonly from: Country;
  readonly text: unknown;
  readonly outcome: 'effective' | 'refused';
  readonly reason?: string;
}
interface Case {
  readonly own: Own[];
  readonly theirs: Theirs[];
  readonly partners: Map<Country, string>;
}

const nextOf = (used: readonly number[], next = 1): number =>
  used.includes(next) ? nextOf(used, next + 1) : next;

/** A desk that keeps the contract of casework/disclosure in a few lines, and can be made to fail for a case. */
export interface FakeDesk extends CommandDesk {
  readonly approve: (caseId: string, to: Country, text: string, notBefore?: string, kind?: string) => string;
  readonly caseOf: (caseId: string) => Case;
  /** Cases for which everything fails. */
  readonly broken: Set<string>;
  /** Messages that may not go again. */
  readonly barred: Set<string>;
  /** Messages of these that it can say of that they do not come. */
  readonly givenUp: Set<string>;
  /** Erases the person of a case. */
  readonly erase: (caseId: string) => void;
  /** Every text that had effect, in the order of its effect. */
  readonly effects: (caseId: string) => readonly unknown[];
}

export const fakeDesk = (store: FakeStore, now = () => new Date().toISOString()): FakeDesk => {
  const cases = new Map<string, Case>();
  const broken = new Set<string>();
  const barred = new Set<string>();
  const givenUp = new Set<string>();

  const caseOf = (caseId: string): Case => {
    const found = cases.get(caseId) ?? { own: [], theirs: [], partners: new Map<Country, string>() };
    cases.set(caseId, found);
    return found;
  };

  const release = (caseId: string, messageId: string): BridgeOutcome => {
    const file = caseOf(caseId);
    const message = file.own.find((own) => own.messageId === messageId);
    if (!message) return { kind: 'refused', refusal: { code: 'unknown_reference', dataClass: 'P1' } };
    if (message.status !== 'approved') return { kind: 'done' };
    if (now() < (message.notBefore ?? ''))
      return { kind: 'refused', refusal: { code: 'wrong_state', dataClass: 'P1' } };
    message.status = 'released';
    const sequence = file.own.filter(({ to, status }) => to === message.to && status === 'released').length;
    store.add(caseId, 'MessageReleased', { messageId, kind: message.kind, to: message.to, sequence });
    return { kind: 'done' };
  };

  const receive = (
    caseId: string,
    body: (BridgeRequest & { type: 'ReceiveMessage' })['body'],
  ): BridgeOutcome => {
    const file = caseOf(caseId);
    if (file.theirs.some(({ messageId }) => messageId === body.messageId)) return { kind: 'done' };
    const used = file.theirs.filter(({ from }) => from === body.from).map(({ sequence }) => sequence);
    const early = body.sequence > nextOf(used) && !isStop(body.kind);
    if (early || used.includes(body.sequence))
      return {
        kind: 'refused',
        refusal: { code: early ? 'out_of_order' : 'sequence_used', dataClass: 'P1' },
      };
    const text = body.payload['text'];
    const refused = text === 'refuse me';
    file.theirs.push({
      messageId: body.messageId,
      sequence: body.sequence,
      from: body.from,
      text,
      outcome: refused ? 'refused' : 'effective',
      ...(refused && { reason: 'no_clause' }),
    });
    file.partners.set(body.from, body.theirReference);
    store.add(caseId, 'MessageReceived', { messageId: body.messageId });
    return { kind: 'done' };
  };

  const receipted = (
    caseId: string,
    body: (BridgeRequest & { type: 'RecordReceipt' })['body'],
  ): BridgeOutcome => {
    const message = caseOf(caseId).own.find((own) => own.messageId === body.messageId);
    if (!message || message.receipt !== undefined || message.payload === undefined) return { kind: 'done' };
    message.receipt = body.outcome;
    message.receipts.push(body.reason === undefined ? body.outcome : `${body.outcome}: ${body.reason}`);
    store.add(caseId, 'MessageReceipted', { messageId: body.messageId });
    return { kind: 'done' };
  };

  const again = (messageId: string): BridgeOutcome =>
    barred.has(messageId)
      ? { kind: 'refused', refusal: { code: 'consent_missing', dataClass: 'P4' } }
      : { kind: 'done' };

  const giveUp = (messageId: string): BridgeOutcome =>
    givenUp.has(messageId)
      ? { kind: 'done' }
      : { kind: 'refused', refusal: { code: 'not_possible_now', dataClass: 'P4' } };

  const arrived = ({ own }: Case, messageId: string): boolean => {
    const place = own.findIndex((message) => message.messageId === messageId);
    return own.some(({ receipt }, index) => index >= place && receipt !== undefined);
  };

  const crossing = (caseId: string): CrossingFile => {
    const file = cases.get(caseId);
    return {
      revision: file ? 0 : -1,
      own: (messageId) => file?.own.find((own) => own.messageId === messageId),
      arrived: (messageId) => file !== undefined && arrived(file, messageId),
      theirs: (messageId) => file?.theirs.find((theirs) => theirs.messageId === messageId),
      referenceOf: (country) => file?.partners.get(country),
      nextFrom: (country) =>
        nextOf((file?.theirs ?? []).filter(({ from }) => from === country).map(({ sequence }) => sequence)),
    };
  };

  return {
    broken,
    barred,
    givenUp,
    erase: (caseId) => {
      for (const message of caseOf(caseId).own) delete message.payload;
      store.add(caseId, 'PersonErased', {});
    },
    caseOf,
    effects: (caseId) => caseOf(caseId).theirs.map(({ text }) => text),
    approve: (caseId, to, text, notBefore, kind = 'CaseNotified') => {
      const messageId = randomUUID();
      caseOf(caseId).own.push({
        messageId,
        kind,
        to,
        instrument: 'TH-MM-MOU-2009',
        instrumentVersion: '2009',
        clause: '1',
        purpose: 'notification',
        groups: ['reference'],
        payload: { text },
        status: 'approved',
        notBefore,
        receipts: [],
      });
      store.add(caseId, 'MessageApproved', {
        messageId,
        kind,
        to,
        ...(notBefore && { notBefore }),
      });
      return messageId;
    },
    handle: (request) => {
      if (broken.has(request.caseId)) return Promise.reject(new Error('This case cannot be folded.'));
      switch (request.type) {
        case 'ReleaseMessage':
          return Promise.resolve(release(request.caseId, request.body.messageId));
        case 'SendMessageAgain':
          return Promise.resolve(again(request.body.messageId));
        case 'GiveUpMessage':
          return Promise.resolve(giveUp(request.body.messageId));
        case 'ReceiveMessage':
          return Promise.resolve(receive(request.caseId, request.body));
        case 'RecordReceipt':
          return Promise.resolve(receipted(request.caseId, request.body));
      }
    },
    file: (caseId) =>
      broken.has(caseId)
        ? Promise.reject(new Error('This case cannot be folded.'))
        : Promise.resolve(crossing(caseId)),
  };
};
