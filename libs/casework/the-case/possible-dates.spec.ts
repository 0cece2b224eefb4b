import { describe, expect, it } from '@jest/globals';
import { decide, fold } from '../the-case.js';
import {
  publicCommands,
  type CaseCommand,
  type CaseEventType,
  type NewCaseEvent,
  type PublicCommandType,
} from '../records/catalogue.js';
import { beginnings } from './possible-dates.js';
import { commandOf } from '../spec/any-step.js';
import { datedTypes } from '../spec/dated-types.js';
import { recorded } from '../spec/given.js';
import { bornIn, caseOpened, identityKnown, openedWith } from '../spec/histories.js';
import { guardian } from '../spec/identifying.js';
import { consented, heldAsWitness } from '../spec/returning.js';
import { consentsTo, id, sampleActor, sampleContext } from '../spec/sample.js';
import { walkedCase } from '../spec/walk.js';
import { There } from '../spec/lands.js';

const began = '2013-05-25T04:00:00.000Z';
const [dayBefore, dayAfter] = ['2013-05-24T04:00:00.000Z', '2013-05-26T04:00:00.000Z'];

const stay = { stayId: id('stay') };
const referred: NewCaseEvent = {
  type: 'ShelterReferred',
  data: { ...stay, shelterCode: 'sh-1', withFamily: false },
};
const offered: NewCaseEvent = { type: 'ShelterAdmissionOffered', data: stay };
const stayConsented: NewCaseEvent = { type: 'ShelterStayConsented', data: stay };
const admitted: NewCaseEvent = { type: 'AdmittedToShelter', data: { ...stay, shelterCode: 'sh-1' } };
const resident = [caseOpened, referred, offered, stayConsented, admitted];
const denied: readonly NewCaseEvent[] = [
  caseOpened,
  {
    type: 'VictimStatusDenialProposed',
    data: { findingId: id('finding'), authority: 'focal', reason: 'No means.' },
  },
  {
    type: 'VictimStatusDenied',
    data: { findingId: id('finding'), authority: 'focal', referral: 'labour', toldIn: 'my' },
  },
];
const { letter } = publicCommands.HandOverLetter.example;
const aboutLetter = { messageId: id('letter'), kind: 'CaseFormSent', to: There } as const;
const letterSent: NewCaseEvent = {
  type: 'MessageReleased',
  data: { ...aboutLetter, sequence: 1, letter },
};
const finding = { decisionId: id('decision'), requestId: id('request') };

/** How one type that follows another comes about: its command, the history before, and what is not as in the example. */
interface Try {
  readonly command: PublicCommandType;
  readonly history: readonly NewCaseEvent[];
  readonly by?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

const inStay = (command: PublicCommandType, body = {}): Try => ({
  command,
  history: resident,
  by: 'welfare',
  body,
});

/** Written by hand: each type that ends or follows something, with the way to it through the real deciders. */
const tries: Readonly<Record<keyof typeof beginnings, Try>> = {
  ConsentWithdrawn: { command: 'WithdrawConsent', history: [caseOpened, ...consentsTo(There)] },
  ClaimCorrected: {
    command: 'CorrectClaim',
    history: [caseOpened, ...identityKnown],
    body: { claimId: id('name'), replacedBy: undefined },
  },
  GuardianshipEnded: { command: 'EndGuardianship', history: [openedWith('child'), guardian] },
  HoldEnded: { command: 'EndHold', history: [caseOpened, heldAsWitness] },
  LegalHoldLifted: {
    command: 'LiftLegalHold',
    history: [
      caseOpened,
      { type: 'LegalHoldPlaced', data: { holdId: id('legal hold'), authority: 'focal' } },
    ],
  },
  IdentificationReviewRequested: { command: 'RequestIdentificationReview', history: denied },
  WishToGoRecorded: {
    command: 'RecordWishToGo',
    history: [
      ...denied,
      {
        type: 'IdentificationReviewRequested',
        data: { findingId: id('finding'), requestedBy: 'person', dueOn: '2013-07-01' },
      },
    ],
  },
  ShelterDeclined: { command: 'DeclineShelter', history: [caseOpened, referred, offered], by: 'welfare' },
  AdmissionDenied: {
    command: 'DenyAdmission',
    history: [caseOpened, referred, offered],
    by: 'welfare',
    body: { alternative: undefined },
  },
  HealthCheckCompleted: inStay('RecordHealthCheck'),
  NeedsAssessed: inStay('AssessNeeds'),
  OutingRecorded: {
    ...inStay('RecordOuting', { kind: 'returned' }),
    history: [...resident, { type: 'OutingRecorded', data: { ...stay, kind: 'left' } }],
  },
  HospitalStayStarted: inStay('StartHospitalStay'),
  HospitalStayEnded: {
    ...inStay('EndHospitalStay'),
    history: [...resident, { type: 'HospitalStayStarted', data: { ...stay, hospital: 'Provincial' } }],
  },
  StayConsentWithdrawn: inStay('WithdrawStayConsent'),
  LeftWithoutNotice: inStay('RecordLeftShelter'),
  DischargedFromShelter: inStay('DischargeFromShelter', { reason: 'other' }),
  ShelterIncidentReported: inStay('ReportShelterIncident'),
  ServiceCompleted: {
    command: 'CompleteService',
    history: [
      caseOpened,
      {
        type: 'ServiceStarted',
        data: { serviceId: id('service'), service: { area: 5, provider: 'A school' } },
      },
    ],
  },
  ReturnConsentWithdrawn: { command: 'WithdrawReturnConsent', history: [caseOpened, consented()] },
  RemainsReturned: {
    command: 'RecordRemainsReturned',
    history: [caseOpened, { type: 'PersonDied', data: { notified: [] } }],
  },
  NationalityResultWithdrawn: {
    command: 'WithdrawNationalityResult',
    history: [
      caseOpened,
      {
        type: 'NationalityCheckReceived',
        data: { requestId: finding.requestId, from: There, messageId: id('asking') },
      },
      {
        type: 'NationalityDecided',
        data: { ...finding, answered: true, finding: { result: 'confirmed', basis: 'household_list' } },
      },
    ],
  },
  DeliveryConfirmed: {
    command: 'ConfirmDelivery',
    history: [
      caseOpened,
      {
        type: 'CourtOutcomeLearned',
        data: { noticeId: id('notice'), from: There, messageId: id('telling') },
      },
    ],
    body: { deliveredOn: '2013-05-30' },
  },
  LetterHandedOver: { command: 'HandOverLetter', history: [caseOpened, letterSent] },
  LetterReceiptFiled: {
    command: 'RecordLetterReceipt',
    history: [
      caseOpened,
      letterSent,
      { type: 'LetterHandedOver', data: { letter, ...aboutLetter, office: 'registry' } },
    ],
  },
  PersonToldOfAlert: {
    command: 'RecordToldOfSafetyAlert',
    history: [
      caseOpened,
      {
        type: 'SafetyAlertDecided',
        data: {
          ...{ alertId: id('alert'), to: There, on: 'vital_interest' },
          alert: { kind: 'in_danger', asks: ['find'], urgency: 'urgent' },
        },
      },
    ],
  },
};

/** Written by hand: dated types before which nothing need have been, or nothing that a date could tell. */
const followNothing: readonly CaseEventType[] = [
  ...([
    'AgeBandSet',
    'SpecialNeedsRecorded',
    'BackgroundRecorded',
    'NameClaimed',
    'BirthDateClaimed',
  ] as const),
  ...(['OriginClaimed', 'NationalityClaimed', 'DocumentRecorded', 'PhotographReferenced'] as const),
  ...(['InitialScreeningCompleted', 'IdentificationInterviewHeld', 'IdentificationDeferred'] as const),
  ...(['VictimIdentified', 'AgeVerificationRequested', 'AgePresumedMinor', 'AgeVerified'] as const),
  ...([
    'TransferredToShelter',
    'ReturnConsentGiven',
    'ReturnRefused',
    'RiskAssessed',
    'RiskLearned',
  ] as const),
  ...(['BestInterestsDetermined', 'FitToTravelCertified', 'ReintegrationPlanAgreed'] as const),
  ...(['FollowUpVisitMade', 'ContactLost', 'CaseOpened', 'PartyExcluded', 'RelativeRecorded'] as const),
  ...(['IncidentReported', 'ConsentRefused', 'FamilyContactRecorded', 'ReturnCounsellingHeld'] as const),
  ...(['LocalStayGranted', 'PersonLeftWithoutNotice', 'CriminalCaseRecorded', 'VerdictRecorded'] as const),
  ...(['CompensationOrdered', 'CompensationClaimed', 'CompensationPaid', 'ServiceStarted'] as const),
  ...(['SupportAppliedFor', 'SupportPaperWritten'] as const),
  ...(['ServiceDeclined', 'ProviderDenied', 'SafetyConcernRaised', 'OutcomeRecorded'] as const),
  ...(['LegalHoldPlaced', 'ProtectionScreened', 'PersonDied'] as const),
  // Said by word or done in need before the paper that asks for it came.
  ...([
    'ShelterStayConsented',
    'AdmittedToShelter',
    'ConsularInterviewHeld',
    'TracingVisitRecorded',
  ] as const),
  ...(['HigherAuthorityLetterIssued', 'ProfileCorrected'] as const),
  // Not before the last step of the way, or the entry: held by their own rules.
  ...(['JourneyJoined', 'JourneyLeft', 'DepartureRecorded', 'TransitLegStarted', 'ArrivalRecorded'] as const),
  ...(['TransitLegCompleted', 'HandoverSigned', 'HandoverRefused', 'EntryTakenBack'] as const),
];

const tried = (type: keyof typeof beginnings, occurredAt: string) => {
  const { command, history, by = 'focal', body = {} } = tries[type];
  const events = recorded(history, sampleContext({ now: began }));
  const said = commandOf({ type: command, pick: 0 }, events);
  return decide(
    { type: command, body: { ...said.body, ...body, occurredAt } } as CaseCommand,
    fold(walkedCase, events),
    sampleContext({ actor: sampleActor(by, 'officer-2'), commandId: id(`try ${type}`) }),
  );
};

describe('a date', () => {
  it('before its beginning is impossible for whatever ends or follows something', () => {
    for (const type of Object.keys(tries) as (keyof typeof tries)[]) {
      expect([type, tried(type, dayBefore).refusal?.code]).toEqual([type, 'impossible_date']);
      const after = tried(type, dayAfter);
      expect([type, after.refusal]).toEqual([type, undefined]);
      expect(after.events.map((event) => event.type)).toContain(type);
    }
  });

  it('before what it corrects was said is impossible for a correction of whatever was said', () => {
    const said: readonly NewCaseEvent[] = [
      ...[caseOpened, ...identityKnown],
      {
        type: 'PhotographReferenced',
        data: { photographId: id('photograph'), photograph: { reference: 'p-1' } },
      },
    ];
    const events = recorded(said, sampleContext({ now: began }));
    const corrected = (word: string, occurredAt: string) =>
      decide(
        { type: 'CorrectClaim', body: { claimId: id(word), reason: 'mistaken', occurredAt } },
        fold(walkedCase, events),
        sampleContext({ commandId: id(`correct ${word}`) }),
      ).refusal?.code;
    for (const word of ['name', 'mother', 'photograph'])
      expect([word, corrected(word, dayBefore), corrected(word, dayAfter)]).toEqual([
        ...[word, 'impossible_date', undefined],
      ]);
  });

  it('of each dated type has a beginning that it follows, or is said to follow nothing', () => {
    const named = [...Object.keys(beginnings), ...followNothing];
    expect(named.toSorted()).toEqual([...datedTypes].toSorted());
  });

  it('before the person can have lived is impossible for every fact, as an instant and as a day', () => {
    const days = [
      'contactedOn',
      'deliveredOn',
      'heldOn',
      'lastContactOn',
      'paidOn',
      'readOn',
      'takenOn',
      'visitedOn',
    ];
    const history = recorded([caseOpened, bornIn('1990')]);
    const file = fold(walkedCase, history);
    const seen = new Set<string>();
    const variants = [
      { occurredAt: '1980-01-01T00:00:00.000Z' },
      ...days.map((day) => ({ [day]: '1980-01-01' })),
    ];
    for (const type of Object.keys(publicCommands) as PublicCommandType[])
      for (const variant of variants) {
        const { body } = commandOf({ type, pick: 0 }, history);
        const parsed = publicCommands[type].body.safeParse({ ...body, ...variant });
        if (!parsed.success) continue;
        const { refusal } = decide({ type, body: parsed.data } as CaseCommand, file, sampleContext());
        expect([type, variant, refusal?.code]).toEqual([type, variant, 'impossible_date']);
        seen.add(Object.keys(variant)[0]!);
      }
    expect([...seen].toSorted()).toEqual(['occurredAt', ...days].toSorted());
  });

  it('tells no birth date to an office that may not read it: it is answered alike whenever the person was born', () => {
    const answers = ['1950', '1970', '1990'].map((year) => {
      const history = recorded([caseOpened, bornIn(year)]);
      const file = fold(walkedCase, history);
      return (Object.keys(publicCommands) as PublicCommandType[]).flatMap((type) => {
        const { body } = commandOf({ type, pick: 0 }, history);
        const parsed = publicCommands[type].body.safeParse({
          ...body,
          occurredAt: '1960-01-01T00:00:00.000Z',
        });
        if (!parsed.success) return [];
        const context = sampleContext({ actor: sampleActor('powerless') });
        return [[type, decide({ type, body: parsed.data } as CaseCommand, file, context).refusal]];
      });
    });
    expect(answers[0]!.length).toBeGreaterThan(10);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
