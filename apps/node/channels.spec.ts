import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countries, type Instrument } from '#casework';
import { sampleInstrument } from '../../libs/casework/spec/sample.js';
import { channelsOf, withNodes } from './channels.js';
import { PaperCounterparts, wrongCounterparts } from './paper-settings.js';

const anyCountries = fc.uniqueArray(fc.constantFrom(...countries));
const onPaper = (named: readonly string[]): PaperCounterparts =>
  Object.fromEntries(named.map((country) => [country, { office: 'An office' }]));

describe('what carries words to a country', () => {
  it('is paper where the settings name it, else the node of a neighbour, else nothing; never two', () => {
    fc.assert(
      fc.property(anyCountries, anyCountries, (neighbours, named) => {
        const paper = onPaper(named);
        const channelTo = channelsOf(neighbours, paper);
        for (const country of countries) {
          const expected = neighbours.includes(country) ? 'node' : 'none';
          expect(channelTo(country)).toBe(named.includes(country) ? 'paper' : expected);
          expect(withNodes(neighbours, paper).includes(country)).toBe(channelTo(country) === 'node');
        }
      }),
    );
    expect(channelsOf(['MM'])('MM')).toBe('node');
  });
});

describe('the file of PAPER_FILE', () => {
  it('names offices of countries of the programme in their own words, and the languages of their letters', () => {
    const office = '公安部打击拐卖妇女儿童犯罪办公室';
    expect(PaperCounterparts.parse({ CN: { office: ` ${office} `, languages: ['zh'] } })).toEqual({
      CN: { office, languages: ['zh'] },
    });
    for (const wrong of [
      { XX: { office } },
      { CN: { office: ' ' } },
      { CN: { office, languages: [] } },
      { CN: { office, languages: ['Chinese'] } },
      { CN: { office, fax: '1' } },
    ])
      expect(PaperCounterparts.safeParse(wrong).success).toBe(false);
  });

  it('is wrong, in a sentence each, of the own country and of one with which nothing may pass', () => {
    const instruments: readonly Instrument[] = [sampleInstrument()];
    expect(wrongCounterparts('TH', instruments, onPaper(['MM']))).toEqual([]);
    expect(wrongCounterparts('TH', instruments, onPaper(['TH', 'JP']))).toEqual([
      expect.stringContaining('TH, the own country'),
      expect.stringContaining('Take JP out of PAPER_FILE'),
    ]);
  });
});
