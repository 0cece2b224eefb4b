import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../catalogue.js';
import { given } from '../spec/given.js';
import { approvedPayload, identityKnown, openToMyanmar, sampleName } from '../spec/histories.js';
import { id } from '../spec/sample.js';

describe('relatives in messages', () => {
  it('names no relative who has a case here, under no entry', () => {
    const daughter = { text: 'မသက်', script: 'Mymr' as const, kind: 'legal' as const };
    const entry = (label: string, data: { readonly caseId?: string }): NewCaseEvent => ({
      type: 'RelativeRecorded',
      data: { relativeId: id(label), relation: 'child', source: 'person', name: daughter, ...data },
    });
    const family = given(
      ...openToMyanmar,
      ...identityKnown,
      entry('as told', {}),
      entry('linked', { caseId: id('her case') }),
    );
    for (const [type, body] of [
      ['SendCaseForm', { to: 'MM' }],
      ['RequestNationalityConfirmation', { of: 'MM' }],
      ['RequestFamilyTracing', { of: 'MM', coverStory: 'They are well.' }],
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
      ...openToMyanmar,
      ...identityKnown,
      entry('two marks', 'မမြင\u1037\u103a', {}),
      entry('in Latin letters', 'MA  MYINT', {}),
      entry('her other name', 'Myint Myint', { romanisation: 'Ma Myint' }),
      entry('by that other name', 'myint\u200b myint', {}),
      entry('linked', 'မမြင\u103a\u1037', { caseId: id('her case'), romanisation: 'Ma Myint' }),
      entry('another sister', 'မမြတ်', { romanisation: 'Ma Myat' }),
    );
    const { decision } = family.when('SendCaseForm', { to: 'MM' });
    expect(approvedPayload(decision.events)).toMatchObject({
      relatives: [
        { relation: 'mother', name: sampleName },
        { relation: 'sibling', name: { text: 'မမြတ်' } },
      ],
    });
  });
});
