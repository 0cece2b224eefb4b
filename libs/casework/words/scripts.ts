import type { z } from 'zod';
import { codeOf } from './codes-taken.js';

/**
 * Every script of ISO 15924 by its four letters, those for private use apart: the list as it was in October 2025, when `Berf`
 * came. A name can be written in any of them. What Unicode adds later is added here.
 */
const assigned = [
  'Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Berf Bhks Blis Bopo Brah',
  'Brai Bugi Buhd Cakm Cans Cari Cham Cher Chis Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr',
  'Dsrt Dupl Egyd Egyh Egyp Elba Elym Ethi Gara Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh',
  'Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira Hluw Hmng Hmnp Hrkt Hung Inds Ital Jamo Java',
  'Jpan Jurc Kali Kana Kawi Khar Khmr Khoj Kitl Kits Knda Kore Kpel Krai Kthi Lana Laoo Latf Latg',
  'Latn Leke Lepc Limb Lina Linb Lisu Loma Lyci Lydi Mahj Maka Mand Mani Marc Maya Medf Mend Merc',
  'Mero Mlym Modi Mong Moon Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkdb Nkgb Nkoo Nshu Ogam',
  'Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Pcun Pelm Perm Phag Phli Phlp Phlv Phnx Piqd Plrd',
  'Prti Psin Ranj Rjng Rohg Roro Runr Samr Sara Sarb Saur Sgnw Shaw Shrd Shui Sidd Sidt Sind Sinh',
  'Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Tayo',
  'Telu Teng Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg Ugar Vaii Visp Vith Wara Wcho',
  'Wole Xpeo Xsux Yezi Yiii Zanb Zinh Zmth Zsye Zsym Zxxx Zyyy Zzzz',
];

/** A script of ISO 15924. */
export type Script = string;

export const scripts: readonly Script[] = assigned.flatMap((row) => row.split(' '));

/** Nobody said in which. */
export const anyScript = 'Zyyy';

export const Script: z.ZodType<Script, Script> = codeOf(
  scripts,
  /^[A-Z][a-z]{3}$/,
  'a script of ISO 15924, by its four letters, the first a capital',
  'script',
);

/** The letters of each script that Unicode tells from others; some on the list are ways to write another. */
const lettersOf = new Map<Script, RegExp | undefined>();

const isLetterOf = (letter: string, script: Script): boolean => {
  if (!lettersOf.has(script)) lettersOf.set(script, patternOf(script));
  return lettersOf.get(script)?.test(letter) === true;
};

const patternOf = (script: Script): RegExp | undefined => {
  try {
    return new RegExp(`^\\p{Script=${script}}`, 'u');
  } catch {
    return undefined;
  }
};

/** The one script in which all letters of a text are written; undefined where there is none, or more than one. */
export const scriptOf = (text: string): Script | undefined => {
  const letters = text.match(/\p{L}/gu) ?? [];
  const [first] = letters;
  const found = first === undefined ? undefined : scripts.find((script) => isLetterOf(first, script));
  return found !== undefined && found !== anyScript && letters.every((letter) => isLetterOf(letter, found))
    ? found
    : undefined;
};
