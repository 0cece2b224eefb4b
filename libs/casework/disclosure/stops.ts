import { isMessageKind, messages } from '../catalogue.js';

/** Whether a kind stops or undoes something: it rests on no consent, brings none, and is never called back. */
export const isStop = (kind: string): boolean => isMessageKind(kind) && messages[kind].stops;
