import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type MessageKind } from '#casework';
import { fullPayload } from '../../casework/spec/payloads.js';
import { languageOf } from './language.js';
import { wireForms } from './message.js';

describe('The language of a message', () => {
  it.each([
    [
      'none where it has no words',
      { noticeId: '5f0c8c0e-8a2b-4f7a-9c1d-2e3f4a5b6c7d', at: '2014-08-04' },
      'zxx',
    ],
    ['its script where its words have one', { note: 'ผู้หญิงคนหนึ่ง', code: 'datip' }, 'und-Thai'],
    [
      'its script wherever the words stand',
      { names: [{ text: 'ဒေါ် အေး' }], place: { village: 'မဲ' } },
      'und-Mymr',
    ],
    ['not said where they have two', { note: 'Daw Aye', name: 'ဒေါ် အေး' }, 'und'],
    ['not said where it is not known', { note: '12 / 4 !' }, 'und'],
  ])('is %s', (_name, payload, language) => {
    expect(languageOf(payload)).toBe(language);
  });

  it('has the form that the wire asks for, whatever a message says', () => {
    const { language } = wireForms[2].message.shape;
    fc.assert(fc.property(fc.jsonValue(), (payload) => language.safeParse(languageOf(payload)).success));
    for (const kind of Object.keys(messages) as MessageKind[])
      expect(language.safeParse(languageOf(fullPayload(kind))).success).toBe(true);
  });
});
