import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameKey, nameKeys, sameText, sameValue } from './same-name.js';
import { There } from '../spec/lands.js';

/** Names as people of the programme bear them; no two of them are one. */
const realNames = [
  'မမြင့်',
  'မမြတ်',
  'မသူဇာ',
  'ဒေါ်မြ',
  'ဒေါ်လှ',
  'ဦးဘ',
  'ဦးဘမောင်',
  'ကျော်ကျော်',
  'ဇော်ဝင်းထွန်း',
  'ခင်မောင်ထွေး',
  'ဖြူ',
  'ဖြူဖြူ',
  'စိုးစိုး',
  'စောစော',
  'အောင်',
  'အောင်အောင်',
  'သက်',
  'သက္က',
  'လှ',
  'လှလှ',
  'နန်းခမ်း',
  'စိုင်းမောင်',
  'สมหญิง',
  'สมชาย',
  'สมศักดิ์',
  'น้ำฝน',
  'น้ำ',
  'นำ',
  'เอก',
  'แก้ว',
  'กล้วย',
  'มะลิ',
  'เล็ก',
  'แดง',
  'ดาว',
  'เดือน',
  'សុភា',
  'សុភាព',
  'ស្រីមុំ',
  'ស្រីនាង',
  'ច័ន្ទ',
  'ចាន់',
  'ដារ៉ា',
  'វណ្ណា',
  'ສົມສີ',
  'ສົມພອນ',
  'ແກ້ວ',
  'ຄຳ',
  'ບຸນມີ',
  'ບຸນ',
  'Nguyễn Thị Hà',
  'Nguyễn Thị Hạ',
  'Nguyễn Thị Hoa',
  'Nguyễn Thị Hòa',
  'Trần Văn Hùng',
  'Trần Văn Hưng',
  'Zoë Lwin',
  'Zoe Lwin',
  'Ma Myint',
  'Ma Mya',
  'Daw Hla',
  'U Ba',
  'Maria Santos',
  'José Cruz',
  '王丽',
  '王莉',
  '李明',
  '李',
  'さくら',
  'さぐら',
  'ゆき',
  'محمد',
  'محمود',
  '🌸',
];

const name = fc.constantFrom(...realNames);
const unseen = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\ufeff',
  '\u034f',
  '\u200e',
  '\u061c',
  '\ufe0f',
  '\u180b',
];

/** The same text with the marks of each letter in an order of their own. */
const withMarksShuffled = (text: string, seed: number): string =>
  text.replace(/\p{M}+/gu, (marks) =>
    // A stacked letter is no mark: what stacks it stays where it is.
    /[\u1039\u17d2]/.test(marks)
      ? marks
      : [...marks]
          .toSorted((a, b) => ((a.codePointAt(0)! * seed) % 31) - ((b.codePointAt(0)! * seed) % 31))
          .join(''),
  );

const respelled = fc
  .tuple(
    name,
    fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'),
    fc.integer({ min: 1, max: 30 }),
    fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...unseen)), { maxLength: 5 }),
    fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase(),
      (text: string) => `  ${text.replace(/ /g, '\u00a0\u2003')} `,
    ),
  )
  .map(([text, form, seed, inserted, change]) => {
    const characters = [...withMarksShuffled(change(text.normalize(form)), seed)];
    for (const [place, character] of inserted)
      characters.splice(Math.min(place, characters.length), 0, character);
    return [text, characters.join('')] as const;
  });

describe('the one form of names', () => {
  it('is the same whatever the order of marks, unseen characters, composition, capitals and white space', () => {
    fc.assert(
      fc.property(respelled, ([text, other]) => {
        expect(sameText(text, other)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the names of different people apart', () => {
    expect(new Set(realNames.map(nameKey)).size).toBe(realNames.length);
  });

  it('is the form of itself, and never empty for a text that is not', () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.string({ unit: 'grapheme', minLength: 1 })), (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
        expect(nameKey(text) !== '' || !/[^\p{Default_Ignorable_Code_Point}\p{C}]/u.test(text)).toBe(true);
      }),
    );
  });

  it('reads two spellings of what looks like one: Myanmar, Thai, Khmer and Lao marks, width, digits, hyphens', () => {
    for (const [one, other] of [
      ['မြင\u1037\u103a', 'မြင\u103a\u1037'],
      ['ကို\u1036', 'က\u1036ို'],
      ['น\u0e49\u0e33', 'น\u0e4d\u0e49\u0e32'],
      ['เเก้ว', 'แก้ว'],
      ['ស\u17d2រ\u17b8', 'ស\u17b8\u17d2រ'],
      ['ກ\u0ec9\u0eb5', 'ກ\u0eb5\u0ec9'],
      ['Ｍａ Ａｙｅ', 'ma aye'],
      ['Ma‑Aye 2', 'Ma Aye ၂'],
      ['STRASSE', 'Straße'],
    ] as const)
      expect([one, sameText(one, other)]).toEqual([one, true]);
  });

  it('is compared as written and in Latin letters', () => {
    const keys = nameKeys({ text: 'မမြင့်', romanisation: 'Ma Myint' });
    expect(keys).toEqual([nameKey('မမြင့်'), nameKey('MA MYINT')]);
    expect(keys).not.toContain(nameKey('Daw Mya'));
  });
});

describe('claimed values', () => {
  it('say the same whatever the order of their fields, what is left out, and the spelling', () => {
    expect(
      sameValue(
        { country: There, village: 'Kyar Inn' },
        { village: 'KYAR INN', country: There, landmark: undefined },
      ),
    ).toBe(true);
    expect(sameValue({ country: There, village: 'Kyar Inn' }, { country: There, district: 'Kyar Inn' })).toBe(
      false,
    );
    expect(sameValue({ age: 6 }, { age: '6' })).toBe(false);
  });
});
