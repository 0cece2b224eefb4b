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
});
