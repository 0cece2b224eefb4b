import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { advance, decide, fold } from '../../the-case.js';
import type { RecordedCaseEvent } from '../../records/catalogue.js';
import { inbound, overThere } from '../../spec/crossing.js';
import { given, recorded } from '../../spec/given.js';
import { caseOpened, sampleMother, samplePlace } from '../../spec/histories.js';
import { id, sampleContext } from '../../spec/sample.js';
import type { TracingOutcome, VisitResult } from '../values.js';

const requestId = id('tracing');
/** Tuesday, 2013-06-04; the sample clause expects the answer within five working days. */
const arrived = Date.parse('2013-06-04T03:00:00.000Z');
const request = {
  ...inbound('FamilyTracingRequested', {
    requestId,
    origin: samplePlace,
    relatives: [sampleMother],
    coverStory: 'She is well.',
  }),
  answerDue: '2013-06-11',
};
/** Six in the evening of the due day, in Yangon. */
const slot = '2013-06-11T11:30:00.000Z';
const week = 7 * 86_400_000;

const contextAt = (instant: number, commandId: string, agency = 'office-a') =>
  sampleContext({
    ...overThere(agency),
    now: new Date(instant).toISOString(),
    commandId: id(commandId),
  });

const unavailable = ['unsuitable', 'not_found', 'declined', 'involved'] as const satisfies TracingOutcome[];

const aTracing = fc.record({
  outcome: fc.constantFrom(...unavailable),
  /** Minutes after the arrival. */
  concludedAfter: fc.nat({ max: 7 * 24 * 60 }),
  visits: fc.array(
    fc.constantFrom<z.infer<typeof VisitResult>['found']>('met', 'nobody_home', 'moved', 'unknown_there'),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  reasons: fc.option(fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '')),
});
type Tracing = typeof aTracing extends fc.Arbitrary<infer T> ? T : never;

/** Tracing on the other side up to its conclusion, and a way to go on from there. */
const traced = ({
  outcome,
  concludedAfter,
  visits,
  reasons,
}: Omit<Tracing, 'outcome'> & { outcome: TracingOutcome }) => {
  const history: RecordedCaseEvent[] = recorded([caseOpened]);
  const take = (command: Parameters<typeof decide>[0], instant: number, agency = 'office-a') => {
    const context = contextAt(instant, command.type, agency);
    const decision = decide(command, fold(id('case'), history), context);
    const events = recorded(decision.events, context, history.length);
    history.push(...events);
    return { ...decision, recorded: events };
  };
  const concluded = arrived + concludedAfter * 60_000;
  take({ type: 'ReceiveMessage', body: request }, arrived);
  take({ type: 'AssignTracing', body: { requestId, office: 'office-a' } }, arrived, 'focal');
  for (const found of visits)
    take(
      { type: 'RecordTracingVisit', body: { requestId, visitedOn: '2013-06-04', result: { found } } },
      concluded,
    );
  const conclusion = take(
    {
      type: 'ConcludeTracing',
      body: {
        requestId,
        outcome,
        conditions: outcome === 'conditional' ? ['mediation'] : [],
        ...(reasons === null ? {} : { reasons }),
      },
    },
    concluded,
  );
  const messageId = conclusion.recorded.flatMap((event) =>
    event.type === 'MessageApproved' ? [event.data.messageId] : [],
  )[0]!;
  const release = (instant: number) => take({ type: 'ReleaseMessage', body: { messageId } }, instant);
  return { concluded, conclusion, release, file: () => advance(fold(id('case'), history), []) };
};

/** All that leaves the tracing side, or stands in clear there, of an answer that was released. */
const outwardOf = (tracing: ReturnType<typeof traced>, at: string) => {
  const released = tracing.release(Date.parse(at));
  const { approvedAt: _inside, ...own } = tracing
    .file()
    .disclosure.own.find(({ kind }) => kind === 'FamilyAssessmentSent')!;
  return {
    own,
    released: released.recorded.map(({ type, data, meta: { recordedAt } }) => ({ type, data, recordedAt })),
    known: tracing.file().tracing.requests.map(({ answer, validUntil }) => ({ answer, validUntil })),
  };
};

describe('an answer that the family is unavailable', () => {
  it('goes at an instant fixed when the request came, the same for absent, unwilling, unsafe and involved, whenever it was found', () => {
    const usual = { outcome: 'not_found', concludedAfter: 60, visits: ['moved'], reasons: null } as const;
    const expected = outwardOf(traced({ ...usual, visits: ['moved'] }), slot);
    expect(expected.released[0]).toMatchObject({ type: 'MessageReleased', recordedAt: slot });
    fc.assert(
      fc.property(aTracing, fc.nat({ max: 7 * 24 * 60 }), (tracing, later) => {
        const one = traced(tracing);
        fc.pre(one.concluded <= Date.parse(slot));
        const tooEarly = Math.min(one.concluded + later * 60_000, Date.parse(slot) - 1);
        if (tooEarly >= one.concluded) {
          const { refusal, recorded: events } = one.release(tooEarly);
          expect([refusal?.code, events]).toEqual(['wrong_state', []]);
        }
        expect(outwardOf(one, slot)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('that was found too late goes a whole number of weeks after, again the same for all', () => {
    fc.assert(
      fc.property(
        aTracing,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...unavailable),
        (tracing, weeks, other) => {
          const late = (outcome: TracingOutcome, minutes: number) => {
            const concludedAfter =
              (Date.parse(slot) - arrived) / 60_000 + (weeks - 1) * 7 * 24 * 60 + minutes;
            return traced({ ...tracing, outcome, concludedAfter });
          };
          const next = new Date(Date.parse(slot) + weeks * week).toISOString();
          const one = outwardOf(late(tracing.outcome, 1 + (tracing.concludedAfter % 10_000)), next);
          expect(one.released[0]).toMatchObject({ type: 'MessageReleased', recordedAt: next });
          expect(outwardOf(late(other, 1), next)).toEqual(one);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('waits for no day that the asking side puts off', () => {
    const far = { ...request, answerDue: '2099-01-01' };
    const { file } = given(caseOpened)
      .when('ReceiveMessage', far, overThere())
      .when('AssignTracing', { requestId, office: 'office-a' }, overThere())
      .when(
        'RecordTracingVisit',
        { requestId, visitedOn: '2013-06-02', result: { found: 'moved' } },
        overThere('office-a'),
      )
      .when('ConcludeTracing', { requestId, outcome: 'not_found', conditions: [] }, overThere('office-a'));
    expect(file.disclosure.own[0]?.notBefore).toMatch(/^2013-07-1/);
  });
});

describe('an answer that the family can take the person in', () => {
  it.each(['suitable', 'conditional'] as const)(
    'that is %s goes at once: nobody waits longer for home',
    (outcome) => {
      const found = traced({ outcome, concludedAfter: 60, visits: ['met'], reasons: null });
      const approval = found.conclusion.recorded.find(
        (event): event is Extract<RecordedCaseEvent, { type: 'MessageApproved' }> =>
          event.type === 'MessageApproved',
      );
      expect(approval?.data.notBefore).toBeUndefined();
      expect(found.release(found.concluded).recorded[0]?.type).toBe('MessageReleased');
    },
  );
});
