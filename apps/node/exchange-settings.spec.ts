import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { TopicSettings } from '#bridge';
import { NamedExchanges, wrongNames } from './exchange-settings.js';

const exampleOf = (name: string): unknown =>
  JSON.parse(readFileSync(`deploy/kafka/${name}.example.json`, 'utf8'));

describe('the examples under deploy/kafka', () => {
  it('name the exchanges that the instruments name', () => {
    const named = NamedExchanges.parse(exampleOf('exchanges'));
    for (const country of ['TH', 'MM'] as const) expect(wrongNames(country, named)).toEqual([]);
  });

  it('are settings that npm run topics takes', () => {
    expect(TopicSettings.parse(exampleOf('topics'))).toMatchObject({ replication: 3, minInsyncReplicas: 2 });
  });
});
