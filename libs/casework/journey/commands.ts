import { z } from 'zod';
import { CaseId } from '../words/case-id.js';
import { fact, permission, opening } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { HandoverPointCode, HandoverPointTo } from '../words/listed.js';
import { Login } from '../words/login.js';
import { Code, Day, occurredAt } from '../words/values.js';
import { Leg, StopReason } from '../repatriation/values.js';
import { TravellerDiscrepancy, TravellerItems } from './events.js';

const someCase = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const leg = z.int().min(0).max(100);

/** Commands that agencies give on a journey. */
export const journeyPublicCommands = {
  PlanJourney: opening(
    permission(
      'escort',
      'charged',
      'Plan a journey to a handover point. Its id is the group that the proposals of the return name.',
      z.strictObject({ to: Country, point: HandoverPointTo, on: Day, legs: z.array(Leg).min(1).max(100) }),
      {
        to: someCountry.origin,
        point: 'mae-sot-myawaddy',
        on: '2014-08-04',
        legs: [{ from: 'pathum-thani', to: 'mae-sot', mode: 'road' }],
      },
    ),
  ),
  PlanLegs: permission(
    'receive_return',
    'charged',
    'Plan the legs that the receiving side travels after the handover.',
    z.strictObject({ legs: z.array(Leg).min(1).max(100) }),
    { legs: [{ from: 'myawaddy', to: 'yangon', mode: 'road' }] },
  ),
  AddTraveller: permission(
    'escort',
    'charged',
    'Add a person whose return is proposed for this country and handover point.',
    z.strictObject({ caseId: CaseId }),
    { caseId: someCase },
  ),
  RemoveTraveller: fact(
    'escort',
    'own_work',
    'Record that a person does not travel, or travels no further.',
    z.strictObject({ caseId: CaseId, occurredAt }),
    { caseId: someCase },
  ),
  ChangeEscort: fact(
    'escort',
    'own_work',
    'Record who escorts, as pseudonyms.',
    z.strictObject({ escorts: z.array(Login).max(50), occurredAt }),
    { escorts: ['escort-3', 'escort-5'] },
  ),
  StartLeg: permission(
    'escort',
    'charged',
    'Set out on a leg. Every condition of every traveller is checked again; who may not travel stays.',
    z.strictObject({ leg }),
    { leg: 0 },
  ),
  ReportLegStarted: fact(
    'escort',
    'own_work',
    'Record that a leg was started without asking, and with whom.',
    z.strictObject({ leg, travellers: z.array(CaseId).min(1).max(100), occurredAt }),
    { leg: 0, travellers: [someCase] },
  ),
  CompleteLeg: fact('escort', 'own_work', 'Record the end of a leg.', z.strictObject({ leg, occurredAt }), {
    leg: 0,
  }),
  AuthoriseHandover: permission(
    'escort',
    'charged',
    'Ask whether the travellers may be handed over at this point: every condition is checked again.',
    z.strictObject({ point: HandoverPointCode }),
    { point: 'mae-sot-myawaddy' },
  ),
  SignHandover: fact(
    'escort',
    'own_work',
    'Record that the sending officer signed the handover record.',
    z.strictObject({
      officer: Login,
      point: HandoverPointCode,
      travellers: z.array(CaseId).min(1).max(100),
      items: z.array(TravellerItems).default([]),
      discrepancies: z.array(TravellerDiscrepancy).default([]),
      occurredAt,
    }),
    {
      officer: 'officer-7',
      point: 'mae-sot-myawaddy',
      travellers: [someCase],
      items: [{ caseId: someCase, items: ['travel_document', 'belongings'] }],
      discrepancies: [],
    },
  ),
  SignReception: fact(
    'receive_return',
    'own_work',
    'Record that the receiving officer signed the handover record.',
    z.strictObject({
      officer: Login,
      point: HandoverPointCode,
      travellers: z.array(CaseId).min(1).max(100),
      items: z.array(TravellerItems).default([]),
      discrepancies: z.array(TravellerDiscrepancy).default([]),
      occurredAt,
    }),
    { officer: 'officer-22', point: 'mae-sot-myawaddy', travellers: [someCase] },
  ),
  RefuseHandover: fact(
    'receive_return',
    'own_work',
    'Record that the receiving officer did not take travellers over.',
    z.strictObject({
      point: HandoverPointCode,
      travellers: z.array(CaseId).min(1).max(100),
      reason: StopReason,
      occurredAt,
    }),
    { point: 'mae-sot-myawaddy', travellers: [someCase], reason: 'logistics' },
  ),
  EndJourney: fact('escort', 'keeper', 'Record the end of the journey.', z.strictObject({ occurredAt }), {}),
};

/** Commands that the node gives itself, from events of the travellers' cases. */
export const journeySystemCommands = {
  ExpectTraveller: opening(
    fact(
      'system',
      'node',
      'The sending side announced a traveller: the journey is created with the first.',
      z.strictObject({ caseId: CaseId, from: Country, point: Code, on: Day }),
      { caseId: someCase, from: someCountry.found, point: 'mae-sot-myawaddy', on: '2014-08-04' },
    ),
  ),
  FollowNotices: opening(
    fact(
      'system',
      'node',
      'A departure on this journey was notified: its day is the one that all who travel on it were notified for.',
      z.strictObject({}),
      {},
    ),
  ),
  ReleaseTraveller: opening(
    fact('system', 'node', 'The return of a traveller stopped.', z.strictObject({ caseId: CaseId }), {
      caseId: someCase,
    }),
  ),
};

export const journeyCommands = { ...journeyPublicCommands, ...journeySystemCommands };

export type JourneyPublicCommandType = keyof typeof journeyPublicCommands;
export type JourneyCommandType = keyof typeof journeyCommands;
export type JourneyBodyOf<K extends JourneyCommandType> = z.output<(typeof journeyCommands)[K]['body']>;
export type JourneyCommand = {
  [K in JourneyCommandType]: { readonly type: K; readonly body: JourneyBodyOf<K> };
}[JourneyCommandType];
