import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type MessageKind } from '../../records/catalogue.js';
import { Here, There, Third } from '../../spec/lands.js';
import { fullPayload } from '../../spec/payloads.js';
import { id } from '../../spec/sample.js';
import { letterNumberOf } from '../../words/letter-number.js';
import { noLetters, type LettersState } from '../state.js';
import { asMessageSays, asPrinted } from './numbers.js';

const own = (word: string, to: typeof There | typeof Third = There) => {
  const messageId = id(word);
  return {
    ...{ messageId, to, letter: letterNumberOf(Here, to, messageId) },
    ...{ kind: 'CaseFormSent', since: '2013-06-03T04:00:00.000Z' },
  };
};
const their = (word: string, number: string, from: typeof There | typeof Third = There) => ({
  ...{ messageId: id(word), from, number, scan: 'a'.repeat(64), refused: false },
});

const letters: LettersState = {
  ...noLetters,
  own: [own('one'), own('two'), own('elsewhere', Third)],
  theirs: [their('three', 'some-code'), their('four', 'GA-417'), their('five', 'GA-417', Third)],
};
const kinds = Object.keys(messages) as MessageKind[];
/** What stands in the place of each id of a whole payload. */
const someId = String(fullPayload('RecallDone')['recalled']);
const anyId = fc.constantFrom(...['one', 'two', 'three', 'four', 'five', 'elsewhere', 'no letter'].map(id));

describe('what a message says of others', () => {
  it('is printed by the numbers of their letters and recorded as it was, of every kind', () => {
    const some = fc.tuple(fc.constantFrom(...kinds), anyId);
    fc.assert(
      fc.property(some, ([kind, other]) => {
        const { seen: _seen, notComing: _notComing, ...whole } = fullPayload(kind);
        const told: unknown = JSON.parse(JSON.stringify(whole).replaceAll(someId, other));
        const printed = asPrinted(kind, told as typeof whole, There, { letters });
        expect(asMessageSays(kind, printed, There, { letters })).toEqual(told);
      }),
      { numRuns: 400 },
    );
  });

  it('is the number of a letter wherever the form of a kind has the id of a message', () => {
    const naming = kinds.filter((kind) => {
      const printed = asPrinted(kind, fullPayload(kind), There, {
        letters: { ...noLetters, theirs: [{ ...their('three', 'GA-418'), messageId: someId }] },
      });
      return JSON.stringify(printed).includes('GA-418');
    });
    expect(naming).toEqual(
      expect.arrayContaining(['UseStopped', 'MessageRecalled', 'CorrectionSent', 'ErasureRequested']),
    );
  });

  it('names no letter to or from another country', () => {
    const said = { messages: [id('five'), id('elsewhere'), id('four')] };
    expect(asPrinted('UseStopped', said, There, { letters })).toEqual({
      messages: [id('five'), id('elsewhere'), 'GA-417'],
    });
    expect(asPrinted('UseStopped', said, Third, { letters })).toEqual({
      messages: ['GA-417', own('elsewhere', Third).letter, id('four')],
    });
  });

  it('is a letter only where the form of its kind has one', () => {
    const said = { recalled: 'GA-417', used: ['GA-417'] };
    expect(asMessageSays('RecallPartly', said, There, { letters })).toEqual({
      recalled: id('four'),
      used: ['GA-417'],
    });
  });
});
