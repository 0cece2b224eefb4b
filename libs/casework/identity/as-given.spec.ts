import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../the-case.js';
import type { CaseCommand } from '../records/catalogue.js';
import { recorded } from '../spec/given.js';
import { untoldThere } from '../spec/histories.js';
import { screened } from '../spec/identifying.js';
import { id, sampleContext, sampleFacts } from '../spec/sample.js';
import { twoNodes } from '../spec/two-nodes.js';
import { walkedCase } from '../spec/walk.js';
import { learnedClaims } from './questions/learned.js';
import { confidences, sources } from '../words/person.js';
import { Here, There } from '../spec/lands.js';

const name = { text: 'Ma A', script: 'Latn', kind: 'legal' } as const;
const said = fc.record({ source: fc.constantFrom(...sources), confidence: fc.constantFrom(...confidences) });

describe('a claim that is sent', () => {
  it('arrives with its source and confidence as they were given, as what the other country says', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 6, maxLength: 6 }), ([n, b, o, d, c, r]) => {
        const nodes = twoNodes([...untoldThere, screened], sampleFacts);
        const give = (type: string, body: object): void => {
          const command = { type, body } as CaseCommand;
          expect(nodes.give({ country: Here, agency: 'focal', command }).refusal).toBeUndefined();
          nodes.settle();
        };
        give('NotifyCountry', { country: There, locationType: 'shelter' });
        give('RecordName', { ...n, name });
        give('RecordBirthDate', { ...b, calendar: 'gregorian', date: '1990-01-02' });
        give('RecordOrigin', { ...o, origin: { country: There, village: 'Kyar Inn' } });
        give('RecordDocument', { ...d, document: { kind: 'household_list', number: '12' } });
        give('RecordNationalityClaim', { ...c, nationality: { country: There } });
        give('RecordRelative', { source: r!.source, relation: 'mother', name });
        give('SendCaseForm', { to: There });
        const { names, birthDates, origins, documents, nationalities, relatives } =
          nodes.file(There).identity;
        const told = [names[0], birthDates[0], origins[0], documents[0], nationalities[0]];
        expect(told.map((claim) => ({ source: claim?.toldSource, confidence: claim?.confidence }))).toEqual([
          ...[n, b, o, d, c],
        ]);
        expect(relatives[0]).toMatchObject({ toldSource: r!.source });
        for (const claim of [...told, relatives[0]])
          expect(claim).toMatchObject({ source: 'partner_state', authority: Here });
      }),
      { numRuns: 30 },
    );
  });

  it('told again with another source or confidence stands as it was told last; the earlier telling is shown as such', () => {
    fc.assert(
      fc.property(said, said, fc.boolean(), (first, second, relative) => {
        const tell = (telling: {
          source: (typeof sources)[number];
          confidence: (typeof confidences)[number];
        }) =>
          relative
            ? { relatives: [{ relation: 'mother' as const, name, source: telling.source }] }
            : { names: [{ ...name, ...telling }] };
        const context = (word: string) => sampleContext({ country: There, commandId: id(word) });
        const once = recorded(learnedClaims(tell(first), Here, context('first')), context('first'));
        const held = fold(walkedCase, once).identity;
        const more = learnedClaims(tell(second), Here, context('second'), held);
        const { names, relatives } = fold(walkedCase, [
          ...once,
          ...recorded(more, context('second'), once.length),
        ]).identity;
        const all = relative ? relatives : names;
        const isOther =
          first.source !== second.source || (!relative && first.confidence !== second.confidence);
        const standing = all.filter(({ corrected }) => corrected === undefined);
        expect(standing).toMatchObject([
          { toldSource: second.source, ...(relative ? {} : { confidence: second.confidence }) },
        ]);
        expect(all).toHaveLength(isOther ? 2 : 1);
        if (isOther) expect(all[0]).toMatchObject({ corrected: 'told_otherwise', toldSource: first.source });
      }),
      { numRuns: 60 },
    );
  });

  it('is taken from a node of before, which says neither', () => {
    const [event] = learnedClaims({ names: [name] }, Here, sampleContext());
    expect(event).toMatchObject({ data: { source: 'partner_state', confidence: 'medium', name } });
    expect(event?.data).not.toHaveProperty('toldSource');
  });
});
