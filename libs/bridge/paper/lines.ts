import { fontNames, fontOf, type FontName } from './fonts.js';

/** Text of one font. */
export interface Run {
  readonly font: FontName;
  readonly text: string;
}

const asCode = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

const joining = /\u200b|\u200c|\u200d|\ufe0e|\ufe0f/;

/** A text by the fonts that have its characters. One that no font has is named by its code: nothing is left out unseen. */
export const runsOf = (text: string): readonly Run[] => {
  const runs: Run[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const font = joining.test(character) ? last?.font : fontNames.find((name) => fontOf(name).has(character));
    const run = { font: font ?? 'Latin', text: font === undefined ? asCode(character) : character };
    if (last?.font === run.font) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
};

/** Width of runs at a size, in points. */
export const widthOf = (runs: readonly Run[], size: number): number =>
  runs.reduce((sum, { font, text }) => sum + (fontOf(font).widthOf(text) * size) / 1000, 0);

const words = new Intl.Segmenter('en', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const segments = (segmenter: Intl.Segmenter, text: string): readonly string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment);

/** The lines of a text that are no wider than so many points: broken between words, also where a script writes none apart. */
export const linesOf = (text: string, width: number, size: number): readonly (readonly Run[])[] => {
  const lines: string[] = [];
  let line = '';
  const add = (part: string): void => {
    if (line === '' || widthOf(runsOf((line + part).trimEnd()), size) <= width) line += part;
    else {
      lines.push(line);
      line = part.trimStart();
    }
  };
  for (const paragraph of text.split('\n')) {
    for (const word of segments(words, paragraph))
      for (const part of widthOf(runsOf(word), size) <= width ? [word] : segments(graphemes, word)) add(part);
    lines.push(line);
    line = '';
  }
  return lines.map((each) => runsOf(each.trimEnd()));
};
