import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { inbound, overThere } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import {
  approvedPayload,
  asSaid,
  caseOpened,
  identityKnown,
  openToThere,
  policeExcluded,
  sampleMother,
  samplePlace,
  screenedFor,
  sampleName,
} from '../spec/histories.js';
import { consentsTo, id } from '../spec/sample.js';
import { carePlanned, familyStanding } from './state.js';
import { TracingOutcome } from './values.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const coverStory = 'She worked on a farm and is well.';
const request = { of: There, coverStory } as const;

describe('asking for the family', () => {
  it('tells where to look, whom for, and the agreed story only', () => {
    const { decision, file } = given(...openToThere, ...identityKnown)
      .when('RequestFamilyTracing', request)
      .thenRecords(
        {
          FamilyTracingRequested: {
            of: There,
            coverStory: 'She worked on a farm and is well.',
            dueOn: '2013-06-10',
          },
        },
        goes('FamilyTracingRequested', There, {
          origin: { ...samplePlace, ...asSaid },
          relatives: [{ relation: 'mother', source: 'person', name: sampleName }],
          coverStory: 'She worked on a farm and is well.',
          seen: { upTo: 0 },
        }),
      );
    expect(approvedPayload(decision.events)).toEqual({
      requestId: file.tracing.requests[0]?.requestId,
      origin: { ...samplePlace, ...asSaid },
      relatives: [{ ...sampleMother, source: 'person' }],
      coverStory,
      seen: { upTo: 0 },
    });
    expect(file.tracing.requests[0]).toMatchObject({ with: There, direction: 'asked', dueOn: '2013-06-10' });
  });

  it('needs a consent, the place and a relative, another country, and no bar or open request', () => {
    given(caseOpened, screenedFor('no_fear'), ...identityKnown)
      .when('RequestFamilyTracing', request)
      .thenRefuses('consent_missing', goesNot('FamilyTracingRequested', There, 'consent_missing'));
    given(caseOpened, screenedFor('fears_state'), ...consentsTo(There), ...identityKnown)
      .when('RequestFamilyTracing', request)
      .thenRefuses('not_possible_now', goesNot('FamilyTracingRequested', There, 'contact_barred'));
    given(...openToThere)
      .when('RequestFamilyTracing', request)
      .thenRefuses('required_field_missing');
    given(...openToThere, ...identityKnown)
      .when('RequestFamilyTracing', { ...request, of: Here })
      .thenRefuses('wrong_state');
    given(...openToThere, ...identityKnown)
      .when('RequestFamilyTracing', request)
      .when('RequestFamilyTracing', request)
      .thenRefuses('already_exists');
  });

  it('learns the option, and what it means for the return', () => {
    const asked = given(...openToThere, ...identityKnown).when('RequestFamilyTracing', request);
    const { requestId } = asked.file.tracing.requests[0]!;
    const learned = (option: 'available' | 'unavailable') =>
      asked
        .when(
          'ReceiveMessage',
          inbound('FamilyAssessmentSent', { requestId, answer: { option, conditions: [] } }, { from: There }),
        )
        .thenRecords({
          MessageReceived: { outcome: 'effective' },
          FamilyAnswerLearned: { answer: { option, conditions: [] }, from: There },
        });
    expect(familyStanding(learned('available').file.tracing, There, '2013-06-04')).toBe('available');
    const unavailable = learned('unavailable');
    expect(carePlanned(unavailable.file.tracing, There, '2013-06-04')).toBe(false);
    const planned = unavailable
      .when('PlanAlternativeCare', { kind: 'kin', provider: 'An aunt' })
      .thenRecords({ CareArrangementPlanned: { arrangement: { kind: 'kin', provider: 'An aunt' } } });
    expect(carePlanned(planned.file.tracing, There, '2013-06-04')).toBe(false);
    expect(carePlanned(planned.file.tracing, There, '2033-06-04')).toBe(false);
    const elsewhere = planned.when('PlanAlternativeCare', { kind: 'other_town' });
    expect(carePlanned(elsewhere.file.tracing, There, '2013-06-04')).toBe(true);
    const stray = { requestId: id('other'), answer: { option: 'available' as const, conditions: [] } };
    asked
      .when('ReceiveMessage', inbound('FamilyAssessmentSent', stray, { from: There }))
      .thenRecords({ MessageReceived: { outcome: 'refused', reason: 'unknown_reference' } });
  });
});

describe('tracing a family', () => {
  const requestId = id('tracing');
  const asked = inbound('FamilyTracingRequested', {
    requestId,
    origin: samplePlace,
    relatives: [sampleMother],
    coverStory,
  });
  const arrived = (...before: readonly NewCaseEvent[]) =>
    given(caseOpened, ...before).when('ReceiveMessage', asked, overThere());
  const assigned = () =>
    arrived()
      .when('AssignTracing', { requestId, office: 'office-a' }, overThere())
      .thenRecords({
        TracingAssigned: { office: 'office-a', visitDueOn: '2013-07-01' },
        AgencyInvolved: { agency: 'office-a', reason: 'family_tracing' },
      });
  const visit = { requestId, visitedOn: '2013-06-02', result: { found: 'met' } } as const;
  const visited = () =>
    assigned()
      .when('RecordTracingVisit', visit, overThere('office-a'))
      .thenRecords({ TracingVisitRecorded: { visitedOn: '2013-06-02', result: { found: 'met' } } });

  it('takes in place and relatives, and brings in who assigns', () => {
    const outcome = arrived();
    const { coverStory } = asked.payload;
    outcome.thenRecords(
      {
        MessageReceived: { outcome: 'effective' },
        TracingRequestReceived: { coverStory, dueOn: '2013-07-01', from: Here },
        OriginClaimed: {
          ...{ source: 'partner_state', authority: Here, confidence: 'medium', origin: samplePlace },
        },
        RelativeRecorded: { ...sampleMother, source: 'partner_state', authority: Here },
        AgencyInvolved: { agency: 'police', reason: 'family_tracing' },
      },
      { AgencyInvolved: { agency: 'welfare', reason: 'family_tracing' } },
    );
    outcome
      .when('ReceiveMessage', { ...asked, messageId: id('again'), sequence: 2 }, overThere())
      .thenRecords({ MessageReceived: { outcome: 'refused', reason: 'already_exists' } });
  });

  it('charges an office that traces and is not excluded', () => {
    const assign = (office: string) =>
      arrived(policeExcluded).when('AssignTracing', { requestId, office }, overThere());
    assign('powerless').thenRefuses('no_mandate');
    assign('nowhere').thenRefuses('unknown_reference');
    const { refusal } = assign('police').thenRefuses('excluded_party').decision;
    expect(refusal).toMatchObject({ dataClass: 'P4' });
    assigned()
      .when('AssignTracing', { requestId, office: 'office-a' }, overThere())
      .thenRefuses('already_exists');
    given(caseOpened)
      .when('AssignTracing', { requestId, office: 'office-a' }, overThere())
      .thenRefuses('unknown_reference');
  });

  it('records every visit; one by another office, or after the end, is irregular', () => {
    visited();
    assigned()
      .when('RecordTracingVisit', visit, overThere('office-b'))
      .thenRecords({
        TracingVisitRecorded: { visitedOn: '2013-06-02', result: { found: 'met' } },
        IrregularityRaised: { rule: 'visit_without_assignment' },
      });
    assigned()
      .when('RecordTracingVisit', { ...visit, visitedOn: '2013-06-09' }, overThere('office-a'))
      .thenRefuses('impossible_date');
    visited()
      .when('ConcludeTracing', { requestId, outcome: 'suitable', conditions: [] }, overThere('office-a'))
      .when('RecordTracingVisit', visit, overThere('office-a'))
      .thenRecords({
        TracingVisitRecorded: { visitedOn: '2013-06-02', result: { found: 'met' } },
        IrregularityRaised: { rule: 'visit_after_conclusion' },
      });
  });

  it('marks a visit after the person withdrew the consent', () => {
    assigned()
      .when(
        'ReceiveMessage',
        inbound('ConsentWithdrawn', { purpose: 'return', groups: ['family'] }, { sequence: 2 }),
        overThere(),
      )
      .when('RecordTracingVisit', visit, overThere('office-a'))
      .thenRecords({
        TracingVisitRecorded: { visitedOn: '2013-06-02', result: { found: 'met' } },
        IrregularityRaised: { rule: 'family_contacted_without_consent' },
      });
  });

  it('lets absent, unwilling, unsafe and implicated families look the same abroad', () => {
    const answer = { option: 'unavailable', conditions: [] };
    const validUntil = '2014-07-01';
    const slot = '2013-07-01T11:30:00.000Z';
    const answers = TracingOutcome.options
      .filter((outcome) => !['suitable', 'conditional'].includes(outcome))
      .map((outcome) => {
        const { decision } = visited()
          .when(
            'ConcludeTracing',
            { requestId, outcome, conditions: ['mediation'], reasons: `The family: ${outcome}.` },
            overThere('office-a'),
          )
          .thenRecords(
            { TracingConcluded: { outcome, reasons: `The family: ${outcome}.`, answer, validUntil } },
            goes('FamilyAssessmentSent', Here, { answer, validUntil }, { notBefore: slot }),
          );
        return approvedPayload(decision.events);
      });
    expect(answers).toHaveLength(4);
    for (const each of answers) expect(each).toEqual({ requestId, answer, validUntil });
  });

  it('concludes once, by the office in charge, after a visit, with conditions where they are the point', () => {
    const conclusion = { requestId, outcome: 'conditional', conditions: ['income_support'] } as const;
    const body = { ...conclusion, conditions: [...conclusion.conditions] };
    assigned().when('ConcludeTracing', body, overThere('office-a')).thenRefuses('wrong_state');
    visited().when('ConcludeTracing', body, overThere('office-b')).thenRefuses('no_mandate');
    visited()
      .when('ConcludeTracing', { ...body, conditions: [] }, overThere('office-a'))
      .thenRefuses('condition_missing');
    visited()
      .when('ConcludeTracing', body, overThere('office-a'))
      .when('ConcludeTracing', body, overThere('office-a'))
      .thenRefuses('wrong_state');
    visited()
      .when('ExcludeParty', { agency: 'office-a', reason: 'A cousin of the recruiter.' }, overThere())
      .when('ConcludeTracing', body, overThere('office-a'))
      .thenRefuses('not_possible_now');
  });
});

describe('contact with the family', () => {
  const contact = { means: 'phone', contactedOn: '2013-06-01' } as const;

  it('is recorded in any case, as irregular where the person did not agree', () => {
    given(...openToThere)
      .when('RecordFamilyContact', contact)
      .thenRecords({ FamilyContactRecorded: { means: 'phone', contactedOn: '2013-06-01' } });
    given(caseOpened)
      .when('RecordFamilyContact', contact)
      .thenRecords({
        FamilyContactRecorded: { means: 'phone', contactedOn: '2013-06-01' },
        IrregularityRaised: { rule: 'family_contacted_without_consent' },
      });
    given(caseOpened)
      .when('RecordFamilyContact', { ...contact, contactedOn: '2013-07-01' })
      .thenRefuses('impossible_date');
  });
});
