import { describe, expect, it } from '@jest/globals';
import { fold, type NewCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { instruments } from '#instruments';
import { recorded } from '../casework/spec/given.js';
import { identityKnown, openToThere } from '../casework/spec/histories.js';
import { id, sampleContext } from '../casework/spec/sample.js';
import { PreviewRead, previewRead } from './preview-read.js';
import { ProblemError } from './problem.js';
import { thaiCaller } from './spec/caller.js';

const facts = factsOf('TH');
const known = [...openToThere, ...identityKnown];
const context = sampleContext({
  country: 'TH',
  facts: factsOf,
  instruments,
  now: '2014-02-03T04:00:00.000Z',
});
const asked = { to: 'MM', purpose: 'nationality_confirmation' } as const;

const read = (events: readonly NewCaseEvent[], more: object = {}, agency = 'datip') =>
  previewRead(
    fold(id('case'), recorded(events, { ...context, now: '2014-02-01T04:00:00.000Z' })),
    { ...asked, ...more },
    context,
    { caller: thaiCaller(agency), facts, requestId: 'request' },
  );

const thrownBy = (work: () => unknown): ProblemError | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error : undefined;
  }
};
const problemOf = (work: () => unknown): ProblemError['problem'] | undefined => thrownBy(work)?.problem;

const fear: NewCaseEvent = {
  type: 'ProtectionScreened',
  data: { screeningId: id('later'), about: 'MM', language: 'my', inPrivate: true, result: 'fears_state' },
};
const stop: NewCaseEvent[] = [{ type: 'ContactStopped', data: { with: 'MM' } }];

describe('the preview of a disclosure', () => {
  it('tells the focal point field by field what would go, under which clause and consent, and is logged', () => {
    const { body, entries } = read(known);
    const form = PreviewRead.parse(body).messages.find(({ kind }) => kind === 'CaseFormSent');
    expect(form).toMatchObject({
      instrument: 'th-mm-mou',
      instrumentVersion: '2009',
      clause: '2.1',
      goes: true,
    });
    const names = form?.fields.find(({ name }) => name === 'names');
    expect(names).toMatchObject({ goes: true, consents: [id('consent nationality_confirmation MM')] });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ what: 'disclosure_preview', agency: 'datip', caseId: id('case') });
    expect(entries[0]?.fields).toContain('CaseFormSent.names');
  });

  it('answers not_possible_now under a bar and after a stop of all contact, in the same words and no more', () => {
    const barred = problemOf(() => read([...known, fear]));
    expect(barred).toMatchObject({ status: 422, code: 'not_possible_now' });
    expect(problemOf(() => read([...known, ...stop]))).toEqual(barred);
  });

  it('is kept in the access log also where nothing was shown: under a bar, without a clause, and of one who may know nothing', () => {
    const none = { purpose: 'interview' } as const;
    for (const work of [
      () => read([...known, fear]),
      () => read([...known, ...stop]),
      () => read(known, none),
      () => read(known, {}, 'atpd'),
    ])
      expect(thrownBy(work)?.isRefusedTry).toBe(true);
    expect(read(known, { under: 'th-mm-mou@2019-draft' }).entries).toHaveLength(1);
  });

  it('shows what would change under a draft, and takes none that is not between the two countries', () => {
    const { changes, messages } = read(known, { under: 'th-mm-mou@2019-draft' }).body;
    expect(messages).toEqual([]);
    expect(changes).toContainEqual({ kind: 'CaseFormSent', field: 'names', now: true, then: false });
    const strange = ['th-mm-mou@1', 'th-la-mou@2005', 'kh-vn-sop@2009'].map((under) =>
      problemOf(() => read(known, { under })),
    );
    expect(strange[0]).toMatchObject({ code: 'invalid' });
    for (const each of strange) expect(each).toEqual(strange[0]);
    expect(problemOf(() => read(known, { to: 'TH' }))).toMatchObject({ code: 'invalid' });
  });

  it('is not there for an office that does not know of the messages of the case', () => {
    expect(problemOf(() => read(known, {}, 'atpd'))).toMatchObject({ status: 404 });
  });
});
