import { describe, expect, it } from '@jest/globals';
import { policyContract } from '../policy.contract.js';
import { thaiPolicy } from './policy.js';

policyContract('Thailand', thaiPolicy);

describe('Thailand', () => {
  it('lets the travellers set out three days before the notified day, however many the legs', () => {
    expect([1, 2, 7].map((legs) => thaiPolicy.leadOf(legs).days)).toEqual([3, 3, 3]);
  });
});
