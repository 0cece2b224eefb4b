import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { copied, product, programs, sources, startedBy } from './product.js';

/** The names of what the build leaves out: suites, contracts, and folders of what they need. */
const leftOut = /spec\.ts$|\.contract\.ts$|\/spec\/|^test\//;

const textsWith = (pattern: RegExp): readonly string[] =>
  [...product, ...copied].filter((path) => pattern.test(readFileSync(path, 'utf8')));

describe('what is built into the image', () => {
  it('is the programs and what they reach, and everything else is named as what the build leaves out', () => {
    expect(product.size).toBeGreaterThan(500);
    expect([...product].filter((path) => leftOut.test(path))).toEqual([]);
    expect([...sources].filter((path) => !product.has(path) && !leftOut.test(path))).toEqual([]);
  });

  it('has every program that another starts as a process of its own', () => {
    const started = [...product].flatMap(startedBy);
    expect(started.length).toBeGreaterThan(1);
    expect(started.filter((path) => !programs.includes(path))).toEqual([]);
  });

  it('has what the scripts beside it take from the build', () => {
    const taken = copied.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/dist\/([^']+)\.js'/g)].map(([, name]) => `${name}.ts`),
    );
    expect(taken.length).toBeGreaterThan(1);
    expect(taken.filter((path) => !product.has(path))).toEqual([]);
  });

  it('holds no private key, no double and nothing of a test framework', () => {
    expect([...product, ...copied].filter((path) => /double|fake|mock|memory/i.test(path))).toEqual([]);
    expect(textsWith(/-----BEGIN [A-Z ]*PRIVATE KEY-----/)).toEqual([]);
    expect(textsWith(/from '(@jest\/|jest|fast-check|supertest|@nestjs\/testing|google-protobuf)/)).toEqual(
      [],
    );
  });
});
