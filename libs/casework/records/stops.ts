import { isMessageKind, messages } from './catalogue.js';

/** Whether a kind stops or undoes something: it rests on no consent, brings none, and is never called back. */
export const isStop = (kind: string): boolean => isMessageKind(kind) && messages[kind].stops;

/** Whether a kind goes, comes and is answered also once the person is erased. */
export const outlives = (kind: string): boolean => isMessageKind(kind) && messages[kind].outlives;

/** Whether a kind warns of a danger to the person. */
export const isWarning = (kind: string): boolean => isMessageKind(kind) && messages[kind].warns;

/** Whether a kind goes on what the person consented to: a withdrawal ends its use. */
export const restsOnConsent = (kind: string): boolean =>
  !isStop(kind) && !(isMessageKind(kind) && messages[kind].acknowledges);
