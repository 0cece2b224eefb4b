import { describe, expect, it } from '@jest/globals';
import { topicOf, topicsAmong } from './topics.js';

describe('Topics', () => {
  it('are one for each pair and direction', () => {
    expect(topicOf('TH', 'MM')).toBe('homeward.th.mm');
    expect(topicsAmong(['TH', 'MM', 'LA']).map(({ topic }) => topic)).toEqual([
      'homeward.th.mm',
      'homeward.th.la',
      'homeward.mm.th',
      'homeward.mm.la',
      'homeward.la.th',
      'homeward.la.mm',
    ]);
  });
});
