import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { blind, caseIdFor, namedId, unblind } from './reference.js';

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const country = fc.constantFrom('TH', 'MM', 'KH', 'LA', 'VN', 'CN', 'JP', 'PH');
const fixed = new Uint8Array(32).fill(7);

describe('A blinded case reference', () => {
  it('is a UUID that only the same secret and country turn back', () => {
    fc.assert(
      fc.property(secret, country, fc.uuid(), (key, to, caseId) => {
        const reference = blind(key, to, caseId);
        expect(z.uuid().safeParse(reference).success).toBe(true);
        expect(unblind(key, to, reference)).toBe(caseId);
      }),
    );
  });

  it('differs from the case id, and from country to country', () => {
    fc.assert(
      fc.property(secret, fc.uuid(), (key, caseId) => {
        const all = ['TH', 'MM', 'KH'].map((to) => blind(key, z.enum(['TH', 'MM', 'KH']).parse(to), caseId));
        expect(new Set([...all, caseId]).size).toBe(4);
      }),
    );
  });

  it('never is the same for two cases', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 20 }), (cases) => {
        expect(new Set(cases.map((caseId) => blind(fixed, 'MM', caseId))).size).toBe(cases.length);
      }),
    );
  });

  it('stays the same for ever: other nodes have stored it', () => {
    expect(blind(fixed, 'MM', '6f9c1df0-3c86-4b1e-9c38-0f3f0f8b5a11')).toMatchInlineSnapshot(
      `"fc547f98-60a9-5f34-8077-a46657f7ab69"`,
    );
    expect(caseIdFor('MM', 'TH', '6f9c1df0-3c86-4b1e-9c38-0f3f0f8b5a11')).toMatchInlineSnapshot(
      `"4dadc475-34c9-5625-88eb-30aff9e92032"`,
    );
  });

  it('refuses what is no UUID in lower case', () => {
    expect(() => blind(fixed, 'MM', 'TH-4711')).toThrow('UUID');
    expect(() => unblind(fixed, 'MM', '6F9C1DF0-3C86-4B1E-9C38-0F3F0F8B5A11')).toThrow('UUID');
  });
});

describe('A named id', () => {
  it('is a UUID of version 5, the same for the same parts and no others', () => {
    const id = namedId('receive', 'TH', 'x');
    expect(z.uuid({ version: 'v5' }).safeParse(id).success).toBe(true);
    expect(namedId('receive', 'TH', 'x')).toBe(id);
    expect(namedId('receive', 'MM', 'x')).not.toBe(id);
  });
});
