import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type MessageKind } from '../records/catalogue.js';
import { formOf } from '../words/message.js';
import { sampleInstrument } from '../spec/sample.js';
import { There } from '../spec/lands.js';
import { formTaken, standsIn, takenForm } from './taken.js';

const instrument = sampleInstrument();
const { code, version } = instrument;
const kind: MessageKind = 'CaseNotified';
const saying = (kinds: Readonly<Record<string, readonly number[]>>, of = version) => ({
  announced: () => ({ wireVersions: [1, 2], instruments: [{ code, version: of, kinds }] }),
});

describe('what the node of another country takes', () => {
  it('is what there was before nodes said so, of one that says nothing', () => {
    for (const each of Object.keys(messages) as MessageKind[])
      expect(takenForm(each, There, instrument, {})).toBe(messages[each].onlyAnnounced ? undefined : 1);
    expect(formTaken({ added: {}, onlyAnnounced: true }, 'Later', There, instrument, {})).toBeUndefined();
    expect(formTaken({ added: { more: 2 }, onlyAnnounced: false }, 'Grown', There, instrument, {})).toBe(1);
  });

  it('is what it names under the instrument, and nothing beside it', () => {
    expect(takenForm(kind, There, instrument, saying({ [kind]: [1] }))).toBe(1);
    expect(takenForm(kind, There, instrument, saying({ CaseFormSent: [1] }))).toBeUndefined();
    expect(takenForm(kind, There, instrument, saying({ [kind]: [1] }, 'another'))).toBeUndefined();
    expect(takenForm(kind, There, instrument, saying({ [kind]: [] }))).toBeUndefined();
    expect(
      formTaken({ added: {}, onlyAnnounced: false }, 'constructor', There, instrument, saying({})),
    ).toBeUndefined();
  });

  it('is the newest form that both know, and says nothing that came after it', () => {
    const form = fc.integer({ min: 1, max: 6 });
    const added = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 2, max: 5 }));
    fc.assert(
      fc.property(added, fc.uniqueArray(form), (fields, forms) => {
        const definition = { added: fields, onlyAnnounced: false };
        const taken = formTaken(definition, kind, There, instrument, saying({ [kind]: forms }));
        const common = forms.filter((each) => each <= formOf(definition));
        expect(taken).toBe(common.length === 0 ? undefined : Math.max(...common));
        if (taken === undefined) return;
        for (const [field, since] of Object.entries(fields))
          expect(standsIn(definition, field, taken)).toBe(since <= taken);
        expect(standsIn(definition, 'of the first', taken)).toBe(true);
      }),
    );
  });
});
