import { describe, expect, it } from '@jest/globals';
import { Name } from './person.js';
import { Script, scriptOf, scripts } from './scripts.js';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const small = letters.map((letter) => letter.toLowerCase());
const named = new Intl.DisplayNames('en', { type: 'script', fallback: 'none' });

/** Every code of the form that this runtime's Unicode data name. */
const inUnicode = letters
  .flatMap((one) =>
    small.flatMap((two) => small.flatMap((three) => small.map((four) => one + two + three + four))),
  )
  .filter((code) => named.of(code) !== undefined);

describe('a script', () => {
  it('is any that Unicode names, and none twice', () => {
    // Unicode calls Miao by a name of its own, and has one for private use.
    const own = ['Miao', 'Qaag'];
    expect(inUnicode.length).toBeGreaterThan(150);
    expect(inUnicode.filter((code) => !scripts.includes(code) && !own.includes(code))).toEqual([]);
    expect(new Set(scripts).size).toBe(scripts.length);
  });

  it('is refused beyond the list, in another form, and for private use', () => {
    for (const code of ['Abcd', 'beng', 'BENG', 'Bengali', 'Qaaa', '', 'Zyyyy'])
      expect(Script.safeParse(code).success).toBe(false);
  });

  it.each([
    ['Beng', 'মোহাম্মদ করিম'],
    ['Ethi', 'አበበ ቢቂላ'],
    ['Deva', 'सीता थापा'],
    ['Sinh', 'නිමල් පෙරේරා'],
    ['Taml', 'கமலா சிவா'],
    ['Cyrl', 'Олена Шевченко'],
    ['Mymr', 'မမြင့်'],
    ['Latn', 'Nguyễn Thị Hà'],
  ])('%s takes a name, and is read from its letters', (script, text) => {
    expect(Name.parse({ text, script, kind: 'legal' })).toMatchObject({ text, script });
    expect(scriptOf(text)).toBe(script);
  });

  it('is not read from a text in two, or without a letter', () => {
    for (const text of ['করিম Karim', '🌸', '1234', 'さくら花']) expect(scriptOf(text)).toBeUndefined();
  });
});
