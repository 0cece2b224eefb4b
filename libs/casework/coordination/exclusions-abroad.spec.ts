import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseEvents,
  type CaseCommand,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { audienceOf } from '../words/audience.js';
import { inbound, overThere, notice } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import {
  caseOpened,
  identityKnown,
  openToThere,
  sampleName,
  screenedFor,
  asSaid,
  sampleMother,
  samplePlace,
} from '../spec/histories.js';
import { consentsTo, id, sampleActor, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { twoNodes, type Given, type TwoNodes } from '../spec/two-nodes.js';
import { isExcluded } from './state.js';
import { goes, goesNot } from '../spec/stated.js';
import { Fourth, Here, There } from '../spec/lands.js';

const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};
const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});
const begun = (): TwoNodes =>
  twoNodes(
    [
      ...[caseOpened, joins('welfare'), joins('police'), screenedFor('no_fear')],
      ...[...consentsTo(There), ...identityKnown, presumed],
    ],
    sampleFacts,
  );

const reason = 'A cousin of the recruiter works there.';
const by = (agency: string, command: CaseCommand): Given => ({ country: Here, agency, command });
const focal = (command: CaseCommand): Given => by('focal', command);
const exclude = (party: { agency?: string; officialId?: string }): Given =>
  focal({ type: 'ExcludeParty', body: { country: There, ...party, reason } });
const office = { agency: 'welfare' };
const official = { officialId: 'nine' };

const steps = {
  notify: (): Given => focal({ type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } }),
  ask: (): Given => focal({ type: 'RequestNationalityConfirmation', body: { of: There } }),
  sendForm: (): Given => focal({ type: 'SendCaseForm', body: { to: There } }),
  excludeOffice: (): Given => exclude(office),
  excludeOfficial: (): Given => exclude(official),
  lift: (nodes: TwoNodes): Given =>
    focal({ type: 'LiftExclusion', body: { exclusionId: lastExclusion(nodes) } }),
  confirmLift: (nodes: TwoNodes): Given =>
    by('police', { type: 'ConfirmExclusionLift', body: { exclusionId: lastExclusion(nodes) } }),
  stop: (): Given => focal({ type: 'StopContact', body: { with: There, reason: 'Followed.' } }),
  resume: (): Given => focal({ type: 'ResumeContact', body: { with: There } }),
  consent: (): Given =>
    focal({
      type: 'ScreenProtection',
      body: { about: There, language: 'my', inPrivate: true, result: 'no_fear' },
    }),
} satisfies Record<string, (nodes: TwoNodes) => Given>;

const lastExclusion = (nodes: TwoNodes): string =>
  nodes.file(Here).coordination.exclusions.at(-1)?.exclusionId ?? id('none');

const told = (nodes: TwoNodes): readonly RecordedCaseEvent[] =>
  nodes
    .history(There)
    .filter((event) => event.type === 'MessageReceived' && event.data.kind === 'PartyExcluded');

const bound = (nodes: TwoNodes, party: { agency?: string; officialId?: string }): boolean =>
  isExcluded(nodes.file(There).coordination, party);

const aStory = fc.array(
  fc.record({
    what: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
    crosses: fc.boolean(),
  }),
  { minLength: 4, maxLength: 14 },
);

const crossing = (...order: readonly (keyof typeof steps)[]) =>
  order.map((what) => ({ what, crosses: true }));
const begins = crossing('notify', 'excludeOffice');
const ends = crossing('lift', 'confirmLift');

const play = (nodes: TwoNodes, ...order: readonly (keyof typeof steps)[]): TwoNodes => {
  for (const step of order) {
    nodes.give(steps[step](nodes));
    nodes.settle();
  }
  return nodes;
};

describe('an exclusion of an office or official of another country', () => {
  it('binds there whenever it was made, ahead of whatever went after it, and ends there when it ends here', () => {
    let binding = 0;
    let ended = 0;
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = begun();
        for (const { what, crosses } of story) {
          nodes.give(steps[what](nodes));
          if (crosses) nodes.settle();
        }
        nodes.settle();
        const here = nodes.file(Here);
        if (here.contact.stopped.includes(There) || !nodes.file(There).coordination.opened) return;
        const mayTell = nodes.give(steps.sendForm()).refusal === undefined;
        nodes.settle();
        for (const party of [office, official]) {
          const stands = isExcluded(nodes.file(Here).coordination, { country: There, ...party });
          if (stands || mayTell)
            expect({ party, bound: bound(nodes, party) }).toEqual({ party, bound: stands });
          if (stands) binding += 1;
          else if (nodes.history(There).some(({ type }) => type === 'ExclusionLifted')) ended += 1;
        }
      }),
      { numRuns: 80, examples: [[begins], [[...begins, ...ends]]] },
    );
    expect(binding).toBeGreaterThan(0);
    expect(ended).toBeGreaterThan(0);
  });

  it('made before a question keeps the office from ever being brought in for it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<(keyof typeof steps)[]>(['excludeOffice', 'notify'], ['notify', 'excludeOffice']),
        fc.boolean(),
        (order, together) => {
          const nodes = begun();
          for (const step of order) {
            nodes.give(steps[step](nodes));
            if (!together) nodes.settle();
          }
          play(nodes, 'ask');
          const broughtIn = nodes
            .history(There)
            .flatMap((event) => (event.type === 'AgencyInvolved' ? [event.data.agency] : []));
          expect(broughtIn).toContain('police');
          expect(broughtIn).not.toContain('welfare');
        },
      ),
    );
  });

  it('made after a question takes it from the office, and leaves what the office found marked and in review', () => {
    const nodes = play(begun(), 'notify', 'ask');
    const requestId = nodes.file(There).nationality.requests[0]?.requestId ?? '';
    nodes.give({
      country: There,
      agency: 'welfare',
      command: {
        type: 'DecideNationality',
        body: { requestId, result: 'confirmed', basis: 'household_list', send: true },
      },
    });
    nodes.settle();
    play(nodes, 'excludeOffice');
    expect(bound(nodes, office)).toBe(true);
    for (const country of [Here, There] as const) {
      expect(nodes.file(country).coordination.irregularities).toContainEqual({
        rule: 'decided_by_excluded',
        about: expect.any(String),
        told: 'focal_point',
      });
    }
    expect(
      nodes.give({
        country: There,
        agency: 'focal',
        command: { type: 'ForwardNationalityCheck', body: { requestId, to: 'welfare' } },
      }).refusal?.code,
    ).toBe('excluded_party');
  });

  it('tells which office or official, and nothing of the reason', () => {
    const nodes = play(begun(), 'notify', 'excludeOffice', 'excludeOfficial');
    expect(JSON.stringify(nodes.history(There))).not.toContain('cousin');
    expect(nodes.history(There).filter(({ type }) => type === 'PartyExcluded')).toMatchObject([
      { data: { from: Here, agency: 'welfare' } },
      { data: { from: Here, officialId: 'nine' } },
    ]);
  });

  it('is known there to the focal point, unless that is whom it keeps out, and nothing of its messages to others', () => {
    const learned = { from: Here, agency: 'welfare', exclusionId: id('x') };
    expect(audienceOf(caseEvents.PartyExcluded, learned)).toEqual({
      kind: 'offices',
      offices: [],
      viewers: ['FP'],
      keptFrom: 'welfare',
    });
    for (const type of ['MessageApproved', 'MessageReleased', 'MessageReceived', 'MessageReceipted'] as const)
      for (const kind of ['PartyExcluded', 'ExclusionLifted'])
        expect(audienceOf(caseEvents[type], { kind })).toMatchObject({ offices: [], viewers: ['FP'] });
  });

  it('is told once to whom it concerns, said twice by an office or not', () => {
    const nodes = play(begun(), 'notify', 'excludeOffice', 'excludeOffice', 'ask', 'sendForm');
    expect(told(nodes)).toHaveLength(1);
  });

  it('is not told where nothing went, where contact is stopped, or to a third country', () => {
    for (const order of [['excludeOffice'], ['notify', 'stop', 'excludeOffice']] as const)
      expect(told(play(begun(), ...order))).toEqual([]);
    const nodes = play(begun(), 'notify');
    nodes.give(focal({ type: 'ExcludeParty', body: { country: Fourth, officialId: 'nine', reason } }));
    nodes.settle();
    expect(told(nodes)).toEqual([]);
    expect(bound(play(begun(), 'notify', 'stop', 'excludeOffice', 'resume'), office)).toBe(true);
  });

  it('of the focal point there lets nothing go that it would handle, and still binds', () => {
    const nodes = play(begun(), 'notify');
    nodes.give(exclude({ agency: 'focal' }));
    nodes.settle();
    expect(nodes.give(steps.ask()).refusal?.code).toBe('excluded_party');
    expect(bound(nodes, { agency: 'focal' })).toBe(true);
    expect(nodes.file(There).coordination.irregularities).toContainEqual({
      rule: 'owner_excluded',
      about: 'focal',
    });
  });

  it('that was not taken there lets nothing more go, until it is told again', () => {
    const exclusion: NewCaseEvent = {
      type: 'PartyExcluded',
      data: { exclusionId: id('x'), country: There, agency: 'welfare', reason },
    };
    const messageId = id('PartyExcluded');
    const refused: NewCaseEvent = {
      type: 'MessageReceipted',
      data: { messageId, kind: 'PartyExcluded', from: There, outcome: 'refused', reason: 'bad_payload' },
    };
    const before = [
      ...[...openToThere, ...identityKnown, exclusion],
      ...sentMessage('CaseNotified', { released: 1 }),
      ...sentMessage('PartyExcluded', { payload: { exclusionId: id('x'), agency: 'welfare' }, released: 2 }),
    ];
    const form = {
      names: [{ ...sampleName, ...asSaid }],
      origin: { ...samplePlace, ...asSaid },
      relatives: [{ ...sampleMother, source: 'person' }],
    };
    given(...before)
      .when('SendCaseForm', { to: There })
      .thenRecords({ CaseFormShared: { to: There } }, goes('CaseFormSent', There, form));
    given(...before, refused)
      .when('SendCaseForm', { to: There })
      .thenRefuses('excluded_party', goesNot('CaseFormSent', There, 'excluded_party'));
    given(...before, refused)
      .when('ExcludeParty', { country: There, agency: 'welfare', reason })
      .thenRecords(goes('PartyExcluded', There, { agency: 'welfare' }))
      .when('SendCaseForm', { to: There })
      .thenRecords({ CaseFormShared: { to: There } }, goes('CaseFormSent', There, form));
  });

  it('goes before what was approved for that country and had not gone', () => {
    const node = { actor: sampleActor('node', 'node') };
    const excluded = given(
      ...openToThere,
      ...sentMessage('CaseNotified', { released: 1 }),
      ...sentMessage('CaseFormSent', { payload: { formId: id('form'), names: [sampleName] } }),
    ).when('ExcludeParty', { country: There, agency: 'welfare', reason });
    const [, approved] = excluded.decision.events;
    const messageId = approved?.type === 'MessageApproved' ? approved.data.messageId : '';
    const form = { messageId: id('CaseFormSent') };
    excluded.when('ReleaseMessage', form, node).thenRefuses('wrong_state');
    excluded
      .when('ReleaseMessage', { messageId }, node)
      .thenRecords({ MessageReleased: { kind: 'PartyExcluded', to: There, sequence: 2 } })
      .when('ReleaseMessage', form, node)
      .thenRecords({ MessageReleased: { kind: 'CaseFormSent', to: There, sequence: 3 } });
  });

  it('binds where it overtook the question, and where the question came first', () => {
    const tells = inbound('PartyExcluded', { exclusionId: id('x'), agency: 'welfare' }, { sequence: 3 });
    const asks = inbound(
      'NationalityConfirmationRequested',
      { requestId: id('r'), names: [sampleName] },
      { sequence: 2 },
    );
    for (const order of [
      [tells, asks],
      [asks, tells],
    ]) {
      let world = given().when('ReceiveMessage', inbound('CaseNotified', notice), overThere());
      for (const message of order) world = world.when('ReceiveMessage', message, overThere());
      expect(world.file.disclosure.theirs.map(({ outcome }) => outcome)).toEqual(Array(3).fill('effective'));
      expect(isExcluded(world.file.coordination, office)).toBe(true);
    }
  });

  it('is lifted by nobody but the country that made it', () => {
    const nodes = play(begun(), 'notify', 'excludeOffice');
    const exclusionId = nodes.file(There).coordination.exclusions[0]?.exclusionId ?? '';
    const lift = nodes.give({
      country: There,
      agency: 'focal',
      command: { type: 'LiftExclusion', body: { exclusionId } },
    });
    expect(lift.refusal?.code).toBe('unknown_reference');
    play(nodes, 'lift', 'confirmLift');
    expect(bound(nodes, office)).toBe(false);
  });
});
