import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { TopicSettings } from '#bridge';
import { instruments } from '#instruments';
import { NamedExchanges, wrongNames } from './exchange-settings.js';

const exampleOf = (name: string): unknown =>
  JSON.parse(readFileSync(`deploy/kafka/${name}.example.json`, 'utf8'));

it('a name that no instrument gives is refused; one that is missing is not, for its country may have no node yet', () => {
  const url = 'postgresql://exchange@127.0.0.1/exchange';
  expect(wrongNames('TH', instruments, {})).toEqual([]);
  expect(wrongNames('TH', instruments, { 'thailand-mynmar': { kind: 'embedded', url } })).toEqual([
    expect.stringContaining('No instrument of TH uses the exchange "thailand-mynmar"'),
  ]);
});

describe('the examples under deploy/kafka', () => {
  it('name the exchanges that the instruments name', () => {
    const named = NamedExchanges.parse(exampleOf('exchanges'));
    for (const country of ['TH', 'MM'] as const) expect(wrongNames(country, instruments, named)).toEqual([]);
  });

  it('are settings that npm run topics takes', () => {
    expect(TopicSettings.parse(exampleOf('topics'))).toMatchObject({ replication: 3, minInsyncReplicas: 2 });
  });
});
