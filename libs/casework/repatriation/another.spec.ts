import { describe, expect, it } from '@jest/globals';
import type { CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { agreed, conditions, onTheWay, proposed, ready, approved, authorised } from '../spec/returning.js';
import { id, sampleFacts } from '../spec/sample.js';
import { twoNodes, type TwoNodes } from '../spec/two-nodes.js';
import type { SharedRisk } from './values.js';
import { Here, There } from '../spec/lands.js';

const day = '2013-06-03';
const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};
const arrived: NewCaseEvent = {
  type: 'ArrivalLearned',
  data: { by: There, arrivedOn: day, nextStep: 'family' },
};
const none = undefined;
const beginning = [
  ...ready({
    ...{ nationality: none, document: none, ownRisk: none, theirRisk: none, counselled: none },
    ...{ consent: none, fitness: none },
  }).filter(({ type }) => type !== 'PartnerLinked'),
  presumed,
];

type Node = Here | There;
const assessed: SharedRisk = { level: 'low', threats: ['debt'], mitigations: [], reviewOn: '2013-09-01' };

/** Gives a command; that nothing refuses it is part of what is stated. */
const takes = (nodes: TwoNodes, country: Node, agency: string, command: CaseCommand): void => {
  const { refusal } = nodes.give({ country, agency, command });
  expect({ command: command.type, refused: refusal?.code }).toEqual({
    command: command.type,
    refused: undefined,
  });
  nodes.settle();
};

const refusalOf = (nodes: TwoNodes, country: Node, command: CaseCommand): string | undefined =>
  nodes.give({ country, agency: 'focal', command }).refusal?.code;

const propose: CaseCommand = {
  type: 'ProposeRepatriation',
  body: { to: There, point: 'bridge', plannedOn: day, escorts: 1 },
};

const nationalityConfirmed = (nodes: TwoNodes): void => {
  takes(nodes, Here, 'focal', { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } });
  takes(nodes, Here, 'focal', { type: 'RequestNationalityConfirmation', body: { of: There } });
  const requestId = nodes.file(There).nationality.requests.at(-1)?.requestId ?? id('none');
  takes(nodes, There, 'focal', {
    type: 'DecideNationality',
    body: { requestId, result: 'confirmed', basis: 'household_list', send: true },
  });
};

const agreesToGo = (nodes: TwoNodes): void => {
  takes(nodes, Here, 'focal', { type: 'HoldReturnCounselling', body: { language: 'my' } });
  takes(nodes, Here, 'focal', { type: 'RecordReturnConsent', body: { givenBy: 'person' } });
};

/** A whole return, from the papers to the arrival, on both nodes. */
const goesHome = (nodes: TwoNodes, journey: string): void => {
  const journeyId = id(journey);
  takes(nodes, Here, 'focal', propose);
  const proposalId = nodes.file(Here).repatriation.proposal?.proposalId ?? id('none');
  takes(nodes, There, 'focal', { type: 'AgreeRepatriation', body: { proposalId } });
  expect(refusalOf(nodes, Here, { type: 'ApproveReturn', body: { proposalId } })).toBe('condition_missing');
  takes(nodes, Here, 'focal', { type: 'AssessRisk', body: { assessment: assessed } });
  takes(nodes, There, 'focal', { type: 'AssessRisk', body: { assessment: assessed } });
  takes(nodes, There, 'focal', { type: 'ShareRisk', body: { with: Here } });
  takes(nodes, Here, 'focal', { type: 'CertifyFitToTravel', body: { validUntil: '2013-07-01' } });
  expect(refusalOf(nodes, Here, { type: 'ApproveReturn', body: { proposalId } })).toBe('condition_missing');
  takes(nodes, There, 'focal', {
    type: 'IssueTravelDocument',
    body: { kind: 'laissez_passer', paper: { number: journey }, to: Here },
  });
  takes(nodes, Here, 'focal', { type: 'ApproveReturn', body: { proposalId } });
  takes(nodes, Here, 'welfare', { type: 'ApproveReturn', body: { proposalId } });
  takes(nodes, Here, 'focal', { type: 'JoinJourney', body: { journeyId } });
  takes(nodes, Here, 'focal', { type: 'NotifyDeparture', body: { on: day, point: 'bridge', escorts: 1 } });
  takes(nodes, There, 'focal', { type: 'ConfirmReception', body: {} });
  takes(nodes, Here, 'focal', { type: 'RecordLegStarted', body: { journeyId, leg: 0 } });
  takes(nodes, Here, 'focal', { type: 'RecordLegCompleted', body: { journeyId, leg: 0 } });
  const record = { journeyId, point: 'bridge', officer: 'officer-7', items: [], discrepancies: [] };
  takes(nodes, Here, 'focal', { type: 'RecordHandover', body: { ...record, side: 'sending' } });
  takes(nodes, There, 'focal', { type: 'RecordHandover', body: { ...record, side: 'receiving' } });
  expect(nodes.file(Here).repatriation.stage).toBe('handed_over');
  takes(nodes, There, 'focal', {
    type: 'RecordArrival',
    body: { place: 'myawaddy-1', nextStep: 'family' },
  });
  expect([nodes.file(Here).repatriation.stage, nodes.file(There).repatriation.stage]).toEqual([
    'received',
    'received',
  ]);
};

describe('whoever went home and was trafficked again', () => {
  it('goes home a second time, by a return of which nothing of the first is a part', () => {
    const nodes = twoNodes(beginning, sampleFacts);
    nationalityConfirmed(nodes);
    agreesToGo(nodes);
    goesHome(nodes, 'first journey');
    expect(refusalOf(nodes, Here, propose)).toBe('wrong_state');
    expect(refusalOf(nodes, Here, { type: 'WithdrawReturnConsent', body: {} })).toBe('wrong_state');
    expect(refusalOf(nodes, Here, { type: 'RecordReturnConsent', body: { givenBy: 'person' } })).toBe(
      'consent_missing',
    );
    agreesToGo(nodes);
    expect(nodes.file(Here).repatriation).toMatchObject({
      stage: 'none',
      signatures: [],
      signed: [],
      risks: [],
    });
    goesHome(nodes, 'second journey');
    agreesToGo(nodes);
    takes(nodes, Here, 'focal', { type: 'WithdrawReturnConsent', body: {} });
  });

  it('can refuse to go a second time', () => {
    const home: readonly NewCaseEvent[] = [
      ...ready(),
      ...[proposed, agreed, ...approved, ...authorised, ...onTheWay],
      arrived,
    ];
    given(...home)
      .when('RefuseReturn', {})
      .thenRefuses('wrong_state');
    const { file } = given(...home, conditions.counselled)
      .when('RefuseReturn', {})
      .thenRecords('ReturnRefused');
    expect(file.repatriation).toMatchObject({ stage: 'refused', consent: { status: 'refused' } });
  });

  it('is beyond any return once dead', () => {
    const died: NewCaseEvent = { type: 'PersonDied', data: { notified: [] } };
    const { decision } = given(...ready(), arrived, died, conditions.counselled).when('RecordReturnConsent', {
      givenBy: 'person',
    });
    expect(decision.refusal).toBeDefined();
  });
});
