import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { Blob, Buffer as Line, Face, Font as Shaper, shape } from 'harfbuzzjs';

/** Fonts that are shipped, in the order in which a character is looked for; each under the Open Font License. */
const files = {
  Latin: 'noto-sans/400Regular/NotoSans_400Regular.ttf',
  Thai: 'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
  Lao: 'noto-sans-lao/400Regular/NotoSansLao_400Regular.ttf',
  Khmer: 'noto-sans-khmer/400Regular/NotoSansKhmer_400Regular.ttf',
  Myanmar: 'noto-sans-myanmar/400Regular/NotoSansMyanmar_400Regular.ttf',
  Han: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
} as const;
export type FontName = keyof typeof files;
export const fontNames = Object.keys(files) as readonly FontName[];

/** A font whose text HarfBuzz shapes: fontkit alone leaves the vowels of Burmese where they are typed. */
export interface ShapedFont {
  readonly has: (character: string) => boolean;
  /** Width of a text in thousandths of its size. */
  readonly widthOf: (text: string) => number;
  /** What pdfkit embeds and draws with. */
  readonly source: Font;
}

interface Shaped {
  readonly glyphs: readonly { id: number; codePoints: readonly number[]; advanceWidth: number }[];
  readonly positions: readonly { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
  readonly advanceWidth: number;
}

const shaping =
  (font: Font, shaper: Shaper) =>
  (text: string): Shaped => {
    const line = new Line();
    line.addText(text);
    line.guessSegmentProperties();
    shape(shaper, line);
    const infos = line.getGlyphInfos();
    const starts = [...new Set(infos.map(({ cluster }) => cluster))].toSorted((a, b) => a - b);
    const named = new Set<number>();
    const glyphs = infos.map(({ codepoint: id, cluster }) => {
      const end = starts[starts.indexOf(cluster) + 1] ?? text.length;
      const characters = named.has(cluster) ? [] : [...text.slice(cluster, end)];
      named.add(cluster);
      const codePoints = characters.map((character) => character.codePointAt(0) ?? 0);
      return { id, codePoints, advanceWidth: font.getGlyph(id, codePoints).advanceWidth };
    });
    const positions = line
      .getGlyphPositions()
      .map(({ xAdvance, yAdvance, xOffset, yOffset }) => ({ xAdvance, yAdvance, xOffset, yOffset }));
    return { glyphs, positions, advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
  };

const require = createRequire(import.meta.url);

const open = (name: FontName): ShapedFont => {
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/${files[name]}`));
  const font = create(bytes);
  if (!('layout' in font)) throw new Error(`${files[name]} is a collection of fonts.`);
  const layout = shaping(font, new Shaper(new Face(new Blob(bytes))));
  const source = new Proxy(font, {
    get: (target, key): unknown => {
      if (key === 'layout') return layout;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    widthOf: (text) => (layout(text).advanceWidth * 1000) / font.unitsPerEm,
    source,
  };
};

const opened = new Map<FontName, ShapedFont>();

/** A font, read when it is first needed. */
export const fontOf = (name: FontName): ShapedFont => {
  const font = opened.get(name) ?? open(name);
  opened.set(name, font);
  return font;
};
