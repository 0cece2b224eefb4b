import { describe, expect, it } from '@jest/globals';
import { etagOf, opaqueCursors, opaquePositions } from './opaque.js';

const secret = 'a secret of the node';

describe('an ETag', () => {
  it('is a strong entity tag that stays the same until another event that may be known is the last', () => {
    const etag = etagOf(secret, 'datip', 'case', 'event 4');
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(etagOf(secret, 'datip', 'case', 'event 4')).toBe(etag);
    expect(etagOf(secret, 'datip', 'case', 'event 5')).not.toBe(etag);
  });

  it('differs by agency, case and node, so that none can be compared', () => {
    const tags = [
      etagOf(secret, 'datip', 'case', 'event 4'),
      etagOf(secret, 'atpd', 'case', 'event 4'),
      etagOf(secret, 'datip', 'other', 'event 4'),
      etagOf('another secret', 'datip', 'case', 'event 4'),
    ];
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe('a position', () => {
  const positions = opaquePositions(secret);

  it('opens for the agency that it was given to', () => {
    for (const position of ['0', '12345', '4823|4823'])
      expect(positions.open('datip', positions.seal('datip', position))).toBe(position);
  });

  it('opens for no other agency, at no other node, and not when it was changed', () => {
    const token = positions.seal('datip', '12345');
    expect(positions.open('atpd', token)).toBeUndefined();
    expect(opaquePositions('another').open('datip', token)).toBeUndefined();
    expect(positions.open('datip', `${token.slice(0, -2)}AA`)).toBeUndefined();
    for (const strange of ['', 'x', '12345', '%%%', 'A'.repeat(5_000)])
      expect(positions.open('datip', strange)).toBeUndefined();
  });

  it('tells by its text neither how far the store has come nor whether it moved', () => {
    const token = positions.seal('datip', '7');
    expect(positions.seal('datip', '7')).not.toBe(token);
    expect(positions.seal('datip', '700000000000')).toHaveLength(token.length);
  });
});

describe('a cursor', () => {
  const cursors = opaqueCursors(secret);
  const of = (...end: readonly string[]): string => JSON.stringify(end);

  it('opens for the list and the office that it was given to, and for no other', () => {
    const token = cursors.seal('datip focal_point.case_timeline', of('000000012', 'ก'));
    expect(cursors.open('datip focal_point.case_timeline', token)).toBe(of('000000012', 'ก'));
    expect(cursors.open('datip focal_point.transfers_board', token)).toBeUndefined();
    expect(cursors.open('atpd focal_point.case_timeline', token)).toBeUndefined();
    expect(opaqueCursors('another').open('datip focal_point.case_timeline', token)).toBeUndefined();
  });

  it('shows neither the revision nor the rank at which a page ends', () => {
    const token = cursors.seal('datip list', of('000000012', 'key'));
    expect(Buffer.from(token, 'base64url').toString()).not.toContain('12');
    expect(cursors.seal('datip list', of('9999-12-31 2014-03-10T20:00:00.000Z', 'key'))).toHaveLength(
      token.length,
    );
  });
});
