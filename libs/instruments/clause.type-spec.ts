import { describe, expect, it } from '@jest/globals';
import type { Term } from './between.js';

/* Whether these compile is what is tested: the type-check fails when an error that is expected does not come. */

const known: Term = { id: '1', kind: 'CaseNotified', purpose: 'notification', carries: ['profile'] };
// @ts-expect-error a kind of message that the catalogue does not list
const unknownKind: Term = { ...known, kind: 'EverythingSent' };
// @ts-expect-error a field group that the dictionary does not list
const unknownGroup: Term = { ...known, carries: ['everything'] };
// @ts-expect-error a purpose that no consent can be given for
const unknownPurpose: Term = { ...known, purpose: 'curiosity' };

describe('a clause with an unknown kind, group or purpose', () => {
  it('does not compile, so it exists only here', () => {
    expect([unknownKind, unknownGroup, unknownPurpose].every(({ id }) => id === known.id)).toBe(true);
  });
});
