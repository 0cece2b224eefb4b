import { describe, expect, it } from '@jest/globals';
import { messages, type MessageKind, type NewCaseEvent, type PayloadOf } from '../records/catalogue.js';
import type { FieldGroup } from '../words/dictionary.js';
import type { Context } from '../words/context.js';
import type { MessageDefinition } from '../words/message.js';
import { given } from '../spec/given.js';
import {
  caseOpened,
  identityKnown,
  linkedWithThere,
  openToThere,
  sampleMother,
  sampleName,
  samplePlace,
  screenedFor,
} from '../spec/histories.js';
import { consentsTo, id, sampleContext, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { disclose, type Disclosure } from './disclose.js';
import type { Instrument } from '../words/instrument.js';
import { goesNot } from '../spec/stated.js';
import { Here, There, Third } from '../spec/lands.js';

const form: PayloadOf<'CaseFormSent'> = {
  formId: id('form'),
  names: [sampleName],
  origin: samplePlace,
  relatives: [{ relation: 'mother', name: sampleName }],
};
const asking = <K extends MessageKind>(
  events: readonly NewCaseEvent[],
  kind: K,
  payload: PayloadOf<K>,
  context: Partial<Context> = {},
): Disclosure => disclose(given(...events).file, sampleContext(context), { kind, to: There, payload });
const caseForm = (events: readonly NewCaseEvent[], context: Partial<Context> = {}) =>
  asking(events, 'CaseFormSent', form, context);
const denial = ({ event }: Disclosure) =>
  event.type === 'DisclosureDenied' ? event.data.reason : event.type;
const approval = ({ event }: Disclosure) => {
  if (event.type !== 'MessageApproved') throw new Error(JSON.stringify(event));
  return event.data;
};

const carrying = (groups: readonly FieldGroup[], changes: Partial<Instrument> = {}): Instrument => {
  const sample = sampleInstrument();
  return {
    ...sample,
    ...changes,
    clauses: sample.clauses.map((clause) => ({ ...clause, carries: groups })),
  };
};
const consentTo = (groups: FieldGroup[], agency?: string): NewCaseEvent => ({
  type: 'ConsentGiven',
  data: {
    consentId: id('consent'),
    purpose: 'return',
    recipient: { country: There, agency },
    groups,
    givenBy: 'person',
    language: 'my',
  },
});
/** What a node says that takes some kinds alone, under the sample instrument. */
const takingOnly =
  (...kinds: readonly MessageKind[]): Context['announced'] =>
  () => ({
    wireVersions: [1, 2],
    instruments: [
      { code: 'SAMPLE', version: '1', kinds: Object.fromEntries(kinds.map((kind) => [kind, [1]])) },
    ],
  });
const unasked = [caseOpened, screenedFor('no_fear')];

describe('a message that may go', () => {
  it('is approved with instrument, version, clause, purpose, consent, fields and the finished payload', () => {
    expect(approval(caseForm(openToThere))).toMatchObject({
      kind: 'CaseFormSent',
      to: There,
      instrument: 'SAMPLE',
      instrumentVersion: '1',
      purpose: 'return',
      consents: [id(`consent return ${There}`)],
      groups: ['reference', 'identity', 'origin', 'family'],
      fields: ['formId', 'names', 'origin', 'relatives'],
      answerDue: '2013-06-10',
      payload: form,
    });
  });

  it('goes without the fields that the clause does not name', () => {
    const context = { instruments: [carrying(['reference', 'identity'])] };
    expect(approval(caseForm(openToThere, context))).toMatchObject({
      fields: ['formId', 'names'],
      groups: ['reference', 'identity'],
      payload: { formId: id('form'), names: [sampleName] },
    });
  });

  it('goes without the fields that no consent names', () => {
    const { payload } = approval(caseForm([...unasked, consentTo(['identity', 'origin'])]));
    expect(payload).toEqual({ formId: id('form'), names: [sampleName], origin: samplePlace });
  });

  it('goes under the later of two instruments', () => {
    const older = carrying(['reference', 'identity'], { version: '0', from: '2005-01-01' });
    const approved = approval(caseForm(openToThere, { instruments: [older, sampleInstrument()] }));
    expect(approved.instrumentVersion).toBe('1');
  });
});

describe('a message is denied', () => {
  it.each<[string, readonly NewCaseEvent[], Partial<Context>]>([
    ['contact_barred', [caseOpened, ...consentsTo(There)], {}],
    ['contact_barred', [caseOpened, screenedFor('fears_state'), ...consentsTo(There)], {}],
    ['no_instrument', openToThere, { instruments: [] }],
    ['no_instrument', openToThere, { instruments: [carrying(['identity'], { status: 'draft' })] }],
    ['no_instrument', openToThere, { instruments: [carrying(['identity'], { status: 'in_process' })] }],
    ['no_instrument', openToThere, { instruments: [carrying(['identity'], { from: '2013-06-04' })] }],
    ['no_instrument', openToThere, { instruments: [carrying(['identity'], { until: '2013-06-03' })] }],
    ['no_instrument', openToThere, { instruments: [carrying(['identity'], { parties: [Here, Third] })] }],
    ['no_clause', openToThere, { instruments: [{ ...sampleInstrument(), clauses: [] }] }],
    ['kind_not_taken', openToThere, { announced: takingOnly('CaseNotified') }],
    ['kind_not_taken', unasked, { announced: takingOnly('CaseNotified') }],
    ['contact_barred', [caseOpened, ...consentsTo(There)], { announced: takingOnly('CaseNotified') }],
    [
      'no_clause',
      openToThere,
      { instruments: [{ ...sampleInstrument(), clauses: [] }], announced: takingOnly() },
    ],
    ['consent_missing', unasked, {}],
    ['consent_missing', [...unasked, ...consentsTo(Third)], {}],
    ['consent_missing', [...unasked, ...consentsTo(There, 'guardian_with_assent')], {}],
    ['consent_missing', [...unasked, consentTo(['identity'], 'police')], {}],
    ['required_field_missing', [...unasked, consentTo(['origin'])], {}],
    ['required_field_missing', openToThere, { instruments: [carrying(['reference', 'origin'])] }],
  ])('for %s', (reason, events, context) => {
    expect(denial(caseForm(events, context))).toBe(reason);
  });

  it('as if the clause were not there, where an instrument has one of a kind that nobody knows', () => {
    const sample = sampleInstrument();
    const strange = sample.clauses.map((clause) => ({ ...clause, kind: 'EverythingSent' }));
    const known = [...openToThere, ...identityKnown];
    expect(denial(caseForm(known, { instruments: [{ ...sample, clauses: strange }] }))).toBe('no_clause');
    const both = [{ ...sample, clauses: [...strange.slice(0, 1), ...sample.clauses.slice(1)] }];
    expect(approval(caseForm(known, { instruments: both })).clause).toBe('10');
  });

  it('naming the clause that it was judged by, whatever the reason, so that the reason does not show through', () => {
    const hash = 'a'.repeat(64);
    const judged = [{ ...sampleInstrument(), hash }];
    const fears: NewCaseEvent = {
      type: 'ProtectionScreened',
      data: { screeningId: id('s'), about: There, language: 'my', inPrivate: true, result: 'fears_state' },
    };
    const denials = [[], [...openToThere, fears]].map((events) => caseForm(events, { instruments: judged }));
    for (const { event } of denials)
      expect(event).toMatchObject({
        type: 'DisclosureDenied',
        data: { instrument: 'SAMPLE', instrumentVersion: '1', instrumentHash: hash, clause: '10' },
      });
    expect(new Set(denials.map(denial)).size).toBe(1);
    expect(caseForm(openToThere, { instruments: [] }).event.data).not.toHaveProperty('clause');
    expect(approval(caseForm([...openToThere, ...identityKnown], { instruments: judged }))).toMatchObject({
      instrumentHash: hash,
    });
  });

  it('with its reason and what to do about it, where the node there does not take its kind', () => {
    const sent = given(...openToThere, ...identityKnown).when(
      'SendCaseForm',
      { to: There },
      { announced: takingOnly('CaseNotified') },
    );
    sent.thenRefuses('kind_not_taken', goesNot('CaseFormSent', There, 'kind_not_taken'));
    expect(sent.decision.refusal).toMatchObject({
      dataClass: 'P1',
      sentence: expect.stringMatching(/upgrade/),
    });
    expect(denial(caseForm(openToThere, { announced: takingOnly('CaseFormSent') }))).toBe('MessageApproved');
  });

  it('where it is larger than what can travel, with what to do about it', () => {
    const sent = given(...openToThere, ...identityKnown).when(
      'SendCaseForm',
      { to: There },
      { largestPayload: 100 },
    );
    sent.thenRefuses('message_too_large', goesNot('CaseFormSent', There, 'message_too_large'));
    expect(sent.decision.refusal?.sentence).toMatch(/Shorten/);
  });

  it('one way only, where the clause names one direction', () => {
    const sample = sampleInstrument();
    const clauses = sample.clauses.map((clause) => ({ ...clause, from: [There] as const }));
    expect(denial(caseForm(openToThere, { instruments: [{ ...sample, clauses }] }))).toBe('no_clause');
  });

  it('where it would go through an office or a person that is excluded, and not where a namesake here is', () => {
    const excluding = (body: { country?: There; agency?: string; officialId?: string }) =>
      denial(
        disclose(
          given(
            ...openToThere,
            {
              type: 'PartnerLinked',
              data: { country: There, theirReference: id('theirs'), focalPerson: 'daw-1' },
            },
            {
              type: 'PartyExcluded',
              data: { ...body, exclusionId: id('x'), reason: 'A relative of the recruiter.' },
            },
          ).file,
          sampleContext(),
          { kind: 'CaseFormSent', to: There, payload: form },
        ),
      );
    expect(excluding({ country: There, agency: 'focal' })).toBe('excluded_party');
    expect(excluding({ officialId: 'daw-1' })).toBe('excluded_party');
    expect(excluding({ country: There, officialId: 'daw-1' })).toBe('excluded_party');
    expect(excluding({ country: There, agency: 'police' })).toBe('MessageApproved');
    expect(excluding({ agency: 'police' })).toBe('MessageApproved');
    expect(excluding({ agency: 'focal' })).toBe('excluded_party');
    expect(excluding({ officialId: 'officer-1' })).toBe('excluded_party');
  });

  it('and takes a consent limited to the focal point, who reads every message first', () => {
    expect(caseForm([...unasked, consentTo(['identity'], 'focal')]).approved).toBe(true);
  });
});

describe('a bar', () => {
  const bars: readonly (readonly NewCaseEvent[])[] = [
    [caseOpened, ...consentsTo(There)],
    ...(['fears_state', 'fears_officials', 'asylum_sought'] as const).map((result): NewCaseEvent[] => [
      caseOpened,
      {
        type: 'ProtectionScreened',
        data: { screeningId: id('s'), about: There, language: 'my', inPrivate: true, result },
      },
      ...consentsTo(There),
    ]),
  ];

  it('is answered in the same words whatever it is, whatever is asked, with nothing in clear of why', () => {
    const refusals = bars.flatMap((bar) => [
      given(...bar, linkedWithThere, ...identityKnown).when('SendCaseForm', { to: There }),
      given(...bar, linkedWithThere, ...identityKnown).when('RequestNationalityConfirmation', { of: There }),
      given(...bar, linkedWithThere, ...identityKnown, {
        type: 'RelativeRecorded',
        data: { ...sampleMother, relativeId: id('m'), source: 'person' },
      }).when('RequestFamilyTracing', { of: There, coverStory: 'She is well.' }),
    ]);
    expect(new Set(refusals.map(({ decision }) => JSON.stringify(decision.refusal))).size).toBe(1);
    expect(refusals[0]?.decision.refusal).toMatchObject({ code: 'not_possible_now', dataClass: 'P4' });
    for (const { types } of refusals) expect(types).toEqual(['DisclosureDenied']);
  });

  it('is recorded before every other reason, whatever is told', () => {
    for (const bar of bars)
      for (const instruments of [[], [carrying([])]])
        expect(
          denial(
            caseForm(
              bar.filter(({ type }) => type !== 'ConsentGiven'),
              { instruments },
            ),
          ),
        ).toBe('contact_barred');
  });

  it('lets a stop pass only after something went', () => {
    const feared = [caseOpened, screenedFor('fears_state'), ...consentsTo(There)];
    const stop = { reason: 'circumstances' } as const;
    expect(denial(asking(feared, 'ReturnCancelled', stop))).toBe('contact_barred');
    const went = [...feared, ...sentMessage('CaseFormSent', { released: 1 })];
    expect(asking(went, 'ReturnCancelled', stop).approved).toBe(true);
    expect(denial(caseForm(went))).toBe('contact_barred');
  });
});

describe('a stop', () => {
  const stop = { reason: 'circumstances' } as const;
  const went = sentMessage('CaseFormSent', { released: 1 });

  it('needs no consent, and finishes under an instrument that has ended since', () => {
    const ended = { instruments: [{ ...sampleInstrument(), status: 'ended', until: '2013-01-01' } as const] };
    expect(approval(asking([...unasked, ...went], 'ReturnCancelled', stop))).toMatchObject({ consents: [] });
    expect(asking([...unasked, ...went], 'ReturnCancelled', stop, ended).approved).toBe(true);
    expect(denial(asking([...openToThere, ...went], 'CaseFormSent', form, ended))).toBe('no_instrument');
  });

  it('goes to an excluded office too: it must stop as well', () => {
    const excluded: NewCaseEvent = {
      type: 'PartyExcluded',
      data: { exclusionId: id('x'), country: There, agency: 'focal', reason: 'Named.' },
    };
    expect(asking([...unasked, ...went, excluded], 'ReturnCancelled', stop).approved).toBe(true);
  });

  it('tells nobody of a person of whom nothing was told', () => {
    expect(denial(asking(unasked, 'ReturnCancelled', stop))).toBe('consent_missing');
  });

  it('carries references only, so that it needs nothing else', () => {
    for (const [kind, { stops, fields }] of Object.entries<MessageDefinition>(messages))
      if (stops)
        for (const { group, dataClass } of Object.values(fields))
          expect({ kind, group, dataClass }).toEqual({ kind, group: 'reference', dataClass: 'P1' });
  });
});

describe('the catalogue of messages', () => {
  it('has no vital field: P4 would need a consent of its own and four eyes', () => {
    for (const { fields } of Object.values<MessageDefinition>(messages))
      for (const { dataClass } of Object.values(fields)) expect(dataClass).not.toBe('P4');
  });
});
