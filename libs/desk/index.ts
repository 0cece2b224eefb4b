export type {
  Aggregate,
  ClearEvent,
  Decided,
  FoldedFile,
  Noted,
  Order,
  Outcome,
  Sealing,
  Trace,
} from './aggregate.js';
export * from './clock.js';
export * from './command-id.js';
export * from './context.js';
export * from './desk.js';
export type { KnowsOf, TagOf } from './deciding.js';
export type { Files, HeldFile } from './files.js';
export * from './follow-ups.js';
export { handlerOf, type Handler } from './handle.js';
export { instrumentRegisterId } from './instruments.js';
export { peopleRegisterId } from './people.js';
export * from './migrations.js';
export * from './replay-erasures.js';
export * from './sealing.js';
export type { HandlerParts } from './steps.js';
