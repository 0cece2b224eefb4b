import { describe, expect, it } from '@jest/globals';
import type { CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import {
  heldAsWitness,
  onTheDay,
  plannedOn,
  proposed,
  ready,
  journeyId,
  proposalId,
  scheduled,
} from '../spec/returning.js';
import { id, sampleActor } from '../spec/sample.js';
import { party, type Party } from '../spec/travelling.js';
import { journeyPublicCommands, type JourneyCommand } from './commands.js';
import { Here, There } from '../spec/lands.js';

const people = ['mother', 'father', 'aunt', 'eldest', 'second', 'youngest'].map((name) => id(name));
const [mother = '', father = '', , , , youngest = ''] = people;

const plan = {
  to: There,
  point: 'bridge',
  on: plannedOn,
  legs: [
    { from: 'shelter', to: 'mae-sot', mode: 'road' },
    { from: 'mae-sot', to: 'bridge', mode: 'foot' },
  ],
} as const;
const planned = { ...plan, legs: [...plan.legs] };

const family = (changes: Readonly<Record<string, readonly NewCaseEvent[]>> = {}): Party => {
  const all = party(
    { ...Object.fromEntries(people.map((caseId) => [caseId, scheduled])), ...changes },
    onTheDay,
  );
  all.does('PlanJourney', planned);
  for (const caseId of people) all.does('AddTraveller', { caseId });
  return all;
};

const placeHold = {
  type: 'PlaceHold',
  body: {
    authority: 'Court',
    until: '2013-12-01',
    reviewOn: '2013-07-25',
    personsView: 'Wants to go home.',
    advanceTestimony: 'tried',
  },
} as const;

const started = (leg: number, travellers: readonly string[]) => ({
  type: 'LegStarted',
  data: { leg, travellers, legs: 2, point: 'bridge' },
});

const codeOf = (decision: { readonly refusal?: { readonly code: string } }) => decision.refusal?.code;

describe('who is excluded from the case of a traveller', () => {
  it('starts no leg and authorises no handover, and nobody leaves the journey for it', () => {
    const all = family({
      [father]: [
        ...scheduled,
        {
          type: 'PartyExcluded',
          data: { exclusionId: id('exclusion'), officialId: 'officer-9', reason: 'Named.' },
        },
      ],
    });
    const excluded = { actor: sampleActor('focal', 'officer-9') };
    expect(codeOf(all.does('StartLeg', { leg: 0 }, excluded))).toBe('not_possible_now');
    expect(codeOf(all.does('StartLeg', { leg: 0 }))).toBeUndefined();
    expect(codeOf(all.does('AuthoriseHandover', { point: 'bridge' }, excluded))).toBe('not_possible_now');
    expect(all.journey().travellers).toEqual(people);
  });
});

describe('planning a journey', () => {
  it('is done once, to a handover point of both countries, not in the past', () => {
    expect(codeOf(party({}).does('PlanJourney', { ...planned, to: Here }))).toBe('unknown_reference');
    expect(codeOf(party({}).does('PlanJourney', { ...planned, point: 'nowhere' }))).toBe('unknown_reference');
    expect(codeOf(party({}).does('PlanJourney', { ...planned, on: '2013-06-02' }))).toBe('impossible_date');
    expect(codeOf(family().does('PlanJourney', planned))).toBe('already_exists');
  });

  it('needs the mandate, and a journey for every other step', () => {
    const powerless = { actor: sampleActor('powerless') };
    expect(codeOf(party({}).does('PlanJourney', planned, powerless))).toBe('no_mandate');
    expect(codeOf(party({}).does('StartLeg', { leg: 0 }))).toBe('unknown_reference');
  });

  it('adds travellers, who know their journey', () => {
    const all = family();
    expect(all.journey().travellers).toEqual(people);
    expect(all.file(mother).repatriation.journeyId).toBe(journeyId);
    expect(all.does('AddTraveller', { caseId: mother })).toEqual({ events: [] });
  });

  it('refuses who has no return there, another point, or must not be told apart', () => {
    const stranger = id('stranger');
    const add = (...history: readonly NewCaseEvent[]) => {
      const all = party({ [stranger]: history });
      all.does('PlanJourney', planned);
      return codeOf(all.does('AddTraveller', { caseId: stranger }));
    };
    const elsewhere: NewCaseEvent = {
      type: 'RepatriationProposed',
      data: { proposalId, to: There, point: 'port', plannedOn, escorts: 2 },
    };
    expect(add(...ready())).toBe('wrong_state');
    expect(add(...ready(), elsewhere)).toBe('wrong_place');
    expect(add(...ready(), proposed, heldAsWitness)).toBe('not_possible_now');
    expect(codeOf(family().does('AddTraveller', { caseId: stranger }))).toBe('unknown_reference');
  });

  it('holds no personal data', () => {
    const all = family();
    all.does('StartLeg', { leg: 0 });
    expect(JSON.stringify(all.journey())).not.toContain('အေးအေး');
  });
});

describe('a leg', () => {
  it('starts with all whose conditions hold, and brings the step to each case', () => {
    const all = family();
    expect(all.does('StartLeg', { leg: 0 }).events).toEqual([started(0, people)]);
    for (const caseId of people) {
      expect(all.typesOf(caseId).slice(-2)).toEqual(['DepartureRecorded', 'TransitLegStarted']);
      expect(all.irregularitiesOf(caseId)).toEqual([]);
    }
  });

  it('leaves out who may not travel, without a word of why', () => {
    const held = family({ [father]: [...scheduled, heldAsWitness] });
    expect(held.journey().travellers).not.toContain(father);

    const later = family();
    later.inCase(father, placeHold);
    const { events, refusal } = later.does('StartLeg', { leg: 0 });
    expect(refusal).toBeUndefined();
    expect(events).toEqual([
      { type: 'TravellerLeft', data: { caseId: father } },
      started(
        0,
        people.filter((caseId) => caseId !== father),
      ),
    ]);
    expect(later.file(father).repatriation.journeyId).toBeUndefined();
    expect(later.typesOf(father)).not.toContain('DepartureRecorded');
  });

  it('is refused where nobody is left, neutrally where a reason must not be known', () => {
    const alone = (...more: readonly NewCaseEvent[]) => {
      const all = party({ [mother]: scheduled }, onTheDay);
      all.does('PlanJourney', planned);
      all.does('AddTraveller', { caseId: mother });
      for (const event of more)
        if (event.type === 'RepatriationSuspended')
          all.inCase(mother, { type: 'SuspendReturn', body: { reason: 'border_closed' } });
        else all.inCase(mother, placeHold);
      return all.does('StartLeg', { leg: 0 });
    };
    const suspended: NewCaseEvent = {
      type: 'RepatriationSuspended',
      data: { by: Here, reason: 'border_closed' },
    };
    expect(codeOf(alone(suspended))).toBe('condition_missing');
    expect(codeOf(alone(heldAsWitness))).toBe('not_possible_now');
    expect(codeOf(alone(suspended, heldAsWitness))).toBe('not_possible_now');
    expect(alone(heldAsWitness).events).toEqual([]);
  });

  it('is travelled in order, and ends once', () => {
    const all = family();
    expect(codeOf(all.does('StartLeg', { leg: 1 }))).toBe('wrong_state');
    expect(codeOf(all.does('StartLeg', { leg: 2 }))).toBe('unknown_reference');
    expect(codeOf(all.does('CompleteLeg', { leg: 0 }))).toBe('wrong_state');
    all.does('StartLeg', { leg: 0 });
    expect(codeOf(all.does('StartLeg', { leg: 0 }))).toBe('already_exists');
    expect(codeOf(all.does('StartLeg', { leg: 1 }))).toBe('wrong_state');
    expect(codeOf(all.does('CompleteLeg', { leg: 0, occurredAt: `${plannedOn}T03:00:00Z` }))).toBe(
      'impossible_date',
    );
    all.does('CompleteLeg', { leg: 0 });
    expect(all.does('CompleteLeg', { leg: 0 })).toEqual({ events: [] });
    expect(all.typesOf(mother).at(-1)).toBe('TransitLegCompleted');
    expect(codeOf(all.does('StartLeg', { leg: 1 }))).toBeUndefined();
  });

  it('that was started without asking is recorded, with irregularities in the cases', () => {
    const all = family();
    all.inCase(mother, { type: 'SuspendReturn', body: { reason: 'circumstances' } });
    expect(codeOf(all.does('ReportLegStarted', { leg: 0, travellers: [mother, father] }))).toBeUndefined();
    expect(all.irregularitiesOf(mother)).toEqual([
      'travel_condition_missing',
      'travel_without_confirmed_notice',
    ]);
    expect(all.irregularitiesOf(father)).toEqual([]);
    expect(all.journey().travellers).toEqual([mother, father]);
    expect(codeOf(family().does('ReportLegStarted', { leg: 0, travellers: [id('stranger')] }))).toBe(
      'unknown_reference',
    );
  });
});

describe('the mother withdraws on the way to the bridge', () => {
  it('and the journey goes on without her and one child: four go on, two stay', () => {
    const all = family();
    all.does('StartLeg', { leg: 0 });
    for (const caseId of [mother, youngest]) {
      expect(
        all.inCase(caseId, { type: 'WithdrawReturnConsent', body: {} }).events.map(({ type }) => type),
      ).toEqual(['ReturnConsentWithdrawn', 'RepatriationCancelled', 'MessageApproved']);
    }
    const going = people.filter((caseId) => caseId !== mother && caseId !== youngest);
    expect(all.journey().travellers).toEqual(going);
    all.does('CompleteLeg', { leg: 0 });
    expect(all.does('StartLeg', { leg: 1 }).events).toEqual([started(1, going)]);
    all.does('AuthoriseHandover', { point: 'bridge' });
    all.does('SignHandover', {
      officer: 'officer-7',
      point: 'bridge',
      travellers: going,
      items: [{ caseId: father, items: ['travel_document'] }],
      discrepancies: [],
    });
    for (const caseId of people) {
      expect(all.typesOf(caseId).includes('HandoverSigned')).toBe(going.includes(caseId));
      expect(all.irregularitiesOf(caseId)).toEqual([]);
    }
    expect(all.file(mother).repatriation.stage).toBe('cancelled');
    expect(all.file(mother).repatriation.journeyId).toBeUndefined();
  });
});

describe('the handover', () => {
  const record = { officer: 'officer-7', point: 'bridge', travellers: people, items: [], discrepancies: [] };
  const there = () => {
    const all = family();
    all.does('StartLeg', { leg: 0 });
    return all;
  };

  it('is permitted at the notified point alone; elsewhere it is a fact with an irregularity', () => {
    expect(codeOf(there().does('AuthoriseHandover', { point: 'port' }))).toBe('wrong_place');
    expect(codeOf(there().does('AuthoriseHandover', { point: 'bridge' }))).toBeUndefined();
    const elsewhere = there();
    expect(codeOf(elsewhere.does('SignHandover', { ...record, point: 'port' }))).toBeUndefined();
    expect(elsewhere.irregularitiesOf(father)).toEqual(['handover_at_other_point']);
  });

  it('is not possible before departure, of strangers, or by the other side', () => {
    expect(codeOf(family().does('SignHandover', record))).toBe('wrong_state');
    expect(codeOf(family().does('AuthoriseHandover', { point: 'bridge' }))).toBe('wrong_state');
    expect(codeOf(there().does('SignHandover', { ...record, travellers: [id('stranger')] }))).toBe(
      'unknown_reference',
    );
    expect(codeOf(there().does('SignReception', record))).toBe('wrong_state');
    expect(
      codeOf(there().does('RefuseHandover', { point: 'bridge', travellers: people, reason: 'logistics' })),
    ).toBe('wrong_state');
  });

  it('is signed once for each traveller', () => {
    const all = there();
    all.does('SignHandover', { ...record, travellers: [mother] });
    expect(
      all.does('SignHandover', { ...record, travellers: [mother, father] }).events[0]?.data,
    ).toMatchObject({
      travellers: [father],
    });
    expect(all.does('SignHandover', { ...record, travellers: [mother] })).toEqual({ events: [] });
  });

  it('hides a hold that comes up before it', () => {
    const all = there();
    for (const caseId of people) all.inCase(caseId, placeHold);
    expect(codeOf(all.does('AuthoriseHandover', { point: 'bridge' }))).toBe('not_possible_now');
  });

  it('is left by whoever fears the state as by whoever wants nothing more to go there', () => {
    const asked = { language: 'my', inPrivate: true };
    const afterwards = (command: CaseCommand) => {
      const all = there();
      all.inCase(father, command);
      const { events, refusal } = all.does('AuthoriseHandover', { point: 'bridge' });
      return { events, refusal, types: all.typesOf(father), travellers: all.journey().travellers };
    };
    const afraid = afterwards({
      type: 'ScreenProtection',
      body: { ...asked, about: There, result: 'fears_officials' },
    });
    expect(afraid.travellers).not.toContain(father);
    expect(afterwards({ type: 'WithdrawEverything', body: { ...asked, towards: There } })).toEqual(afraid);
  });
});

describe('every command of a journey', () => {
  it.each(Object.entries(journeyPublicCommands))(
    '%s has an example that parses',
    (_type, { body, example }) => {
      expect(body.safeParse(example).success).toBe(true);
    },
  );

  it('answers, and never throws, on an empty journey and on one that has ended', () => {
    const ended = family();
    ended.does('EndJourney', {});
    for (const [type, { body, example }] of Object.entries(journeyPublicCommands)) {
      const command = { type, body: body.parse(example) } as JourneyCommand;
      expect(() => party({}).does(command.type, command.body)).not.toThrow();
      expect(() => ended.does(command.type, command.body)).not.toThrow();
    }
  });
});
