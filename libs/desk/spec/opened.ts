import type { Outcome } from '../aggregate.js';
import { commandIdAfter } from '../command-id.js';
import type { Handler } from '../handle.js';
import {
  counterDesk,
  someone,
  type Counter,
  type CounterCommand,
  type RecordedCounterEvent,
} from './counter.js';
import { memoryStore, type MemoryStore } from '../../../test/doubles/memory-store.js';

export type Desk = Handler<Counter, CounterCommand, RecordedCounterEvent>;

/** The counter of these specs. */
export const id = 'one';
export const give = (desk: Desk, key: string, command: CounterCommand): Promise<Outcome> =>
  desk.carryOut({ id, command, actor: someone, commandId: commandIdAfter(key, 'command') });

/** A desk whose counter is open. */
export const openDesk = async (deskOn: (store: MemoryStore) => Desk = counterDesk) => {
  const store = memoryStore();
  const desk = deskOn(store);
  await give(desk, 'open', { type: 'Open' });
  return { store, desk };
};
