import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { Fourth, Here, There } from '../spec/lands.js';
import { conditions, consented, heldAsWitness, plannedOn, proposed } from '../spec/returning.js';
import { id, sampleActor, sampleInstrumentWith } from '../spec/sample.js';
import { State } from '../words/states.js';

const home = State.parse('BD');
const plan = { to: home, agreedWith: 'focal', point: 'dhaka-airport', plannedOn, escorts: 1 };
const { theirRisk: _theirs, ...own } = conditions;
/** All that a return needs, from a country without a node. */
const ready: readonly NewCaseEvent[] = [
  ...Object.values<NewCaseEvent>(own).filter(({ type }) => type !== 'ProtectionScreened'),
  {
    type: 'ProtectionScreened',
    data: { screeningId: id('asked'), about: home, language: 'my', inPrivate: true, result: 'no_fear' },
  },
  {
    type: 'NationalityResultLearned',
    data: { ...conditions.nationality.data, decisionId: id('at home'), from: home },
  },
  {
    type: 'TravelDocumentLearned',
    data: { ...conditions.document.data, documentId: id('of home'), from: home },
  },
];
const without = (...types: readonly NewCaseEvent['type'][]) =>
  ready.filter(({ type }) => !types.includes(type));

const arranged = given(...ready).when('ArrangeReturn', plan);
const proposalId = arranged.file.repatriation.proposal?.proposalId ?? '';
const onTheDay = { now: `${plannedOn}T02:00:00.000Z` };
const second = { actor: sampleActor('welfare', 'officer-2') };
const approved = arranged
  .when('ApproveReturn', { proposalId })
  .when('ApproveReturn', { proposalId }, second)
  .when('AuthoriseDeparture', { on: plannedOn });

describe('a return to a country that no instrument binds', () => {
  it('is arranged, approved by two, authorised and recorded to its end, and nothing crosses', () => {
    arranged.thenRecords({ ReturnArranged: { ...plan, proposalId } });
    approved.thenRecords({ DepartureAuthorised: { on: plannedOn, point: 'dhaka-airport' } });
    const gone = approved.when('RecordDeparture', {}, onTheDay);
    gone.thenRecords({ DepartureRecorded: { journeyId: proposalId } });
    const there = gone.when('RecordArrivalAbroad', { arrivedOn: plannedOn, nextStep: 'family' }, onTheDay);
    there.thenRecords({ ArrivalLearned: { by: home, arrivedOn: plannedOn, nextStep: 'family' } });
    expect(there.file.repatriation.stage).toBe('received');
    expect(there.file.disclosure.own).toEqual([]);
    there
      .when('RecordArrivalAbroad', { arrivedOn: plannedOn, nextStep: 'family' })
      .thenRefuses('already_exists');
    gone.when('RecordDeparture', {}, onTheDay).thenRefuses('already_exists');
  });

  it('takes the place of no return that another country was told of', () => {
    given(...ready, proposed)
      .when('ArrangeReturn', plan)
      .thenRefuses('wrong_state');
  });

  it('goes through no state that was asked and has not permitted it', () => {
    const signed = (agency: string): NewCaseEvent => ({
      type: 'ReturnApprovalGiven',
      data: { proposalId, agency },
    });
    const upToTheDay: readonly NewCaseEvent[] = [
      ...ready,
      { type: 'ReturnArranged', data: { ...plan, proposalId } },
      signed('focal'),
      signed('welfare'),
      { type: 'RepatriationApproved', data: { proposalId } },
    ];
    const asked: NewCaseEvent = { type: 'TransitAsked', data: { of: There, on: plannedOn } };
    expect(given(...upToTheDay).when('AuthoriseDeparture', { on: plannedOn }).types).toEqual([
      'DepartureAuthorised',
    ]);
    given(...upToTheDay, asked)
      .when('AuthoriseDeparture', { on: plannedOn })
      .thenRefuses('condition_missing');
  });

  it('is planned anew after one that came to nothing, and sets out anew', () => {
    const gone = approved.when('RecordDeparture', {}, onTheDay);
    const back = gone.when('SuspendReturn', { reason: 'logistics' }, onTheDay);
    const next = { now: '2013-07-02T02:00:00.000Z' };
    const anew = back.when('ArrangeReturn', { ...plan, plannedOn: '2013-07-08' }, next);
    anew
      .when('RecordArrivalAbroad', { arrivedOn: '2013-07-02', nextStep: 'family' }, next)
      .thenRefuses('wrong_state');
    const again = { proposalId: anew.file.repatriation.proposal?.proposalId ?? '' };
    const left = anew
      .when('ApproveReturn', again, next)
      .when('ApproveReturn', again, { ...second, ...next })
      .when('AuthoriseDeparture', { on: '2013-07-08' }, next)
      .when('RecordDeparture', {}, { now: '2013-07-08T02:00:00.000Z' });
    left.thenRecords({ DepartureRecorded: { journeyId: again.proposalId } });
    left.when('RecordDeparture', {}, { now: '2013-07-08T03:00:00.000Z' }).thenRefuses('already_exists');
  });

  it('is agreed with no office that is kept out of the case', () => {
    given(...ready)
      .when(
        'ExcludeParty',
        { country: home, agency: plan.agreedWith, reason: 'A cousin of the broker.' },
        second,
      )
      .when('ArrangeReturn', plan)
      .thenRefuses('excluded_party');
  });

  it('is marked where the person set out or arrived on another day, or after it was stopped', () => {
    const marks = ({ decision }: typeof approved) =>
      decision.events.flatMap((event) => (event.type === 'IrregularityRaised' ? [event.data.rule] : []));
    const later = { now: '2013-07-04T02:00:00.000Z' };
    expect(marks(approved.when('RecordDeparture', {}, onTheDay))).toEqual([]);
    const late = approved.when('RecordDeparture', {}, later);
    expect(marks(late)).toEqual(['travel_on_another_day']);
    const there = { arrivedOn: '2013-07-04', nextStep: 'family' } as const;
    expect(marks(late.when('RecordArrivalAbroad', there, later))).toEqual(['travel_on_another_day']);
    const off = approved
      .when('RecordDeparture', {}, onTheDay)
      .when('CancelReturn', { reason: 'logistics' }, onTheDay);
    const arrived = { arrivedOn: plannedOn, nextStep: 'family' } as const;
    expect(marks(off.when('RecordArrivalAbroad', arrived, onTheDay))).toEqual(['travel_after_stop']);
  });

  it('that was recorded by mistake as gone or arrived is taken back by who recorded it', () => {
    const gone = approved.when('RecordDeparture', {}, onTheDay);
    const there = gone.when('RecordArrivalAbroad', { arrivedOn: plannedOn, nextStep: 'family' }, onTheDay);
    const entryOf = (type: string) =>
      there.file.history.find((event) => event.type === type)?.meta.eventId ?? '';
    there
      .when(
        'TakeBackEntry',
        { entryId: entryOf('ArrivalLearned'), mistake: 'wrong_file' },
        { ...second, ...onTheDay },
      )
      .thenRefuses('unknown_reference');
    const back = there.when(
      'TakeBackEntry',
      { entryId: entryOf('ArrivalLearned'), mistake: 'wrong_file' },
      onTheDay,
    );
    expect(back.file.repatriation.stage).toBe('in_transit');
    const home = back.when(
      'TakeBackEntry',
      { entryId: entryOf('DepartureRecorded'), mistake: 'wrong_file' },
      onTheDay,
    );
    expect(home.file.repatriation.stage).toBe('scheduled');
    home.when('RecordDeparture', {}, onTheDay).thenRecords({ DepartureRecorded: { journeyId: proposalId } });
  });

  it('that was begun by hand is finished by hand, also where an instrument enters into force meanwhile', () => {
    const inForce = { instruments: [sampleInstrumentWith(Fourth)] };
    const there = ready.map(
      (event) => JSON.parse(JSON.stringify(event).replaceAll('"BD"', JSON.stringify(Fourth))) as NewCaseEvent,
    );
    const without = { instruments: [] };
    const begun = given(...there).when('ArrangeReturn', { ...plan, to: Fourth }, without);
    const again = { proposalId: begun.file.repatriation.proposal?.proposalId ?? '' };
    const gone = begun
      .when('ApproveReturn', again, inForce)
      .when('ApproveReturn', again, { ...second, ...inForce })
      .when('AuthoriseDeparture', { on: plannedOn }, inForce)
      .when('RecordDeparture', {}, { ...onTheDay, ...inForce });
    const arrived = gone.when(
      'RecordArrivalAbroad',
      { arrivedOn: plannedOn, nextStep: 'family' },
      { ...onTheDay, ...inForce },
    );
    arrived.thenRecords({ ArrivalLearned: { by: Fourth, arrivedOn: plannedOn, nextStep: 'family' } });
    expect(arrived.file.disclosure.own).toEqual([]);
    begun.when('ArrangeReturn', { ...plan, to: Fourth }, inForce).thenRefuses('wrong_state');
  });

  it('asks whatever protects the person: fear, consent, papers, a court', () => {
    given(...without('ProtectionScreened'))
      .when('ArrangeReturn', plan)
      .thenRefuses('not_possible_now');
    given(...ready, heldAsWitness)
      .when('ArrangeReturn', plan)
      .thenRefuses('not_possible_now');
    given(...without('ReturnConsentGiven'))
      .when('ArrangeReturn', plan)
      .thenRefuses('consent_missing');
    given(...without('NationalityResultLearned'))
      .when('ArrangeReturn', plan)
      .thenRefuses('condition_missing');
    for (const missing of ['TravelDocumentLearned', 'RiskAssessed', 'FitToTravelCertified'] as const) {
      const planned = given(...without(missing)).when('ArrangeReturn', plan);
      const body = { proposalId: planned.file.repatriation.proposal?.proposalId ?? '' };
      planned.when('ApproveReturn', body).thenRefuses('condition_missing');
    }
  });

  it('is arranged with nobody who speaks for itself, and departs on no one signature', () => {
    given(...ready)
      .when('ArrangeReturn', { ...plan, to: There })
      .thenRefuses('wrong_state');
    given(...ready)
      .when('ArrangeReturn', { ...plan, to: Here })
      .thenRefuses('wrong_state');
    arranged.when('AuthoriseDeparture', { on: plannedOn }).thenRefuses('wrong_state');
    arranged
      .when('ApproveReturn', { proposalId })
      .when('AuthoriseDeparture', { on: plannedOn })
      .thenRefuses('second_person_needed');
    given(...ready)
      .when('RecordDeparture', {})
      .thenRefuses('wrong_state');
  });

  it('stops, goes on and ends without a word to anybody', () => {
    const stopped = approved.when('SuspendReturn', { reason: 'logistics' });
    stopped.thenRecords({ RepatriationSuspended: { by: Here, reason: 'logistics' } });
    stopped.when('AuthoriseDeparture', { on: plannedOn }).thenRefuses('condition_missing');
    stopped.when('ResumeReturn', {}).thenRecords({ RepatriationResumed: { by: Here } });
    approved.when('CancelReturn', { reason: 'logistics' }).thenRecords({
      RepatriationCancelled: { by: Here, reason: 'logistics' },
    });
  });

  it('ends with a fear of that country, for a reason that tells nobody why', () => {
    const screening = { about: home, language: 'my', inPrivate: true, result: 'fears_state' } as const;
    approved
      .when('ScreenProtection', screening)
      .thenRecords(
        { ProtectionScreened: screening },
        { ContactStopped: { with: home } },
        { RepatriationCancelled: { by: Here, reason: 'circumstances' } },
      );
  });

  it('that set out too early is recorded with what was missing', () => {
    const { types } = arranged.when('RecordDeparture', {}, onTheDay);
    expect(types).toEqual(['DepartureRecorded', 'IrregularityRaised']);
  });

  it('arrives on a day of the other country, not before it set out and not in the future', () => {
    const gone = approved.when('RecordDeparture', {}, onTheDay);
    const on = (arrivedOn: string) =>
      gone.when('RecordArrivalAbroad', { arrivedOn, nextStep: 'family' }, onTheDay).decision.refusal?.code;
    expect(['2013-06-29', '2013-06-30', '2013-07-02', '2013-07-03'].map(on)).toEqual([
      'impossible_date',
      undefined,
      undefined,
      'impossible_date',
    ]);
  });
});

describe('a national who comes home from a country that no instrument binds', () => {
  const expected = { from: State.parse('MU'), point: 'airport', plannedOn, escorts: 0 };
  const agreed: readonly NewCaseEvent[] = [conditions.opened, conditions.counselled, consented()];

  it('is expected with her consent, and arrives', () => {
    given(conditions.opened).when('ExpectReturn', expected).thenRefuses('consent_missing');
    const awaited = given(...agreed).when('ExpectReturn', expected);
    awaited.thenRecords({ ReturnExpected: expected });
    const home = awaited.when('RecordArrival', { place: 'airport', nextStep: 'shelter' }, onTheDay);
    home.thenRecords({ ArrivalRecorded: { place: 'airport', nextStep: 'shelter' } });
    expect(home.file.repatriation.stage).toBe('received');
    expect(home.file.disclosure.own).toEqual([]);
  });

  it('is not expected where the person fears this country, and is marked on another day', () => {
    const fears = { about: Here, language: 'my', inPrivate: true, result: 'fears_state' } as const;
    given(...agreed)
      .when('ScreenProtection', fears)
      .when('ExpectReturn', expected)
      .thenRefuses('not_possible_now');
    const late = given(...agreed)
      .when('ExpectReturn', expected)
      .when('RecordArrival', { place: 'airport', nextStep: 'shelter' }, { now: '2013-07-08T02:00:00.000Z' });
    expect(late.types).toEqual(['ArrivalRecorded', 'IrregularityRaised']);
  });

  it('is expected no more once the person fears this country, and no consent of hers is left', () => {
    const awaited = given(...agreed).when('ExpectReturn', expected);
    const fears = { about: Here, language: 'my', inPrivate: true, result: 'fears_officials' } as const;
    const feared = awaited.when('ScreenProtection', fears);
    expect(feared.types).toEqual(['ProtectionScreened', 'ContactStopped', 'RepatriationCancelled']);
    expect(feared.decision.events.slice(1).every(({ byNode }) => byNode === true)).toBe(true);
    expect(feared.file.repatriation).toMatchObject({ stage: 'cancelled', consent: { status: 'withdrawn' } });
    expect(feared.file.disclosure.own).toEqual([]);
    const elsewhere = awaited.when('ScreenProtection', { ...fears, about: There });
    expect(elsewhere.file.repatriation.stage).toBe('scheduled');
    const brought = feared.when('RecordArrival', { place: 'airport', nextStep: 'shelter' }, onTheDay);
    expect(brought.types).toContain('IrregularityRaised');
  });

  it('is told of by message where an instrument binds that country', () => {
    given(...agreed)
      .when('ExpectReturn', { ...expected, from: There })
      .thenRefuses('wrong_state');
  });
});
