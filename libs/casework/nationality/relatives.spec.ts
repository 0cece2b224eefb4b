import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { approvedPayload, identityKnown, openToThere, sampleName } from '../spec/histories.js';
import { relations } from '../words/person.js';
import { id } from '../spec/sample.js';
import { questionClaims } from './questions/claims.js';
import { There } from '../spec/lands.js';

describe('relatives in messages', () => {
  it('names no relative who has a case here, under no entry', () => {
    const daughter = { text: 'မသက်', script: 'Mymr' as const, kind: 'legal' as const };
    const entry = (label: string, data: { readonly caseId?: string }): NewCaseEvent => ({
      type: 'RelativeRecorded',
      data: { relativeId: id(label), relation: 'child', source: 'person', name: daughter, ...data },
    });
    const family = given(
      ...openToThere,
      ...identityKnown,
      entry('as told', {}),
      entry('linked', { caseId: id('her case') }),
    );
    for (const [type, body] of [
      ['SendCaseForm', { to: There }],
      ['RequestNationalityConfirmation', { of: There }],
      ['RequestFamilyTracing', { of: There, coverStory: 'They are well.' }],
    ] as const) {
      const { decision } = family.when(type, body);
      expect(approvedPayload(decision.events)).toMatchObject({
        relatives: [{ relation: 'mother', name: sampleName }],
      });
      expect(JSON.stringify(approvedPayload(decision.events))).not.toContain(daughter.text);
    }
  });

  it('names her under no other spelling either, nor by what she is called in Latin letters, and names the others', () => {
    const entry = (
      label: string,
      text: string,
      data: { caseId?: string; romanisation?: string },
    ): NewCaseEvent => {
      const { romanisation, ...linked } = data;
      const name = {
        text,
        script: 'Mymr',
        kind: 'legal',
        ...(romanisation ? { romanisation } : {}),
      } as const;
      return {
        type: 'RelativeRecorded',
        data: { relativeId: id(label), relation: 'sibling', source: 'person', name, ...linked },
      };
    };
    const family = given(
      ...openToThere,
      ...identityKnown,
      entry('two marks', 'မမြင\u1037\u103a', {}),
      entry('in Latin letters', 'MA  MYINT', {}),
      entry('her other name', 'Myint Myint', { romanisation: 'Ma Myint' }),
      entry('by that other name', 'myint\u200b myint', {}),
      entry('linked', 'မမြင\u103a\u1037', { caseId: id('her case'), romanisation: 'Ma Myint' }),
      entry('another sister', 'မမြတ်', { romanisation: 'Ma Myat' }),
    );
    const { decision } = family.when('RequestFamilyTracing', { of: There, coverStory: 'They are well.' });
    expect(approvedPayload(decision.events)).toMatchObject({
      relatives: [
        { relation: 'mother', name: sampleName },
        { relation: 'sibling', name: { text: 'မမြတ်' } },
      ],
    });
  });
});

describe('a question about nationality', () => {
  const relative = fc.record({
    relation: fc.constantFrom(...relations),
    name: fc.constantFrom({ text: 'Daw Hla', script: 'Latn', kind: 'legal' } as const, undefined),
    details: fc.constantFrom(
      { age: 41, phone: '0995511', address: 'Street 9', landmark: 'pagoda' },
      undefined,
    ),
  });
  const origin = {
    ...({ country: There, province: 'Kayin', village: 'Kyar Inn' } as const),
    ...{ houseNumber: '77-B', landmark: 'pagoda' },
  };
  const tooMuch = ['0995511', 'Street 9', '77-B', 'pagoda', '"age"'];

  it('carries of origin and family the village and the parents’ names alone, whatever the file or an older message holds', () => {
    fc.assert(
      fc.property(fc.array(relative, { maxLength: 6 }), (relatives) => {
        const file = given(
          ...openToThere,
          ...identityKnown,
          {
            type: 'OriginClaimed',
            data: { claimId: id('home'), source: 'person', confidence: 'high', origin },
          },
          ...relatives.map((each, index): NewCaseEvent => ({
            type: 'RelativeRecorded',
            data: { ...each, relativeId: id(`relative ${index}`), source: 'person' },
          })),
        );
        const sent = approvedPayload(
          file.when('RequestNationalityConfirmation', { of: There }).decision.events,
        );
        const learned = questionClaims({ origin, relatives });
        for (const claims of [sent, learned] as readonly {
          relatives?: readonly { relation: string }[];
        }[]) {
          for (const word of tooMuch) expect(JSON.stringify(claims)).not.toContain(word);
          for (const { relation } of claims.relatives ?? []) expect(['mother', 'father']).toContain(relation);
        }
      }),
    );
  });

  it('goes beside a form with the whole family block and the village, under the consent to each', () => {
    const sister: NewCaseEvent = {
      type: 'RelativeRecorded',
      data: {
        ...({ relativeId: id('sister'), relation: 'sibling', source: 'person' } as const),
        name: { text: 'Ma Hla', script: 'Latn', kind: 'legal' },
        details: { phone: '0995511' },
      },
    };
    const home: NewCaseEvent = {
      type: 'OriginClaimed',
      data: { claimId: id('home'), source: 'person', confidence: 'high', origin },
    };
    const file = given(...openToThere, ...identityKnown, home, sister);
    const form = approvedPayload(file.when('SendCaseForm', { to: There }).decision.events);
    expect(form).toMatchObject({
      origin: { village: 'Kyar Inn' },
      relatives: [{ relation: 'mother' }, { relation: 'sibling', details: { phone: '0995511' } }],
    });
    expect(JSON.stringify(form)).not.toContain('77-B');
  });
});
