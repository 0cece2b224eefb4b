import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '#casework';
import { There } from '../../casework/spec/lands.js';
import { askedByLetter, going, numberOf, onPaper } from '../../casework/spec/on-paper.js';
import { contentOf } from './content.js';

const parts = { country: 'TH', referenceFor: (country: string) => `ours for ${country}` } as const;
const asked = askedByLetter();
const letter = numberOf(asked, 'NationalityConfirmationRequested');
const { messageId = '' } = asked.file.letters.own[0] ?? {};

describe('the content of a letter', () => {
  it('is what the message tells, but for numbers of messages', () => {
    const [message] = asked.file.disclosure.own;
    expect(message?.payload).toHaveProperty('seen');
    const { seen: _seen, ...told } = message?.payload ?? {};
    expect(contentOf(asked.file, letter, parts)).toMatchObject({
      ...{ letter, from: 'TH', to: There, kind: 'NationalityConfirmationRequested' },
      ...{ instrument: 'SAMPLE', ourReference: `ours for ${There}`, payload: told },
    });
    expect(JSON.stringify(contentOf(asked.file, letter, parts))).not.toMatch(/seen|sequence/);
  });

  it('names another letter by the number on the paper', () => {
    const recalled = going(asked.when('RecallMessage', { messageId, action: 'destroy' }, onPaper));
    const number = numberOf(recalled, 'MessageRecalled');
    expect(contentOf(recalled.file, number, parts)).toMatchObject({ payload: { recalled: letter } });
    expect(contentOf(recalled.file, letter, parts)).toBe('called_back');
  });

  it('is nothing where no letter has that number, and where the keys of the person are gone', () => {
    expect(contentOf(asked.file, 'TH-MM-0000-00000', parts)).toBeUndefined();
    const own = asked.file.disclosure.own.map(({ payload: _payload, ...kept }) => kept);
    const erased: CaseFile = { ...asked.file, disclosure: { ...asked.file.disclosure, own } };
    expect(contentOf(erased, letter, parts)).toBeUndefined();
  });
});
