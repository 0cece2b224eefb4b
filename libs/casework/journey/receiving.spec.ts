import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { overThere } from '../spec/crossing.js';
import { journeyId, opened, plannedOn, proposalId } from '../spec/returning.js';
import { consentsTo, id } from '../spec/sample.js';
import { party } from '../spec/travelling.js';
import { screenedFor } from '../spec/histories.js';
import { Here, There, Third } from '../spec/lands.js';
import { amongThree } from '../spec/passing.js';

const people = ['mother', 'father', 'youngest'].map((name) => id(name));
const [mother = '', father = ''] = people;

const codeOf = (decision: { readonly refusal?: { readonly code: string } }) => decision.refusal?.code;

describe('the receiving side', () => {
  const expected = (): NewCaseEvent[] => [
    opened(),
    {
      type: 'RepatriationProposalReceived',
      data: { proposalId, from: Here, point: 'bridge', plannedOn, group: journeyId, escorts: 2 },
    },
    { type: 'RepatriationAgreed', data: { proposalId, by: There } },
    {
      type: 'DepartureExpected',
      data: {
        from: Here,
        journeyId,
        group: journeyId,
        on: plannedOn,
        point: 'bridge',
        escorts: 2,
        names: [],
        documents: [],
      },
    },
  ];
  const arriving = () => {
    const all = party(Object.fromEntries(people.map((caseId) => [caseId, expected()])), overThere());
    for (const caseId of people)
      all.does('ExpectTraveller', { caseId, from: Here, point: 'bridge', on: plannedOn });
    return all;
  };
  const record = { officer: 'officer-22', point: 'bridge', travellers: people, items: [], discrepancies: [] };

  it('makes the journey from the first expected departure', () => {
    const all = arriving();
    expect(all.journey()).toMatchObject({ side: 'receiving', from: Here, to: There, travellers: people });
    expect(
      all.does('ExpectTraveller', { caseId: mother, from: Here, point: 'bridge', on: plannedOn }),
    ).toEqual({
      events: [],
    });
  });

  it('travels its own legs after the handover only', () => {
    const all = arriving();
    all.does('PlanLegs', { legs: [{ from: 'bridge', to: 'yangon', mode: 'road' }] });
    expect(codeOf(all.does('StartLeg', { leg: 0 }))).toBe('wrong_state');
    expect(codeOf(all.does('SignHandover', record))).toBe('wrong_state');
    all.does('SignReception', record);
    expect(codeOf(all.does('StartLeg', { leg: 0 }))).toBeUndefined();
    expect(all.typesOf(mother)).toContain('TransitLegStarted');
    expect(all.typesOf(mother)).not.toContain('DepartureRecorded');
    all.does('EndJourney', {});
    expect(all.journey().ended).toBe(true);
  });

  it('asks a state through which its own legs lead, also once they are handed over', () => {
    const through = { from: 'bridge', to: 'vientiane', mode: 'road' as const, in: Third };
    const home = { from: 'border-of-home', to: 'yangon', mode: 'road' as const, in: There };
    for (const handedOver of [false, true]) {
      const all = party(
        { [mother]: [...expected(), screenedFor('no_fear', Third), ...consentsTo(Third)] },
        {
          ...overThere(),
          instruments: [amongThree],
        },
      );
      all.does('ExpectTraveller', { caseId: mother, from: Here, point: 'bridge', on: plannedOn });
      all.does('PlanLegs', { legs: [through, home] });
      const asks = () => {
        const body = { to: Third, on: plannedOn };
        const { events, refusal } = all.inCase(mother, { type: 'NotifyTransit', body });
        expect(refusal).toBeUndefined();
        expect(events.map(({ type }) => type)).toEqual(['TransitAsked', 'MessageApproved']);
        expect(events[0]?.data).toMatchObject({ of: Third, journey: journeyId, entry: 'bridge' });
      };
      if (!handedOver) asks();
      all.does('SignReception', { ...record, travellers: [mother] });
      all.adds(mother, {
        type: 'HandoverLearned',
        data: {
          side: 'sending',
          officer: 'officer-7',
          point: 'bridge',
          discrepancies: [],
          by: Here,
          journeyId,
        },
      });
      expect(all.file(mother).repatriation.stage).toBe('handed_over');
      if (handedOver) asks();
      const onTheDay = { now: `${plannedOn}T05:00:00.000Z` };
      expect(codeOf(all.does('StartLeg', { leg: 0 }, onTheDay))).toBe('condition_missing');
      all.adds(mother, { type: 'TransitPermitted', data: { by: Third, to: There, on: plannedOn } });
      expect(codeOf(all.does('StartLeg', { leg: 0 }, { now: '2013-07-02T05:00:00.000Z' }))).toBe(
        'condition_missing',
      );
      expect(codeOf(all.does('StartLeg', { leg: 0 }, onTheDay))).toBeUndefined();
      all.does('CompleteLeg', { leg: 0 });
      expect(codeOf(all.does('StartLeg', { leg: 1 }, onTheDay))).toBeUndefined();
    }
  });

  it('drops who is called off, and stops for whom its officer does not take', () => {
    const all = arriving();
    all.inCase(mother, { type: 'CancelReturn', body: { reason: 'circumstances' } });
    expect(all.journey().travellers).not.toContain(mother);
    all.does('RefuseHandover', { point: 'bridge', travellers: [father], reason: 'logistics' });
    expect(all.file(father).repatriation.suspendedBy).toEqual([There]);
    expect(all.irregularitiesOf(father)).toEqual([]);
  });
});
