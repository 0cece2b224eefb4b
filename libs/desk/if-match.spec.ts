import { describe, expect, it } from '@jest/globals';
import { meets } from './deciding.js';

describe('If-Match', () => {
  it('holds for the tag itself, for a list with it, and for any file', () => {
    for (const header of ['"a"', '"b", "a"', '"b","a"', '*', ' * ']) expect(meets(header, '"a"')).toBe(true);
  });

  it('does not hold for another tag, a weak one or a bare word', () => {
    for (const header of ['"b"', 'W/"a"', 'a', '', ',', '"a']) expect(meets(header, '"a"')).toBe(false);
  });

  it('holds for no tag where a file has none', () => {
    for (const header of ['"a"', '', ',', 'undefined']) expect(meets(header, undefined)).toBe(false);
  });
});
