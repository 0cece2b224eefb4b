import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { countries } from './words/country.js';
import { tableViewers } from './words/viewer.js';

/** The one file that lists them. */
const list = 'words/country.ts';

/** The one file that says which of them play in the specs. */
const lands = 'spec/lands.ts';

const files = readdirSync('libs/casework', { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && path !== list && path !== lands && path !== 'countries-by-name.spec.ts',
);
const isOfSpecs = (path: string): boolean => path.endsWith('spec.ts') || path.startsWith('spec/');
const rules = files.filter((path) => !isOfSpecs(path));
const specs = files.filter(isOfSpecs);

/** A code that is also a kind of reader stands in lists of readers, and is compared with nothing. */
const alsoReaders = countries.filter((code) => (tableViewers as readonly string[]).includes(code));
const named = new RegExp(`'(${countries.filter((code) => !alsoReaders.includes(code)).join('|')})'`);
const compared = new RegExp(`([!=]==|case|includes\\() *'(${countries.join('|')})'`);

const naming = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => {
    const text = readFileSync(`libs/casework/${path}`, 'utf8');
    return named.test(text) || compared.test(text);
  });

describe('a rule', () => {
  it('names no country, whatever it decides', () => {
    expect(rules.length).toBeGreaterThan(200);
    expect(naming(rules)).toEqual([]);
  });

  it('is tried by no spec that names one: all play with those of one file', () => {
    expect(specs.length).toBeGreaterThan(80);
    expect(naming(specs)).toEqual([]);
  });

  it('would be seen naming one', () => {
    expect(named.test("if (country === 'TH') return accept();")).toBe(true);
    expect(compared.test("if (country === 'LA') return accept();")).toBe(true);
    expect(compared.test("case 'LA':")).toBe(true);
    expect(named.test("knownTo('LA', 'SW')")).toBe(false);
  });
});
