import {
  caseCommands,
  hasArrived,
  nextSequenceFrom,
  type Actor,
  type CaseCommand,
  type CaseFile,
} from '#casework';
import type { BridgeOutcome, BridgeRequest, CommandDesk, CrossingFile } from './desk-port.js';

/** The desk's handler of case files, as far as the bridge uses it. */
export interface CaseHandler {
  carryOut(order: {
    readonly id: string;
    readonly command: CaseCommand;
    readonly actor: Actor;
    readonly commandId: string;
    readonly correlationId?: string;
    readonly causationId?: string;
  }): Promise<BridgeOutcome>;
  load(caseId: string): Promise<{ readonly file: CaseFile }>;
}

const commandOf = (request: BridgeRequest): CaseCommand | undefined => {
  switch (request.type) {
    case 'ReleaseMessage':
    case 'SendMessageAgain':
    case 'GiveUpMessage':
      return { type: request.type, body: request.body };
    case 'ReceiveMessage': {
      const body = caseCommands.ReceiveMessage.body.safeParse(request.body).data;
      return body && { type: request.type, body };
    }
    case 'RecordReceipt': {
      const body = caseCommands.RecordReceipt.body.safeParse(request.body).data;
      return body && { type: request.type, body };
    }
  }
};

/** What the bridge has to know of a case file. */
export const crossingFile = (file: CaseFile): CrossingFile => ({
  revision: file.revision,
  own: (messageId) => file.disclosure.own.find((message) => message.messageId === messageId),
  arrived: (messageId) => hasArrived(file.disclosure, messageId),
  theirs: (messageId) => file.disclosure.theirs.find((message) => message.messageId === messageId),
  referenceOf: (country) => file.coordination.partners.get(country)?.theirReference,
  nextFrom: (country) => nextSequenceFrom(file.disclosure, country),
});

/** The desk's own handler as the bridge's port. */
export const commandDesk = (cases: CaseHandler): CommandDesk => ({
  handle: async (request) => {
    const command = commandOf(request);
    if (!command) return { kind: 'malformed' };
    const { caseId: id, actor, commandId, correlationId, causationId } = request;
    return cases.carryOut({ id, command, actor, commandId, correlationId, causationId });
  },
  file: async (caseId) => crossingFile((await cases.load(caseId)).file),
});
