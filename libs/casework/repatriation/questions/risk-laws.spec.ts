import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../../the-case.js';
import type { CaseCommand, NewCaseEvent, RecordedCaseEvent } from '../../records/catalogue.js';
import type { Context } from '../../words/context.js';
import { inbound } from '../../spec/crossing.js';
import { recorded, type Outcome } from '../../spec/given.js';
import {
  agreed,
  approved,
  authorised,
  plannedOn,
  proposalId,
  proposed,
  ready,
} from '../../spec/returning.js';
import { id, sampleActor, sampleContext } from '../../spec/sample.js';
import { standsHigh } from '../../spec/stands-high.js';
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

const requestId = id('tracing');
const traced: readonly NewCaseEvent[] = [
  {
    type: 'FamilyTracingRequested',
    data: { requestId, of: There, messageId: id('asking'), coverStory: 'She is well.' },
  },
];
/** Steps in any order: assessments of both sides, answers, signatures, exclusions, and every permission of a return. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('assess' as const),
    by: fc.constantFrom<Here | There>(Here, There),
    level: fc.constantFrom<'low' | 'high'>('low', 'high'),
  }),
  fc.record({
    do: fc.constant('answer' as const),
    option: fc.constantFrom<'available' | 'unavailable'>('available', 'unavailable'),
  }),
  fc.record({
    do: fc.constant('sign' as const),
    by: fc.constantFrom<Here | There>(Here, There),
    agency: fc.constantFrom('focal', 'welfare', 'police'),
  }),
  fc.record({ do: fc.constant('exclude' as const), agency: fc.constantFrom('welfare', 'police') }),
  fc.record({
    do: fc.constant('permit' as const),
    type: fc.constantFrom<'ProposeRepatriation' | 'ApproveReturn' | 'NotifyDeparture' | 'ResumeReturn'>(
      'ProposeRepatriation',
      'ApproveReturn',
      'NotifyDeparture',
      'ResumeReturn',
    ),
    agency: fc.constantFrom('focal', 'welfare'),
  }),
);
type AStep = typeof step extends fc.Arbitrary<infer S> ? S : never;

const permitted: readonly string[] = [
  'RepatriationProposed',
  'ReturnApprovalGiven',
  'RepatriationApproved',
  'DepartureAuthorised',
  'RepatriationResumed',
];

const commandFor = (chosen: AStep, history: readonly RecordedCaseEvent[], index: number): CaseCommand => {
  const file = fold(id('case'), history);
  switch (chosen.do) {
    case 'assess':
      return chosen.by === Here
        ? { type: 'AssessRisk', body: { assessment: assessment(chosen.level) } }
        : {
            type: 'ReceiveMessage',
            body: inbound(
              'RiskAssessmentShared',
              { assessmentId: id(`learned ${index}`), by: There, assessment: assessment(chosen.level) },
              { from: There, sequence: file.disclosure.theirs.length + 1 },
            ),
          };
    case 'answer':
      return {
        type: 'ReceiveMessage',
        body: inbound(
          'FamilyAssessmentSent',
          { requestId, answer: { option: chosen.option, conditions: [] } },
          { from: There, sequence: file.disclosure.theirs.length + 1 },
        ),
      };
    case 'sign':
      return { type: 'ConfirmMeasures', body: { assessmentId: latest({ file }, chosen.by) } };
    case 'exclude':
      return { type: 'ExcludeParty', body: { agency: chosen.agency, reason: 'Named by the person.' } };
    case 'permit': {
      const current = file.repatriation.proposal?.proposalId ?? proposalId;
      const bodies = {
        ProposeRepatriation: { type: 'ProposeRepatriation', body: plan },
        ApproveReturn: { type: 'ApproveReturn', body: { proposalId: current } },
        NotifyDeparture: { type: 'NotifyDeparture', body: { on: plannedOn, point: 'bridge', escorts: 2 } },
        ResumeReturn: { type: 'ResumeReturn', body: {} },
      } as const;
      return bodies[chosen.type];
    }
  }
};

describe('laws of risk', () => {
  it('no step of a return is permitted while a high risk of either side stands without two signatures on its measures', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<readonly NewCaseEvent[]>(
          [],
          [proposed, agreed],
          [proposed, agreed, ...approved],
          [proposed, agreed, ...approved, ...authorised],
        ),
        fc.array(step, { minLength: 5, maxLength: 25 }),
        (beginning, steps) => {
          const care: NewCaseEvent = {
            type: 'CareArrangementPlanned',
            data: { arrangementId: id('elsewhere'), arrangement: { kind: 'other_town' } },
          };
          let history = recorded([...ready({ care }), ...traced, ...beginning]);
          for (const [index, chosen] of steps.entries()) {
            const agency = 'agency' in chosen && chosen.do !== 'exclude' ? chosen.agency : 'focal';
            const context: Context = sampleContext({
              actor: sampleActor(agency, `officer ${agency}`),
              commandId: id(`step ${index}`),
            });
            const { events } = decide(commandFor(chosen, history, index), fold(id('case'), history), context);
            if (standsHigh(history))
              expect(events.map(({ type }) => type).filter((type) => permitted.includes(type))).toEqual([]);
            history = [...history, ...recorded(events, context, history.length)];
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
