import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  publicCommands,
  type CaseCommand,
  type NewCaseEvent,
  type PublicCommandType,
} from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import { afterDeath } from '../the-case/after-death.js';
import { journeyPublicCommands, type JourneyCommand } from '../journey/commands.js';
import type { RefusalCode } from '../words/refusal-codes.js';
import { commandOf, contextOf } from './any-step.js';
import { agreed, approved, authorised, onTheDay, proposed, ready } from './returning.js';
import { id } from './sample.js';
import { party } from './travelling.js';
import { aStep, receiving, sending, walk, walkedCase } from './walk.js';
import { There } from './lands.js';

/** What happened, was said, was seen or was signed: written by hand, from domain.md 2.1 to 2.8. */
const facts = [
  ...['ExcludeParty', 'TakeBackEntry', 'PlaceLegalHold', 'LiftLegalHold', 'CorrectClaim'],
  ...['RecordName', 'RecordBirthDate', 'RecordOrigin', 'RecordNationalityClaim', 'RecordRelative'],
  'RecordErasureAnswer',
  ...['HandOverLetter', 'RecordLetterReceipt', 'RecordLetter'],
  ...['RecordDocument', 'RecordPhotograph', 'RecordSpecialNeeds', 'RecordBackground', 'SetAgeBand'],
  'CorrectProfile',
  'RecordRescuePlace',
  ...['RecordMissionInterview', 'RecordMissionAnswer', 'RecordMissionDocument', 'RecordMissionStopped'],
  ...['RecordDeparture', 'RecordArrivalAbroad'],
  ...['ReportIncident', 'CompleteScreening', 'PresumeMinor', 'VerifyAge', 'EndGuardianship'],
  ...['RequestIdentificationReview', 'RecordWishToGo', 'ScreenProtection'],
  ...['RefuseConsent', 'WithdrawConsent', 'WithdrawEverything'],
  ...['RecordConsularInterview', 'WithdrawNationalityResult', 'RecordTracingVisit', 'RecordFamilyContact'],
  ...['ConsentToStay', 'DeclineShelter', 'DenyAdmission', 'RecordHealthCheck', 'AssessNeeds', 'RecordOuting'],
  ...['StartHospitalStay', 'EndHospitalStay', 'WithdrawStayConsent', 'RecordLeftShelter'],
  ...['DischargeFromShelter', 'ReportShelterIncident'],
  ...[
    'HoldReturnCounselling',
    'WithdrawReturnConsent',
    'RefuseReturn',
    'AssessRisk',
    'DetermineBestInterests',
  ],
  ...['CertifyFitToTravel', 'IssueHigherAuthorityLetter', 'RecordArrival', 'GrantLocalStay'],
  ...['RecordLeftWithoutNotice', 'RecordDeath', 'RecordRemainsReturned'],
  ...[
    'RecordCriminalCase',
    'EndHold',
    'RecordVerdict',
    'RecordCompensation',
    'RecordPayment',
    'ConfirmDelivery',
  ],
  ...['RecordSupportApplication', 'RecordSupportPaper'],
  ...['StartService', 'CompleteService', 'RecordServiceDeclined', 'RecordProviderDenial'],
  ...['RecordFollowUpVisit', 'RaiseSafetyConcern', 'RecordOutcome', 'RecordContactLost'],
  'RecordToldOfSafetyAlert',
  'ReportRelayHop',
  ...['RemoveTraveller', 'ChangeEscort', 'ReportLegStarted', 'CompleteLeg', 'SignHandover', 'SignReception'],
  ...['RefuseHandover', 'EndJourney'],
];

/** Malformed, impossible, said before, or not of this office: a fact is refused for nothing else (domain.md 2.8). */
const ofFacts: ReadonlySet<RefusalCode> = new Set([
  ...(['no_mandate', 'no_role', 'not_yours', 'erased'] as const),
  ...(['unknown_reference', 'already_exists', 'impossible_date'] as const),
]);

/** What cannot have happened, in the words in which it is refused: what would have to come first has not. */
const impossible: ReadonlySet<string> = new Set([
  'Only a denial can be reviewed.',
  'No review is open under this id of which the person could be told.',
  'The person does not live in the shelter under this stay.',
  'The shelter has not offered a place under this stay.',
  'The person is not on an outing.',
  'The person is in hospital already.',
  'The person is not in hospital.',
  'The final handover is signed: the consent to return ended with it.',
  'No consent to return is in force that could be withdrawn.',
  'The return is over; it cannot be refused any more.',
  'No departure of this person is known; nobody can have arrived.',
  'No death stands in this case.',
  'That leg was not started.',
  'The legs are travelled in their order.',
  'Record the end of the leg before first.',
  'The officer of the other side signs on its own node.',
  'The receiving officer records the refusal on the receiving node.',
  'The journey has not set out; nobody can have been handed over.',
  'No office would be left to own the case. Bring another one in first.',
  'The person was not erased here: nobody was asked about it.',
  'The other country must not be your own.',
  'An instrument in force binds that country: ask it by message, and its answer comes so.',
  'No return was arranged by hand; a journey records the way of any other.',
  'Record the departure first.',
  'That country does not write to yours on paper.',
  'Record first that the letter was handed over, and to whom.',
]);

const mayBeRefused = ({
  code,
  sentence,
}: {
  readonly code: RefusalCode;
  readonly sentence: string;
}): boolean => ofFacts.has(code) || (code === 'wrong_state' && impossible.has(sentence));

const listed: readonly NewCaseEvent[] = [
  ...ready(),
  proposed,
  agreed,
  ...approved,
  ...authorised.filter(({ type }) => type !== 'JourneyJoined'),
];
const [listedCase, unlistedCase, unknownCase] = [id('listed'), id('unlisted'), id('unknown')];

describe('facts and permissions', () => {
  it('are declared by each command, as the field page has them', () => {
    const declared = Object.entries({ ...publicCommands, ...journeyPublicCommands })
      .filter(([, { kind }]) => kind === 'fact')
      .map(([type]) => type);
    expect(declared.toSorted()).toEqual(facts.toSorted());
  });

  it('are refused after a death too only for what cannot have happened', () => {
    expect(
      Object.entries(afterDeath).filter(([type, taken]) => facts.includes(type) && taken === 'never'),
    ).toEqual([]);
  });

  it('a fact of a case is refused only as malformed, impossible, said before or not of this office', () => {
    const taken = facts.filter((type): type is PublicCommandType => Object.hasOwn(publicCommands, type));
    const recordedOnes = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { minLength: 10, maxLength: 40, size: 'max' }),
        fc.nat(),
        (beginning, steps, pick) => {
          const history = walk(beginning, steps);
          const file = fold(walkedCase, history);
          for (const type of taken) {
            const step = { ...steps[pick % steps.length]!, type, pick };
            const command: CaseCommand = commandOf(step, history);
            const { refusal } = decide(command, file, contextOf(step, steps.length));
            if (refusal) expect([type, refusal, mayBeRefused(refusal)]).toEqual([type, refusal, true]);
            else recordedOnes.add(type);
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(recordedOnes.size).toBeGreaterThan(taken.length / 2);
  });

  it('a fact of a journey is refused only as malformed, impossible, said before or not of this office, whoever was on the list', () => {
    const travellers = fc.subarray([listedCase, unlistedCase], { minLength: 1 });
    const aFact = fc.oneof(
      fc.record({ type: fc.constant('ReportLegStarted'), leg: fc.constantFrom(0, 1), travellers }),
      fc.record({ type: fc.constant('CompleteLeg'), leg: fc.constantFrom(0, 1) }),
      fc.record({ type: fc.constantFrom('SignHandover', 'SignReception', 'RefuseHandover'), travellers }),
      fc.record({ type: fc.constant('RemoveTraveller'), caseId: fc.constantFrom(listedCase, unlistedCase) }),
      fc.record({ type: fc.constant('EndJourney') }),
    );
    const bodyOf = ({ type, ...body }: { readonly type: string }): JourneyCommand => {
      const record = { officer: 'officer-7', point: 'bridge', items: [], discrepancies: [] };
      const refusal = { point: 'bridge', reason: 'logistics' };
      const more = type === 'RefuseHandover' ? refusal : type.startsWith('Sign') ? record : {};
      return { type, body: { ...more, ...body } } as JourneyCommand;
    };
    const seen = { recorded: 0, unlisted: 0 };
    fc.assert(
      fc.property(fc.array(aFact, { minLength: 1, maxLength: 10 }), (chosen) => {
        const all = party({ [listedCase]: listed, [unlistedCase]: ready() }, onTheDay);
        const legs = [
          { from: 'shelter', to: 'mae-sot', mode: 'road' as const },
          { from: 'mae-sot', to: 'bridge', mode: 'foot' as const },
        ];
        all.does('PlanJourney', { to: There, point: 'bridge', on: '2013-07-01', legs });
        all.does('AddTraveller', { caseId: listedCase });
        for (const each of chosen) {
          const { type, body } = bodyOf(each);
          const { refusal, events } = all.does(type, body);
          if (refusal) expect([type, refusal, mayBeRefused(refusal)]).toEqual([type, refusal, true]);
          else seen.recorded += 1;
          for (const event of events)
            if (event.type === 'TravellerAdded' && event.data.unlisted) {
              seen.unlisted += 1;
              expect(all.irregularitiesOf(event.data.caseId)).toContain('traveller_not_listed');
            }
        }
        const refused = all.does('ReportLegStarted', { leg: 0, travellers: [unknownCase] }).refusal;
        expect(refused && mayBeRefused(refused)).toBe(true);
      }),
      { numRuns: 30 },
    );
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);
  });
});
