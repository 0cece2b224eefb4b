import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { id } from '../../spec/sample.js';
import { There, Third } from '../../spec/lands.js';
import type { OwnMessage, TheirMessage } from '../state.js';
import { correlationOf, correlationOfTheirs } from './correlation.js';

const basis = {
  instrument: 'SAMPLE',
  instrumentVersion: '1',
  clause: '1',
  purpose: 'return',
  groups: [],
} as const;
const ours = (word: string, said: Partial<OwnMessage> = {}): OwnMessage => ({
  ...basis,
  ...{ messageId: id(word), kind: 'CourtOutcomeNotified', to: There, consents: [], fields: [] },
  ...{ status: 'released', approvedAt: '', approvedBy: { actor: 'a', agency: 'b' } },
  ...said,
});
const theirs = (word: string, said: Partial<TheirMessage> = {}): TheirMessage => ({
  ...basis,
  ...{
    messageId: id(word),
    kind: 'CaseNotified',
    from: There,
    sequence: 1,
    outcome: 'effective',
    stopped: false,
  },
  ...said,
});

describe('what a message belongs to', () => {
  it('is itself where it begins something', () => {
    const question = ours('question');
    expect(correlationOf(question, { own: [question], theirs: [] })).toBe(question.messageId);
  });

  it('is what its question belongs to, however often each side asked back', () => {
    const begin = ours('begin');
    const back = theirs('back', { answers: begin.messageId });
    const answer = ours('answer', { answers: back.messageId });
    const known = { own: [begin, answer], theirs: [back] };
    expect(correlationOf(answer, known)).toBe(begin.messageId);
    expect(correlationOfTheirs(back, known)).toBe(begin.messageId);
  });

  it('is what the other side says, and the question itself where it says nothing', () => {
    const answer = ours('answer', { answers: id('question') });
    const said = theirs('question', { correlation: id('long before') });
    expect(correlationOf(answer, { own: [answer], theirs: [said] })).toBe(id('long before'));
    expect(correlationOf(answer, { own: [answer], theirs: [theirs('question')] })).toBe(id('question'));
  });

  it('of a correction and of a recall is what it takes back, where that went there', () => {
    const told = ours('told', { answers: id('question') });
    const asked = theirs('question');
    for (const about of [
      { corrects: { messageId: told.messageId, fields: [] } },
      { stops: [told.messageId] },
    ]) {
      const later = ours('later', about);
      expect(correlationOf(later, { own: [told, later], theirs: [asked] })).toBe(asked.messageId);
      const unsent = { ...told, status: 'approved' as const };
      expect(correlationOf(later, { own: [unsent, later], theirs: [asked] })).toBe(later.messageId);
    }
  });

  it('never names what only another country has, and ends whatever names what', () => {
    const words = ['a', 'b', 'c', 'd', 'e'];
    const one = (side: string) => fc.constantFrom(...words.map((word) => id(`${side} ${word}`)));
    const answers = (side: string) => fc.option(one(side), { nil: undefined });
    const country = fc.constantFrom(There, Third);
    const mine = fc.record({
      ...{ to: country, answers: answers('theirs') },
      stops: fc.array(one('ours'), { maxLength: 2 }),
    });
    const others = fc.record({ from: country, answers: answers('ours') });
    const five = { minLength: words.length, maxLength: words.length };
    fc.assert(
      fc.property(fc.array(mine, five), fc.array(others, five), (sent, received) => {
        const known = {
          own: sent.map((said, index) => ours(`ours ${words[index]}`, said)),
          theirs: received.map((said, index) => theirs(`theirs ${words[index]}`, said)),
        };
        for (const message of known.own) {
          const between = [
            ...known.own.filter(({ to }) => to === message.to),
            ...known.theirs.filter(({ from }) => from === message.to),
          ].map(({ messageId }) => messageId);
          expect(between).toContain(correlationOf(message, known));
        }
      }),
    );
  });
});
