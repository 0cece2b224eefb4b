import { checkingContract } from '../../libs/event-store/checking.contract.js';
import { eventStoreContract } from '../../libs/event-store/event-store.contract.js';
import { storesBy } from '../../libs/event-store/under-test.contract.js';
import { memoryStore } from './memory-store.js';

const stores = () => {
  const first = memoryStore();
  return Promise.resolve(
    storesBy(
      () => first.another(),
      () => first.close(),
    ),
  );
};

eventStoreContract('memory', stores);
checkingContract('memory', stores);
