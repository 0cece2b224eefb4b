import { describe, expect, it } from '@jest/globals';
import { brokersIn } from './brokers.js';

describe('the brokers that are named', () => {
  it('are each a host and a port', () => {
    expect(brokersIn('localhost:9092, 10.0.0.1:9093,[::1]:9094')).toEqual([
      'localhost:9092',
      '10.0.0.1:9093',
      '[::1]:9094',
    ]);
    for (const wrong of ['localhost', '', 'a:1,', 'a:0', 'a:70000', 'kafka://a:1', 'a b:1'])
      expect(() => brokersIn(wrong)).toThrow(/^Give --kafka host:port, with commas between/);
  });
});
