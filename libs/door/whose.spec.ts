import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { subscriberOf } from './whose.js';

describe('whose a request is', () => {
  it('is told by the address of IPv4, however it is written, and by the network of IPv6', () => {
    expect(subscriberOf('192.0.2.7')).toBe('192.0.2.7');
    expect(subscriberOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(subscriberOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(subscriberOf('2001:0DB8::1')).toBe('2001:db8:0:0');
    expect(subscriberOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(subscriberOf('::1')).toBe('0:0:0:0');
  });

  it('does not change with the host part of an IPv6 address', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((part) => part.toString(16));
    const four = fc.tuple(group, group, group, group);
    fc.assert(
      fc.property(four, four, four, (network, one, other) => {
        const at = (host: readonly string[]): string => subscriberOf([...network, ...host].join(':'));
        expect(at(one)).toBe(at(other));
      }),
    );
  });
});
