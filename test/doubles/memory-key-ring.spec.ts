import { keyRingContract } from '../../libs/sealing/key-ring.contract.js';
import { memoryKeyRing } from './memory-key-ring.js';

keyRingContract('memory', () => {
  const ring = memoryKeyRing();
  return Promise.resolve({ here: ring, there: ring, close: () => ring.close() });
});
