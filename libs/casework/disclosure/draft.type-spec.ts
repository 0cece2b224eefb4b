import { describe, expect, it } from '@jest/globals';
import { id } from '../spec/sample.js';
import type { MessageDraft } from '../crossing/disclose.js';
import { There } from '../spec/lands.js';

/* Whether these compile is what is tested: the type-check fails when an error that is expected does not come. */

const known: MessageDraft<'CaseAcknowledged'> = {
  kind: 'CaseAcknowledged',
  to: There,
  payload: { focalPerson: 'daw-1' },
};
// @ts-expect-error a kind of message that the catalogue does not list
const unknownKind: MessageDraft<'EverythingSent'> = { kind: 'EverythingSent', to: There, payload: {} };
const unknownField: MessageDraft<'CaseAcknowledged'> = {
  kind: 'CaseAcknowledged',
  to: There,
  // @ts-expect-error a field that its kind does not declare
  payload: { focalPerson: 'daw-1', shelterAddress: 'Soi 5' },
};
const fieldOfAnother: MessageDraft<'RecallDone'> = {
  kind: 'RecallDone',
  to: There,
  // @ts-expect-error a field of another kind
  payload: { recalled: id('message'), names: [] },
};
const missingField: MessageDraft<'CaseAcknowledged'> = {
  kind: 'CaseAcknowledged',
  to: There,
  // @ts-expect-error a message without a field that it cannot do without
  payload: {},
};
// @ts-expect-error a country that the programme does not have
const unknownCountry: MessageDraft<'CaseAcknowledged'> = { ...known, to: 'XX' };

describe('a draft with an unknown kind, field or country', () => {
  it('does not compile, so it exists only here', () => {
    const drafts = [unknownKind, unknownField, fieldOfAnother, missingField, unknownCountry];
    expect(drafts.some((draft) => draft === known)).toBe(false);
  });
});
