import { expect } from '@jest/globals';
import type { CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import { tellings } from '../consent/commands.js';
import { isStop } from '../records/kinds.js';
import { isUnderWay } from '../repatriation/state.js';
import type { SharedRisk } from '../repatriation/values.js';
import { ready } from './returning.js';
import { id, sampleFacts } from './sample.js';
import { nodesFrom, twoNodes, type Given, type TwoNodes } from './two-nodes.js';
import { Here, otherThan as other, There, type Land } from './lands.js';

export { other, type Land };
export const day = '2013-06-20';
export const journeyId = id('journey');
const assessed: SharedRisk = { level: 'low', threats: ['debt'], mitigations: [], reviewOn: '2013-09-01' };
const record = { journeyId, point: 'bridge', officer: 'officer-7', items: [], discrepancies: [] };
const lawsuit = { number: '1340/2560', court: 'Court', readOn: '2013-05-24' };

type Act = (nodes: TwoNodes, land: Land) => readonly CaseCommand[];
const idOf = (found: string | undefined): string => found ?? id('none');
const proposalIn = (nodes: TwoNodes, land: Land): string =>
  idOf(nodes.file(land).repatriation.proposal?.proposalId);
const requestIn = (nodes: TwoNodes, land: Land): string =>
  idOf(nodes.file(land).nationality.requests.at(-1)?.requestId);
/** The last message of a kind that a country sent, other than a stop. */
const lastSent = (nodes: TwoNodes, land: Land): string =>
  idOf(
    nodes.file(land).disclosure.own.findLast(({ kind, status }) => status === 'released' && !isStop(kind))
      ?.messageId,
  );

const consentToWarning: CaseCommand = {
  type: 'GiveConsent',
  body: {
    ...{ purpose: 'safety', recipient: { country: Here }, groups: ['risk'] },
    ...{ givenBy: 'person', told: [...tellings], language: 'my' },
  },
};

/** What either country may do, by the name of what it sends. */
export const either: Readonly<Record<string, Act>> = {
  shareRisk: (_nodes, land) => [
    { type: 'AssessRisk', body: { assessment: assessed } },
    { type: 'ShareRisk', body: { with: other(land) } },
  ],
  suspend: () => [{ type: 'SuspendReturn', body: { reason: 'border_closed' } }],
  resume: () => [{ type: 'ResumeReturn', body: {} }],
  cancel: () => [{ type: 'CancelReturn', body: { reason: 'circumstances' } }],
  stopContact: (_nodes, land) => [{ type: 'StopContact', body: { with: other(land), reason: 'Followed.' } }],
  recall: (nodes, land) => [
    { type: 'RecallMessage', body: { messageId: lastSent(nodes, land), action: 'stop_use' } },
  ],
  close: (_nodes, land) => [{ type: 'CloseCase', body: { reason: 'lost_contact', tell: [other(land)] } }],
  warn: (_nodes, land) => [
    ...(land === Here ? [] : [consentToWarning]),
    {
      type: 'DecideSafetyAlert',
      body: { to: other(land), alert: { kind: 'in_danger', asks: ['find'], urgency: 'urgent' } },
    },
  ],
  die: () => [{ type: 'RecordDeath', body: { notified: [] } }],
  exclude: (_nodes, land) => [
    { type: 'ExcludeParty', body: { country: other(land), agency: 'welfare', reason: 'A cousin.' } },
  ],
};

export const acts: Readonly<Record<Land, Readonly<Record<string, Act>>>> = {
  [Here]: {
    ...either,
    sendForm: () => [{ type: 'SendCaseForm', body: { to: There } }],
    ask: () => [{ type: 'RequestNationalityConfirmation', body: { of: There } }],
    trace: () => [{ type: 'RequestFamilyTracing', body: { of: There, coverStory: 'A friend asks.' } }],
    sharePlan: () => [{ type: 'SharePlan', body: { to: There, plan: { received: [], needed: [] } } }],
    propose: () => [
      {
        type: 'ProposeRepatriation',
        body: { to: There, point: 'bridge', plannedOn: '2013-07-02', escorts: 1 },
      },
    ],
    notifyDeparture: () => [{ type: 'NotifyDeparture', body: { on: day, point: 'bridge', escorts: 1 } }],
    handOver: () => [{ type: 'RecordHandover', body: { ...record, side: 'sending' } }],
    tellOfCourt: () => [{ type: 'NotifyCourtOutcome', body: { to: There, verdict: lawsuit } }],
    withdrawConsent: (nodes) => [
      {
        type: 'WithdrawConsent',
        body: {
          consentId: idOf(
            nodes.file(Here).consent.consents.find(({ purpose }) => purpose === 'return')?.consentId,
          ),
        },
      },
    ],
    withdrawReturn: () => [{ type: 'WithdrawReturnConsent', body: {} }],
    treatAsChild: () => [{ type: 'PresumeMinor', body: {} }],
    correct: (nodes) => [
      {
        type: 'SendCorrection',
        body: {
          messageId: idOf(
            nodes
              .file(Here)
              .disclosure.own.findLast(({ kind }) => kind === 'NationalityConfirmationRequested')?.messageId,
          ),
          fields: ['names'],
        },
      },
    ],
  },
  [There]: {
    ...either,
    acknowledge: () => [{ type: 'AcknowledgeCase', body: { country: Here, focalPerson: 'daw-1' } }],
    askBack: (nodes) => [
      { type: 'AskAdditionalInformation', body: { requestId: requestIn(nodes, There), fields: ['origin'] } },
    ],
    askAccess: (nodes) => [
      { type: 'RequestConsularAccess', body: { requestId: requestIn(nodes, There), place: 'consulate' } },
    ],
    interview: (nodes) => [
      {
        type: 'RecordConsularInterview',
        body: { requestId: requestIn(nodes, There), place: 'consulate', heldOn: '2013-06-02' },
      },
    ],
    decide: (nodes) => [
      {
        type: 'DecideNationality',
        body: {
          requestId: requestIn(nodes, There),
          result: 'confirmed',
          basis: 'household_list',
          send: true,
        },
      },
    ],
    withdrawResult: (nodes) => [
      {
        type: 'WithdrawNationalityResult',
        body: { decisionId: idOf(nodes.file(There).nationality.decisions.at(-1)?.decisionId) },
      },
    ],
    issuePaper: () => [
      { type: 'IssueTravelDocument', body: { kind: 'laissez_passer', paper: { number: 'LP' }, to: Here } },
    ],
    acceptPlan: (nodes) => [
      { type: 'AcceptPlan', body: { planId: idOf(nodes.file(There).reintegration.shared.at(-1)?.planId) } },
    ],
    agree: (nodes) => [{ type: 'AgreeRepatriation', body: { proposalId: proposalIn(nodes, There) } }],
    counter: (nodes) => [
      {
        type: 'CounterPropose',
        body: { proposalId: proposalIn(nodes, There), point: 'port', plannedOn: '2013-07-09' },
      },
    ],
    decline: (nodes) => [
      {
        type: 'DeclineRepatriation',
        body: { proposalId: proposalIn(nodes, There), reason: 'circumstances' },
      },
    ],
    confirmReception: () => [{ type: 'ConfirmReception', body: {} }],
    takeOver: () => [{ type: 'RecordHandover', body: { ...record, side: 'receiving' } }],
    arrive: () => [{ type: 'RecordArrival', body: { place: 'myawaddy-1', nextStep: 'family' } }],
  },
};

const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};
export const plan = { proposalId: id('first'), point: 'bridge', plannedOn: day, escorts: 1 };
const absent = undefined;

/** What has to do with a return, or ends it with all else. */
const ofReturn: ReadonlySet<string> = new Set([
  ...Object.keys(either),
  ...['propose', 'notifyDeparture', 'handOver', 'withdrawConsent', 'withdrawReturn', 'treatAsChild'],
  ...['withdrawResult', 'agree', 'counter', 'decline', 'confirmReception', 'takeOver', 'arrive'],
]);

export const doing = (nodes: TwoNodes, land: Land, act: string): readonly (string | undefined)[] =>
  acts[land][act]!(nodes, land).map((command) => give(nodes, land, command));
const give = (nodes: TwoNodes, country: Land, command: CaseCommand, agency = 'focal'): string | undefined => {
  const given: Given = { country, agency, command };
  return nodes.give(given).refusal?.code;
};

/** The same case as it goes on between the two countries, at each of its places. */
export const places = (): Readonly<Record<string, TwoNodes>> => {
  const nodes = twoNodes(
    [
      ...ready({
        ...{ nationality: absent, document: absent, ownRisk: absent, theirRisk: absent },
        ...{ counselled: absent, consent: absent, fitness: absent },
      }).filter(({ type }) => type !== 'PartnerLinked'),
      presumed,
      {
        type: 'OriginClaimed',
        data: {
          claimId: id('o'),
          source: 'person',
          confidence: 'high',
          origin: { country: There, village: 'Kyar Inn' },
        },
      },
      {
        type: 'RelativeRecorded',
        data: {
          relativeId: id('m'),
          relation: 'mother',
          source: 'person',
          name: { text: 'Daw Mya', script: 'Latn', kind: 'legal' },
        },
      },
    ],
    sampleFacts,
  );
  const reached: Record<string, TwoNodes> = {};
  const here = (name: string): void => {
    reached[name] = nodesFrom(nodes.soFar(), sampleFacts);
  };
  const takes = (land: Land, command: CaseCommand, agency?: string): void => {
    expect({ command: command.type, refused: give(nodes, land, command, agency) }).toEqual({
      command: command.type,
      refused: undefined,
    });
    nodes.settle();
  };
  const step = (land: Land, act: string): void => {
    for (const command of acts[land][act]!(nodes, land)) takes(land, command);
  };
  takes(Here, { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } });
  here('notified');
  step(Here, 'ask');
  step(Here, 'trace');
  step(Here, 'sharePlan');
  here('asked');
  step(There, 'decide');
  takes(Here, { type: 'HoldReturnCounselling', body: { language: 'my' } });
  takes(Here, { type: 'RecordReturnConsent', body: { givenBy: 'person' } });
  step(Here, 'propose');
  here('proposed');
  step(There, 'agree');
  step(Here, 'shareRisk');
  step(There, 'shareRisk');
  step(There, 'issuePaper');
  takes(Here, { type: 'CertifyFitToTravel', body: { validUntil: '2013-07-09' } });
  const proposalId = proposalIn(nodes, Here);
  takes(Here, { type: 'ApproveReturn', body: { proposalId } });
  takes(Here, { type: 'ApproveReturn', body: { proposalId } }, 'welfare');
  takes(Here, { type: 'JoinJourney', body: { journeyId } });
  here('approved');
  step(Here, 'notifyDeparture');
  here('notice');
  step(There, 'suspend');
  here('suspended there');
  step(Here, 'suspend');
  here('suspended by both');
  return reached;
};

const sends = (place: TwoNodes, land: Land, act: string): boolean => {
  const nodes = nodesFrom(place.soFar(), sampleFacts);
  const before = nodes.file(land).disclosure.own.length;
  return doing(nodes, land, act).at(-1) === undefined && nodes.file(land).disclosure.own.length > before;
};

/** What each side could send at a place: all of it before a return is proposed, and what has to do with one afterwards. */
export const ableAt = (place: TwoNodes, land: Land): readonly string[] =>
  Object.keys(acts[land])
    .filter((act) => ofReturn.has(act) || !isUnderWay(place.file(Here).repatriation))
    .filter((act) => sends(place, land, act));
