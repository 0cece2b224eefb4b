import { describe, expect, it } from '@jest/globals';
import { decide, type CaseCommand, type CaseFile, type NewCaseEvent } from '#casework';
import { identityKnown, untoldThere } from '../casework/spec/histories.js';
import { screened } from '../casework/spec/identifying.js';
import { sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../casework/spec/sample.js';
import { twoNodes } from '../casework/spec/two-nodes.js';
import { tellable } from '../casework/identity/questions/tellable.js';
import { consentedGroups } from './need-to-know.js';

/** What holds in both countries between the day on which it is sent and the last of the consent. */
const until = '2013-06-30';
const [within, after] = ['2013-06-20T04:00:00.000Z', '2013-07-01T04:00:00.000Z'];

/** Thailand sent a form and a question under a consent of a given scope. */
const sentUnder = (scope: { expiresOn?: string; agency?: string }) => {
  const limited = untoldThere.map((event): NewCaseEvent => {
    if (event.type !== 'ConsentGiven') return event;
    const { expiresOn, agency } = scope;
    return {
      ...event,
      data: {
        ...event.data,
        recipient: { country: 'MM', ...(agency ? { agency } : {}) },
        ...(expiresOn ? { expiresOn } : {}),
      },
    };
  });
  const nodes = twoNodes([...limited, screened, ...identityKnown], sampleFacts);
  for (const [type, body] of [
    ['NotifyCountry', { country: 'MM', locationType: 'shelter' }],
    ['SendCaseForm', { to: 'MM' }],
    ['RequestNationalityConfirmation', { of: 'MM' }],
  ] as const) {
    const { refusal } = nodes.give({
      country: 'TH',
      agency: 'focal',
      command: { type, body } as CaseCommand,
    });
    expect(refusal).toBeUndefined();
    nodes.settle();
  }
  return nodes.file('MM');
};

const openTo = (file: CaseFile, agency: string, now: string) =>
  consentedGroups(file, agency, sampleFacts('MM'), now);

const answered = (file: CaseFile, now: string) =>
  decide(
    {
      type: 'DecideNationality',
      body: {
        ...{ requestId: file.nationality.requests[0]?.requestId ?? '', result: 'confirmed' },
        ...{ basis: 'household_list', send: true },
      },
    },
    file,
    sampleContext({ country: 'MM', now, actor: sampleActor('focal', 'officer-mm', 'MM') }),
  );

const onwardTo = (file: CaseFile, now: string): string => {
  const clauses = sampleInstrument().clauses.map((clause) => ({ ...clause, onward: ['KH' as const] }));
  const further = clauses.map((clause) => ({
    ...clause,
    from: ['MM' as const],
    to: ['KH' as const],
  }));
  const context = sampleContext({
    ...{ country: 'MM', now, actor: sampleActor('focal', 'officer-mm', 'MM') },
    instruments: [
      { ...sampleInstrument(), clauses },
      { ...sampleInstrument(), code: 'FURTHER', parties: ['MM', 'KH'], clauses: further },
    ],
  });
  return JSON.stringify(tellable(file, context, 'KH').names);
};

describe('the scope of a consent', () => {
  it('arrives with what was sent under it', () => {
    const file = sentUnder({ expiresOn: until, agency: 'focal' });
    const scopes = file.disclosure.theirs.map(({ kind, scope }) => ({ kind, scope }));
    expect(scopes).toContainEqual({ kind: 'CaseFormSent', scope: { until, agency: 'focal' } });
    expect(sentUnder({}).disclosure.theirs.map(({ scope }) => scope)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('ends there on its last day: nothing is opened, answered or given on under it any more', () => {
    const file = sentUnder({ expiresOn: until });
    expect(openTo(file, 'focal', within)).toContain('identity');
    expect(openTo(file, 'focal', after)).not.toContain('identity');
    expect(answered(file, within).refusal).toBeUndefined();
    expect(answered(file, after).events.map(({ type }) => type)).not.toContain('MessageApproved');
    expect(onwardTo(file, within)).not.toBe('[]');
    expect(onwardTo(file, after)).toBe('[]');
  });

  it('opens it to the one office that it names, and lets nothing go on from there', () => {
    const file = sentUnder({ agency: 'focal' });
    expect(openTo(file, 'focal', within)).toContain('identity');
    expect(openTo(file, 'welfare', within)).not.toContain('identity');
    expect(openTo(sentUnder({}), 'welfare', within)).toContain('identity');
    expect(onwardTo(file, within)).toBe('[]');
  });
});
