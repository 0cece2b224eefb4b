import { describe, expect, it } from '@jest/globals';
import { fold, instrumentsAt, type Context, type InstrumentText, type NewCaseEvent } from '#casework';
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

const readIn = (
  now: Context,
  events: readonly NewCaseEvent[],
  more: object = {},
  agency = 'datip',
  roles: readonly string[] = ['approver'],
) => {
  const caller = thaiCaller(agency);
  return previewRead(
    fold(id('case'), recorded(events, { ...context, now: '2014-02-01T04:00:00.000Z' })),
    { ...asked, ...more },
    now,
    { caller: { ...caller, actor: { ...caller.actor, roles } }, facts, requestId: 'request' },
  );
};

const read = (events: readonly NewCaseEvent[], ...more: [object?, string?, (readonly string[])?]) =>
  readIn(context, events, ...more);

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

  it('says of a draft of which no text is known that it is not known, and foretells nothing', () => {
    const { changes, messages, under } = read(known, { under: 'th-mm-mou@2019-draft' }).body;
    expect({ changes, messages, under }).toEqual({
      ...{ changes: undefined, messages: [] },
      under: { instrument: 'th-mm-mou', instrumentVersion: '2019-draft', status: 'text_not_known' },
    });
    expect(problemOf(() => read([...known, fear], { under: 'th-mm-mou@2019-draft' }))).toEqual(
      problemOf(() => read([...known, fear])),
    );
  });

  it('shows by comparison what would come and go under a text that was proposed here, and under a bar none of it', () => {
    const old = instruments.find(({ code, version }) => code === 'th-mm-mou' && version === '2009')!;
    const narrower = old.clauses
      .filter(({ kind }) => kind !== 'NationalityConfirmationRequested')
      .map((clause) =>
        clause.kind === 'CaseFormSent'
          ? { ...clause, carries: ['reference', 'identity', 'photograph'] }
          : clause,
      );
    const text = JSON.parse(JSON.stringify({ ...old, version: '2014', clauses: narrower })) as InstrumentText;
    const proposed = [{ text, hash: 'sha256', exchange: old.exchange, signatures: [] }];
    const there = {
      ...context,
      instruments: instrumentsAt(instruments, { proposed, changes: [] }, context.now),
    };
    const under = 'th-mm-mou@2014';
    const { body } = readIn(there, known, { under });
    expect(body.under?.status).toBe('text_known');
    const form = body.messages.find(({ kind }) => kind === 'CaseFormSent');
    expect(form).toMatchObject({ instrumentVersion: '2014', goes: true });
    expect(form?.fields.find(({ name }) => name === 'origin')).toMatchObject({ because: 'outside_clause' });
    expect(body.changes).toEqual(
      expect.arrayContaining([
        { kind: 'CaseFormSent', field: 'origin', now: true, then: false },
        { kind: 'NationalityConfirmationRequested', field: 'names', now: true, then: false },
      ]),
    );
    expect(body.changes).not.toContainEqual(
      expect.objectContaining({ kind: 'CaseFormSent', field: 'names' }),
    );
    expect(problemOf(() => readIn(there, [...known, fear], { under }))).toEqual(
      problemOf(() => read([...known, fear])),
    );
  });

  it('takes no instrument that is not between the two countries, nor the own country', () => {
    const strange = ['th-mm-mou@1', 'th-la-mou@2005', 'kh-vn-sop@2009'].map((under) =>
      problemOf(() => read(known, { under })),
    );
    expect(strange[0]).toMatchObject({ code: 'invalid' });
    for (const each of strange) expect(each).toEqual(strange[0]);
    expect(problemOf(() => read(known, { to: 'TH' }))).toMatchObject({ code: 'invalid' });
  });

  it('can be asked by the auditor, who reads the case and sees nothing that is sealed', () => {
    const { body, entries } = read(known, {}, 'state-audit', ['auditor']);
    const form = body.messages.find(({ kind }) => kind === 'CaseFormSent');
    const names = form?.fields.find(({ name }) => name === 'names');
    expect(names).toMatchObject({ goes: true });
    expect(names).not.toHaveProperty('value');
    expect(entries).toMatchObject([{ agency: 'state-audit', classes: [] }]);
    expect(problemOf(() => read([...known, fear], {}, 'state-audit', ['auditor']))).toEqual(
      problemOf(() => read([...known, stop[0]!], {}, 'state-audit', ['auditor'])),
    );
  });

  it('is not there for who may read and not decide', () => {
    expect(problemOf(() => read(known, {}, 'datip', ['reader']))).toMatchObject({ status: 404 });
    expect(problemOf(() => read(known, {}, 'state-audit', []))).toMatchObject({ status: 404 });
  });

  it('is not there for an office that does not know of the messages of the case', () => {
    expect(problemOf(() => read(known, {}, 'atpd'))).toMatchObject({ status: 404 });
  });
});
