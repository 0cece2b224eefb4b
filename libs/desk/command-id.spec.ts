import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Id } from '#casework';
import {
  bodyHashWith,
  canonicalJson,
  commandIdOf,
  eventIdsWith,
  idsOf,
  newStreamIdOf,
} from './command-id.js';

const request = { country: 'TH', actor: 'officer-1', method: 'POST', route: '/v1/cases', key: 'k' } as const;

describe('the id of a command', () => {
  it('is the same for the same request and another when anything differs', () => {
    const others = [
      { ...request, country: 'MM' as const },
      { ...request, actor: 'officer-2' },
      { ...request, method: 'PUT' },
      { ...request, route: '/v1/cases/1' },
      { ...request, key: 'l' },
    ];
    expect(commandIdOf({ ...request })).toBe(commandIdOf(request));
    expect(new Set([request, ...others].map(commandIdOf)).size).toBe(6);
  });

  it('does not run neighbouring parts together', () => {
    expect(commandIdOf({ ...request, method: 'POST/v1', route: '/cases' })).not.toBe(
      commandIdOf({ ...request, method: 'POST', route: '/v1/cases' }),
    );
  });

  it('gives ids to what the command creates, apart from each other', () => {
    const command = commandIdOf(request);
    const eventIdOf = eventIdsWith('secret');
    const ids = [eventIdOf(command, 0), eventIdOf(command, 1), idsOf(command)('0'), newStreamIdOf(command)];
    expect(new Set(ids).size).toBe(4);
    expect(idsOf(command)('x')).toBe(idsOf(command)('x'));
  });

  it('lets nobody without the secret of the node reckon the ids of its events, which are the same every time', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(50), fc.string(), fc.string(), (command, index, secret, other) => {
        const id = eventIdsWith(secret)(command, index);
        expect(Id.parse(id)).toBe(id);
        expect(eventIdsWith(secret)(command, index)).toBe(id);
        expect(eventIdsWith(secret)(command, index + 1)).not.toBe(id);
        if (other !== secret) expect(eventIdsWith(other)(command, index)).not.toBe(id);
        expect(idsOf(command)(`event ${index}`)).not.toBe(id);
      }),
    );
  });
});

describe('the hash of a body', () => {
  it('does not depend on the order of keys, and does on everything else', () => {
    const hash = bodyHashWith('secret');
    expect(hash({ a: 1, b: { c: 2, d: [1, 2] } })).toBe(hash({ b: { d: [1, 2], c: 2 }, a: 1 }));
    expect(hash({ a: 1, b: undefined })).toBe(hash({ a: 1 }));
    expect(hash({ a: [1, 2] })).not.toBe(hash({ a: [2, 1] }));
    expect(hash({ a: 1 })).not.toBe(bodyHashWith('other')({ a: 1 }));
    expect(canonicalJson(undefined)).toBe('null');
  });
});
