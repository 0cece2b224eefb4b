import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateNodeKeys } from '../crypto/keys.js';
import { sign, verify, type Keyring } from '../crypto/seal.js';
import type { LetterContent } from './content.js';
import { labelIn } from './labels.js';
import { linesOf, runsOf, widthOf } from './lines.js';
import { partsOf, type Block, type Printed } from './pages.js';
import { sheetsOf } from './sheets.js';

const content: LetterContent = {
  ...{ letter: 'TH-CN-CJ7R-QQM1C', from: 'TH', to: 'CN', at: '2019-03-04T03:00:00.000Z' },
  ...{ kind: 'CaseFormSent', instrument: 'th-cn-mou', instrumentVersion: '2018', clause: '2.1' },
  ...{ purpose: 'nationality_confirmation', ourReference: 'b0c2' },
  payload: {
    names: [{ text: '王秀英', script: 'Hani', romanisation: 'Wang Xiuying' }],
    birthDate: { value: '1999-05-06', basis: 'claimed' },
    origin: { country: 'CN', village: '通渭' },
  },
};
const printed: Printed = {
  sender: 'Division of Anti-Trafficking in Persons, Thailand',
  addressee: '公安部打击拐卖犯罪办公室',
  languages: ['th', 'zh'],
  digest: 'a'.repeat(64),
  signature: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln',
};

const textOf = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');
const [cover = [], body = [], receipt = []] = partsOf(content, printed);

describe('the sheets of a letter', () => {
  it('are a PDF, the same bytes each time, and others for another letter', async () => {
    const sheets = await sheetsOf(content, printed);
    expect(sheets.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sheets.length).toBeGreaterThan(10_000);
    expect((await sheetsOf(content, printed)).equals(sheets)).toBe(true);
    const other = await sheetsOf({ ...content, letter: 'TH-CN-0000-00000' }, printed);
    expect(other.equals(sheets)).toBe(false);
  });

  it('tell the mail room and whoever signs for it the number, and nothing of whom or what it is about', () => {
    for (const part of [cover, receipt]) {
      expect(textOf(part)).toContain(content.letter);
      for (const told of [
        'Anti-Trafficking',
        '拐卖',
        '王秀英',
        'Wang',
        'Case form',
        'th-cn-mou',
        'nationality',
        'b0c2',
        '1999',
      ])
        expect([told, textOf(part).includes(told)]).toEqual([told, false]);
    }
  });

  it('tell what the message would, in the languages of both sides, and that nobody reviewed these', () => {
    const told = textOf(body);
    for (const line of ['王秀英', 'Wang Xiuying', '通渭', 'th-cn-mou (2018), clause 2.1', 'a'.repeat(64)])
      expect(told).toContain(line);
    expect(told).toContain('CN (จีน · 中国 · China)');
    expect(told).toContain('ภูมิลำเนา · 原籍 · Origin');
    expect(told).toMatch(/Value: 1999-05-06 \(6 พฤษภาคม .*2542 · 1999年5月6日/);
    expect(told).toContain('have not been reviewed; the English text counts');
    expect(labelIn('date', ['th', 'zh', 'ja'])).toBe('วันที่ · 日期 · Date');
  });
});

describe('the lines of a letter', () => {
  const words = fc.constantFrom(
    ...[
      'กระทรวงการพัฒนาสังคม',
      'ကယားပြည်နယ်',
      'ព្រះរាជាណាចក្រ',
      'ສປປ ລາວ',
      '公安部',
      'Quảng Ninh',
      'x'.repeat(200),
    ],
  );

  it('are no wider than the sheet, and lose nothing', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (some) => {
        const text = some.join(' ');
        const lines = linesOf(text, 300, 10);
        for (const line of lines) expect(widthOf(line, 10)).toBeLessThanOrEqual(300);
        const written = lines.flat().map((run) => run.text);
        expect(written.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      { numRuns: 30 },
    );
  });

  it('name a character that no font has by its code, so that it is not left out unseen', () => {
    expect(runsOf('ጤ')).toEqual([{ font: 'Latin', text: '[U+1324]' }]);
  });

  it('shape Burmese: a vowel that is written before its consonant stands before it', () => {
    const [run] = runsOf('ကြောင့်');
    expect(run?.font).toBe('Myanmar');
    expect(widthOf([run!], 10)).toBeLessThan(widthOf(runsOf('က ြ ော င ့ ်'), 10));
  });
});

describe('the signature of a letter', () => {
  let ring: Keyring;
  beforeAll(async () => {
    const { own, party } = await generateNodeKeys('2010-01-01T00:00:00Z');
    ring = { country: 'TH', own, parties: { TH: party } };
  });

  it('is over its number and the digest of what it tells, and is the same each time', async () => {
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    const text = JSON.stringify({ letter: content.letter, sha256: digest });
    const signed = await sign(ring, text, content.at);
    expect(await sign(ring, text, '2020-01-01T00:00:00Z', content.at)).toBe(signed);
    expect(await verify(ring, 'TH', signed)).toMatchObject({ text });
  });
});
