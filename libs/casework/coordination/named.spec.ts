import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../the-case.js';
import { caseEvents, type CaseCommand, type CommandType, type NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { tellings } from '../consent/commands.js';
import { consentsInForce } from '../consent/questions/in-force.js';
import { guardianInOffice } from '../identification/questions/guardian.js';
import { audienceOf } from '../words/audience.js';
import { isExcluded, isInvolved } from './state.js';
import { bar } from '../words/decision.js';
import { commandOf, contextOf } from '../spec/any-step.js';
import { inbound } from '../spec/crossing.js';
import { interviewsThatCount } from '../identification/decide/interview.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened, joins, openedWith, openToThere } from '../spec/histories.js';
import { guardianName, interview, screened } from '../spec/identifying.js';
import { consentsTo, id, sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { aStep, receiving, sending, walk, walkedCase } from '../spec/walk.js';
import { Here, There } from '../spec/lands.js';

const naming = [
  ...(['ReferToAgency', 'AssignAgency', 'AssignTracing', 'OfferStep', 'AppointGuardian'] as const),
  ...(['RecordIdentificationInterview', 'GiveConsent', 'AcknowledgeCase', 'ReferToShelter'] as const),
  ...(['ForwardNationalityCheck', 'ReleaseAgency', 'HoldReturnCounselling'] as const),
];
/**
 * What gives the named a part in the case or rests on their word cannot be done with somebody excluded: it alone is refused
 * because of that, as of whatever is told to nobody. Every other step is answered as if nobody were excluded.
 */
const handsOver: ReadonlySet<string> = new Set<CommandType>([
  ...(['ReferToAgency', 'AssignAgency', 'AssignTracing', 'ForwardNationalityCheck', 'GiveConsent'] as const),
  ...(['AppointGuardian', 'RecordIdentificationInterview', 'HoldReturnCounselling'] as const),
  ...(['ReferToShelter', 'TransferToShelter', 'AcknowledgeCase', 'AssignCase'] as const),
]);
const aNamingStep = fc
  .record({
    step: aStep,
    type: fc.oneof(fc.constantFrom(...naming), fc.constant(undefined)),
  })
  .map(({ step, type }) => (type === undefined ? step : { ...step, type }));

/** Texts of a body that could name an office or an official. */
const codesIn = (body: unknown): readonly string[] => {
  if (typeof body === 'string') return /^[a-z][a-z0-9-]{2,30}$/.test(body) ? [body] : [];
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(codesIn) : [];
};

/** Permissions that name an office or a person of this country to give it a part, or to rest on its word. */
const giving = [
  ...(['ReferToAgency', 'AssignAgency', 'AssignTracing', 'ForwardNationalityCheck', 'GiveConsent'] as const),
  ...(['AppointGuardian', 'RecordIdentificationInterview', 'ReferToShelter', 'AcknowledgeCase'] as const),
];

/** Whether a search would be taken from an office that goes on with it: nobody loses work to whom nobody may give it. */
const takesASearch = (command: CaseCommand, { tracing, coordination }: CaseFile): boolean =>
  command.type === 'AssignTracing' &&
  tracing.requests.some(
    ({ requestId, office }) =>
      requestId === command.body.requestId &&
      office !== undefined &&
      !isExcluded(coordination, { agency: office }),
  );

const tracingReceived: NewCaseEvent = {
  type: 'TracingRequestReceived',
  data: {
    requestId: id('tracing'),
    householdId: id('household'),
    from: There,
    messageId: id('tracing message'),
    coverStory: 'They are well.',
  },
};

const byWelfare = { actor: sampleActor('welfare', 'w-1') };

/** What is told of a naming to who may know of the exclusion. */
const isTelling = ({ type, data, byNode }: NewCaseEvent): boolean =>
  type === 'IrregularityRaised' && data.rule === 'excluded_party' && byNode === true;

const consentTo = (agency: string) => ({
  purpose: 'nationality_confirmation' as const,
  recipient: { country: There, agency },
  groups: ['identity' as const],
  givenBy: 'person' as const,
  told: [...tellings],
  language: 'my',
});

const excluding = (party: { readonly agency?: string; readonly officialId?: string }): NewCaseEvent => ({
  type: 'PartyExcluded',
  data: { exclusionId: id('exclusion'), reason: 'Named by the person.', ...party },
});

describe('a step that names somebody excluded', () => {
  it('is refused for what would stand in its way if nobody were, or for what is told to nobody', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { maxLength: 25 }),
        aNamingStep,
        fc.boolean(),
        fc.nat(),
        (beginning, steps, step, official, pick) => {
          const history = walk(beginning, steps);
          const command = commandOf(step, history);
          const codes = codesIn(command.body);
          const named = codes[pick % Math.max(codes.length, 1)];
          const code = named?.startsWith('sh-') ? 'welfare' : named;
          const context = contextOf(step, 900);
          if (code === undefined || code === context.actor.agency) return;
          const without = fold(walkedCase, history);
          const exclusion = excluding(official ? { officialId: code } : { agency: code });
          const file = fold(walkedCase, [...history, ...recorded([exclusion], context, history.length)]);
          const { refusal } = decide(command, file, context);
          if (!refusal) return;
          const ordinary = decide(command, without, context).refusal;
          if (ordinary) expect([command, refusal]).toEqual([command, ordinary]);
          else {
            expect([command, refusal.dataClass]).toEqual([command, bar.dataClass]);
            expect([command, handsOver.has(command.type)]).toEqual([command, true]);
          }
          tried.add(`${command.type} ${ordinary ? 'ordinary' : 'bar'}`);
        },
      ),
      { numRuns: 600 },
    );
    expect([...tried].filter((one) => one.endsWith('bar')).length).toBeGreaterThan(2);
  });

  it('is answered and recorded as if nobody were, where it gives a part and who asks may not know', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { maxLength: 25 }),
        fc.record({ step: aStep, type: fc.constantFrom(...giving) }),
        fc.constantFrom('police', 'office-a', 'focal'),
        fc.boolean(),
        fc.nat(),
        (beginning, steps, { step: drawn, type }, agency, official, pick) => {
          const history = walk(beginning, steps);
          const step = { ...drawn, type, agency };
          const command = commandOf(step, history);
          const codes = codesIn(command.body);
          const named = codes[pick % Math.max(codes.length, 1)];
          const code = named?.startsWith('sh-') ? 'welfare' : named;
          if (code === undefined || code === agency || (agency === 'focal' && !official)) return;
          const context = contextOf(step, 900);
          const without = fold(walkedCase, history);
          const ordinary = decide(command, without, context);
          const party = official ? { officialId: code } : { agency: code };
          const excluded = recorded([excluding(party)], sampleContext(byWelfare), history.length);
          const file = fold(walkedCase, [...history, ...excluded]);
          const { refusal, events } = decide(command, file, context);
          if (takesASearch(command, file) && !ordinary.refusal) {
            expect([command, refusal?.dataClass]).toEqual([command, 'P4']);
            return;
          }
          expect([command, refusal]).toEqual([command, ordinary.refusal]);
          expect(events.filter((event) => !isTelling(event))).toEqual(ordinary.events);
          if (events.some(isTelling)) tried.add(type);
        },
      ),
      { numRuns: 900 },
    );
    expect(tried.size).toBeGreaterThan(1);
  });

  it('gives whom it names nothing, and tells who excluded them', () => {
    const reason = 'Named by the person.';
    const { file, decision } = given(openedWith('child'), joins('welfare'))
      .when('ExcludeParty', { officialId: 'uncle-1', reason }, byWelfare)
      .when('AppointGuardian', { name: guardianName, implicated: false, officialId: 'uncle-1' })
      .thenRecords({
        GuardianAppointed: {
          authority: 'focal',
          officialId: 'uncle-1',
          guardian: { name: { text: 'สมหญิง', script: 'Thai', kind: 'legal' } },
        },
        IrregularityRaised: { rule: 'excluded_party', excludedBy: 'welfare' },
      });
    expect(guardianInOffice(file)).toBeUndefined();
    const [, told] = decision.events;
    expect(told).toMatchObject({
      data: { rule: 'excluded_party', excludedBy: 'welfare', about: expect.any(String) },
      byNode: true,
    });
    expect(audienceOf(caseEvents.IrregularityRaised, told!.data)).toEqual({
      kind: 'offices',
      offices: ['welfare'],
      viewers: [],
    });
    const ofPolice: NewCaseEvent = { type: 'OwnershipPassed', data: { to: 'police' } };
    const named = given(caseOpened, joins('welfare'), joins('police'), ofPolice)
      .when('ExcludeParty', { country: There, agency: 'police', reason }, byWelfare)
      .when('GiveConsent', consentTo('police'), { actor: sampleActor('police', 'ten') })
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: There, agency: 'police' },
          groups: ['identity'],
          givenBy: 'person',
          language: 'my',
        },
        IrregularityRaised: { rule: 'excluded_party', excludedBy: 'welfare', told: 'focal_point' },
      });
    const asked = { purpose: 'nationality_confirmation', country: There } as const;
    expect(consentsInForce(named.file, asked, sampleFacts(Here), '2013-06-03')).toEqual([]);
    given(caseOpened, screened, joins('welfare'), ...consentsTo(Here))
      .when('ExcludeParty', { officialId: 'interpreter-9', reason }, byWelfare)
      .when('RecordIdentificationInterview', { ...interview, interpreter: 'interpreter-9' })
      .thenRecords({
        IdentificationInterviewHeld: {
          agencies: ['focal', 'police'],
          disciplines: ['social_work', 'law_enforcement'],
          language: 'my',
          acts: ['harboured'],
          means: ['threat'],
          purposes: ['forced_labour'],
          interpreter: 'interpreter-9',
        },
        IrregularityRaised: { rule: 'excluded_party', excludedBy: 'welfare' },
      })
      .when('ProposeDenial', { reason: 'No indicator.' })
      .thenRefuses('wrong_state');
    given(...openToThere, ...sentMessage('CaseAcknowledged', { payload: { focalPerson: 'focal-9' } }))
      .when('ExcludeParty', { officialId: 'focal-9', reason }, byWelfare)
      .when('ReleaseMessage', { messageId: id('CaseAcknowledged') }, { actor: sampleActor('node', 'node') })
      .thenRecords({ MessageWithheld: { kind: 'CaseAcknowledged', to: There, reason: 'excluded_party' } });
  });

  it('counts once the exclusion has ended: whom it named takes part again', () => {
    const held = given(caseOpened, screened, joins('welfare'), ...consentsTo(Here))
      .when('ExcludeParty', { officialId: 'interpreter-9', reason: 'Named by the person.' }, byWelfare)
      .when('RecordIdentificationInterview', { ...interview, interpreter: 'interpreter-9' })
      .thenRecords({
        IdentificationInterviewHeld: {
          agencies: ['focal', 'police'],
          disciplines: ['social_work', 'law_enforcement'],
          language: 'my',
          acts: ['harboured'],
          means: ['threat'],
          purposes: ['forced_labour'],
          interpreter: 'interpreter-9',
        },
        IrregularityRaised: { rule: 'excluded_party', excludedBy: 'welfare' },
      });
    expect(interviewsThatCount(held.file)).toEqual([]);
    const [{ exclusionId } = { exclusionId: '' }] = held.file.coordination.exclusions;
    const lifted: NewCaseEvent = { type: 'ExclusionLifted', data: { exclusionId, excludedBy: 'welfare' } };
    const ended = recorded([lifted], sampleContext(byWelfare), held.file.history.length);
    expect(interviewsThatCount(fold(walkedCase, [...held.file.history, ...ended]))).toHaveLength(1);
  });

  it('takes no search from an office that goes on with it', () => {
    const searching = given(
      ...[caseOpened, tracingReceived, joins('office-a'), joins('welfare')],
      { type: 'TracingAssigned', data: { requestId: id('tracing'), office: 'office-a' } },
      excluding({ agency: 'office-b' }),
    );
    searching
      .when('AssignTracing', { requestId: id('tracing'), office: 'office-b' })
      .thenRefuses('excluded_party');
    expect(searching.file.tracing.requests[0]?.office).toBe('office-a');
  });

  it('is taken where it only offers a step: who is excluded never takes it over', () => {
    const offering = (...more: NewCaseEvent[]) =>
      given(caseOpened, joins('welfare'), ...more).when('OfferStep', { stepId: walkedCase, to: 'welfare' });
    for (const party of [{ agency: 'welfare' }, { officialId: 'welfare' }])
      expect(offering(excluding(party)).decision).toEqual(offering().decision);
  });

  it('is answered as of an office that takes part already, where it does', () => {
    const opened = given(caseOpened, joins('focal'), joins('office-a'), excluding({ agency: 'office-a' }));
    expect(isInvolved(opened.file.coordination, 'office-a')).toBe(false);
    opened
      .when(
        'ReferToAgency',
        { agency: 'office-a', reason: 'tracing' },
        { actor: sampleActor('focal', 'f-1') },
      )
      .thenRefuses('already_exists');
  });
});

describe('the focal point', () => {
  const told = (party: { readonly agency?: string; readonly officialId?: string }) =>
    given(caseOpened, joins('focal'), joins('welfare'), joins('police'))
      .when('RecordNationalityClaim', someClaim, { actor: sampleActor('focal', 'nine') })
      .when('RecordNationalityClaim', someClaim, { actor: sampleActor('police', 'ten') })
      .when(
        'ExcludeParty',
        { ...party, reason: 'Named by the person.' },
        { actor: sampleActor('welfare', 'w') },
      )
      .file.history.findLast(({ type }) => type === 'PartyExcluded')?.data;
  const someClaim = {
    source: 'person' as const,
    confidence: 'high' as const,
    nationality: { country: There, basis: 'said' },
  };

  it('is told of every exclusion that another country told: nobody else here answers for it', () => {
    const { file } = given(...openToThere).when(
      'ReceiveMessage',
      inbound('PartyExcluded', { exclusionId: id('theirs'), officialId: 'f-bad' }, { from: There }),
    );
    expect(file.history.findLast(({ type }) => type === 'PartyExcluded')?.data).toHaveProperty(
      'told',
      'focal_point',
    );
  });

  it('is told of no exclusion of somebody who may be a colleague', () => {
    expect(told({ officialId: 'nine' })).not.toHaveProperty('told');
    expect(told({ officialId: 'nobody-here' })).not.toHaveProperty('told');
    expect(told({ officialId: 'ten' })).toHaveProperty('told', 'focal_point');
  });
});
