import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { inbound, overThere } from '../../spec/crossing.js';
import { given, type Outcome } from '../../spec/given.js';
import { agreed, plannedOn, proposalId, proposed, ready, risk, secondPerson } from '../../spec/returning.js';
import { id, sampleActor } from '../../spec/sample.js';
import type { TracingOutcome } from '../../tracing/values.js';
import { goes, goesNot } from '../../spec/stated.js';
import { Here, There } from '../../spec/lands.js';

const assessment = (level: 'low' | 'medium' | 'high', mitigations: string[] = ['Another town']) => ({
  level,
  threats: ['recruiter_nearby'],
  mitigations,
  reviewOn: '2013-09-01',
});
const latest = ({ file }: Pick<Outcome, 'file'>, by: Here | There) =>
  file.repatriation.risks.find((known) => known.by === by)?.assessmentId ?? id('none');
const plan = { to: There, point: 'bridge', plannedOn, escorts: 2 };

describe('a high risk', () => {
  it('suspends the return that is under way, and tells the other side so and nothing more', () => {
    const high = given(...ready(), proposed, agreed)
      .when('AssessRisk', { assessment: assessment('high') })
      .thenRecords(
        {
          RiskAssessed: {
            by: Here,
            assessment: {
              level: 'high',
              threats: ['recruiter_nearby'],
              mitigations: ['Another town'],
              reviewOn: '2013-09-01',
            },
          },
          RepatriationSuspended: { by: Here, reason: 'circumstances' },
        },
        goes('ReturnSuspended', There, { reason: 'circumstances' }),
      );
    expect(high.decision.events.at(-1)).toMatchObject({
      data: { kind: 'ReturnSuspended', payload: { reason: 'circumstances' } },
    });
    high.when('AssessRisk', { assessment: assessment('high') }).thenRecords({
      RiskAssessed: {
        by: Here,
        assessment: {
          level: 'high',
          threats: ['recruiter_nearby'],
          mitigations: ['Another town'],
          reviewOn: '2013-09-01',
        },
      },
    });
    high.when('ResumeReturn', {}).thenRefuses('condition_missing');
    const learned = { assessmentId: id('learned'), by: There, assessment: assessment('high') };
    given(...ready(), proposed, agreed)
      .when('ReceiveMessage', inbound('RiskAssessmentShared', learned, { from: There }))
      .thenRecords(
        {
          MessageReceived: { outcome: 'effective' },
          RiskLearned: {
            by: There,
            assessment: {
              level: 'high',
              threats: ['recruiter_nearby'],
              mitigations: ['Another town'],
              reviewOn: '2013-09-01',
            },
          },
          RepatriationSuspended: { by: Here, reason: 'circumstances' },
        },
        goes('ReturnSuspended', There, { reason: 'circumstances' }),
      );
  });

  it('ends by a lower assessment, and the return goes on when who suspended resumes it', () => {
    given(...ready(), proposed, agreed)
      .when('AssessRisk', { assessment: assessment('high') })
      .when('AssessRisk', { assessment: assessment('medium') })
      .thenRecords({
        RiskAssessed: {
          by: Here,
          assessment: {
            level: 'medium',
            threats: ['recruiter_nearby'],
            mitigations: ['Another town'],
            reviewOn: '2013-09-01',
          },
        },
      })
      .when('ResumeReturn', {})
      .thenRecords({ RepatriationResumed: { by: Here } }, goes('ReturnResumed', There));
  });

  it('is borne where two persons of two agencies find the measures in place, for that assessment alone', () => {
    const high = given(...ready()).when('AssessRisk', { assessment: assessment('high') });
    const body = { assessmentId: latest(high, Here) };
    high.when('ProposeRepatriation', plan).thenRefuses('condition_missing');
    const first = high.when('ConfirmMeasures', body).thenRecords('RiskMeasuresConfirmed');
    first.when('ConfirmMeasures', body).thenRefuses('same_person');
    first
      .when('ConfirmMeasures', body, { actor: sampleActor('focal', 'officer-2') })
      .thenRefuses('same_person');
    first.when('ProposeRepatriation', plan).thenRefuses('condition_missing');
    const second = first.when('ConfirmMeasures', body, secondPerson).thenRecords('RiskMeasuresConfirmed');
    second.when('ConfirmMeasures', body).thenRefuses('already_exists');
    second.when('ProposeRepatriation', plan).thenRecords(
      { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
      goes('RepatriationProposed', There, {
        point: 'bridge',
        plannedOn: '2013-07-01',
        escorts: 2,
        seen: { upTo: 0 },
      }),
    );
    second
      .when('AssessRisk', { assessment: assessment('high') })
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
    second
      .when('ExcludeParty', { officialId: 'officer-2', reason: 'A friend of the employer.' })
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
  });

  it('has no measures to confirm where it names none, where it is not high, or where another counts', () => {
    const bare = given(...ready()).when('AssessRisk', { assessment: assessment('high', []) });
    bare.when('ConfirmMeasures', { assessmentId: latest(bare, Here) }).thenRefuses('condition_missing');
    const low = given(...ready()).when('AssessRisk', { assessment: assessment('low') });
    low.when('ConfirmMeasures', { assessmentId: latest(low, Here) }).thenRefuses('wrong_state');
    const high = given(...ready()).when('AssessRisk', { assessment: assessment('high') });
    high
      .when('AssessRisk', { assessment: assessment('high') })
      .when('ConfirmMeasures', { assessmentId: latest(high, Here) })
      .thenRefuses('unknown_reference');
  });

  it('needs its second signature while the first one waits', () => {
    const high = given(...ready()).when('AssessRisk', { assessment: assessment('high') });
    const body = { assessmentId: latest(high, Here) };
    const later = { ...secondPerson, now: '2013-07-30T04:00:00.000Z' };
    high
      .when('ConfirmMeasures', body)
      .when('ConfirmMeasures', body, later)
      .thenRecords('RiskMeasuresConfirmed')
      .when('ProposeRepatriation', { ...plan, plannedOn: '2013-07-31' }, later)
      .thenRefuses('condition_missing');
  });

  it('lets the receiving side agree to nothing and wait for nobody', () => {
    const received: NewCaseEvent = {
      type: 'RepatriationProposalReceived',
      data: { proposalId, from: Here, point: 'bridge', plannedOn, escorts: 1 },
    };
    given(...ready(), received)
      .when('AssessRisk', { assessment: assessment('high') }, overThere())
      .thenRecords(
        {
          RiskAssessed: {
            by: There,
            assessment: {
              level: 'high',
              threats: ['recruiter_nearby'],
              mitigations: ['Another town'],
              reviewOn: '2013-09-01',
            },
          },
          RepatriationSuspended: { by: There, reason: 'circumstances' },
        },
        goesNot('ReturnSuspended', Here, 'contact_barred'),
      )
      .when('AgreeRepatriation', { proposalId }, overThere())
      .thenRefuses('condition_missing');
  });
});

const requestId = id('tracing');
const traced: readonly NewCaseEvent[] = [
  {
    type: 'FamilyTracingRequested',
    data: { requestId, of: There, messageId: id('asking'), coverStory: 'She is well.' },
  },
];
const answer = (option: 'available' | 'unavailable'): NewCaseEvent => ({
  type: 'FamilyAnswerLearned',
  data: { requestId, from: There, answer: { option, conditions: [] } },
});
const asked: NewCaseEvent = {
  type: 'TracingRequestReceived',
  data: {
    requestId,
    householdId: id('household'),
    from: Here,
    messageId: id('asked'),
    coverStory: 'She is well.',
  },
};
const concluded = (outcome: TracingOutcome): NewCaseEvent => ({
  type: 'TracingConcluded',
  data: {
    requestId,
    householdId: id('household'),
    outcome,
    answer: { option: outcome === 'suitable' ? 'available' : 'unavailable', conditions: [] },
  },
});

describe('a family that is no place to go to', () => {
  it('raises the risk of both sides until each has assessed it anew', () => {
    const unavailable = given(...ready(), ...traced, answer('unavailable')).when('PlanAlternativeCare', {
      kind: 'other_town',
    });
    unavailable.when('ProposeRepatriation', plan).thenRefuses('condition_missing');
    const own = unavailable.when('AssessRisk', { assessment: assessment('low') });
    own.when('ProposeRepatriation', plan).thenRefuses('condition_missing');
    const learned = { assessmentId: id('learned'), by: There, assessment: assessment('low') };
    own
      .when('ReceiveMessage', inbound('RiskAssessmentShared', learned, { from: There }))
      .when('ProposeRepatriation', plan)
      .thenRecords(
        { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
        goes('RepatriationProposed', There, {
          point: 'bridge',
          plannedOn: '2013-07-01',
          escorts: 2,
          seen: { upTo: 1 },
        }),
      );
  });

  it('bars kin as it bars the household, whatever was planned before or after', () => {
    const { file } = given(...ready(), ...traced, answer('unavailable')).when('PlanAlternativeCare', {
      kind: 'kin',
    });
    expect(file.tracing.arrangements.map(({ kind }) => kind)).toEqual(['kin', 'kin']);
    given(...ready(), ...traced, answer('unavailable'), risk(Here, 'low'), risk(There, 'low'))
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
    given(...ready(), ...traced, answer('available'))
      .when('ProposeRepatriation', plan)
      .thenRecords(
        { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
        goes('RepatriationProposed', There, {
          point: 'bridge',
          plannedOn: '2013-07-01',
          escorts: 2,
          seen: { upTo: 0 },
        }),
      );
  });

  it.each(['involved', 'not_found', 'declined', 'unsuitable'] as const)(
    'is told alike where it is %s: the level that counts, and no threat that was not named',
    (outcome) => {
      const shared = given(...ready(), asked, risk(Here, 'low'), concluded(outcome)).when('ShareRisk', {
        with: There,
      });
      const { assessment: told } = shared.decision.events.flatMap((event) =>
        event.type === 'MessageApproved' ? [event.data.payload as { assessment: unknown }] : [],
      )[0]!;
      expect(told).toEqual({ level: 'high', threats: ['debt'], mitigations: [], reviewOn: '2013-09-01' });
    },
  );

  it('leaves the level alone where the family can take the person in', () => {
    const shared = given(...ready(), asked, concluded('suitable')).when('ShareRisk', { with: There });
    expect(JSON.stringify(shared.decision.events)).toContain('"level":"low"');
  });
});
