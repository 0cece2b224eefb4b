import { describe, expect, it } from '@jest/globals';
import { announcementTopicOf, topicOf, topicsAmong } from './topics.js';

describe('Topics', () => {
  it('are one for each pair and direction', () => {
    expect(topicOf('TH', 'MM')).toBe('homeward.th.mm');
    const carrying = (what: string) =>
      topicsAmong(['TH', 'MM', 'LA']).flatMap(({ topic, carries }) => (carries === what ? [topic] : []));
    expect(announcementTopicOf('TH', 'MM')).toBe('homeward.th.mm.announcements');
    expect(carrying('announcements')).toEqual(carrying('messages').map((topic) => `${topic}.announcements`));
    expect(carrying('messages')).toEqual([
      'homeward.th.mm',
      'homeward.th.la',
      'homeward.mm.th',
      'homeward.mm.la',
      'homeward.la.th',
      'homeward.la.mm',
    ]);
  });
});
