import { describe, expect, it } from '@jest/globals';
import { Fourth, Here, Third, There } from '../spec/lands.js';
import type { PeopleCommand } from './commands.js';
import { answering, hasLeft, peopleAt, whoIsCharged, type Asked } from './questions/charged.js';
import { emptyPeopleRegister, type PeopleRegister } from './state.js';
import { after, appointed, decided, now, type Told } from './spec/told.js';

const asked: Asked = { agency: 'focal', country: There, day: '2018-03-05' };
const by = (person: string, command: PeopleCommand, more: Partial<Told> = {}): Told => ({
  by: person,
  command,
  ...more,
});
const leaving = (person: string): PeopleCommand => ({ type: 'RecordLeaving', body: { person } });
const away = (person: string, from: string, until: string): PeopleCommand => ({
  type: 'RecordAbsence',
  body: { person, from, until },
});
const delegating = (person: string, more: object = {}): PeopleCommand => ({
  type: 'Delegate',
  body: { person, country: There, from: '2018-03-01', until: '2018-03-31', ...more },
});
const code = (register: PeopleRegister, told: Told): string | undefined => {
  const { events, refusal } = decided(register, told);
  if (refusal) expect(events).toEqual([]);
  return refusal?.code;
};

/** A focal point, two deputies and an authority towards There. */
const staffed = [
  { person: 'ana', post: 'focal_point' },
  { person: 'ben', post: 'deputy' },
  { person: 'cat', post: 'deputy' },
  { person: 'dia', post: 'authority' },
].reduce(
  (register, { person, post }) => appointed(register, { person, post: post as 'deputy', country: There }),
  emptyPeopleRegister,
);

describe('an appointment', () => {
  it('counts once another person than who proposed it confirmed it, and nobody proposes themselves', () => {
    const command: PeopleCommand = {
      type: 'ProposeAppointment',
      body: { person: 'ana', country: There, post: 'focal_point' },
    };
    expect(code(emptyPeopleRegister, by('ANA', command))).toBe('second_person_needed');
    const proposed = after([by('ben', command)]);
    expect(whoIsCharged(proposed, asked)).toEqual({});
    const [{ appointmentId } = { appointmentId: '' }] = proposed.appointments;
    const confirm: PeopleCommand = { type: 'ConfirmAppointment', body: { appointmentId } };
    expect(code(proposed, by('ben', confirm))).toBe('second_person_needed');
    expect(code(proposed, by('cat', confirm, { roles: ['officer'] }))).toBe('no_role');
    expect(code(proposed, by('cat', confirm, { agency: 'welfare' }))).toBe('unknown_reference');
    const confirmed = after([by('ana', confirm)], proposed);
    expect(whoIsCharged(confirmed, asked)).toEqual({ person: 'ana' });
    expect(code(confirmed, by('cat', confirm))).toBe('already_exists');
    expect(code(confirmed, by('ben', command))).toBe('already_exists');
  });

  it('is towards another country, of an office that speaks for its own, and of nobody who left', () => {
    const towards = (country: typeof There | typeof Here): PeopleCommand => ({
      type: 'ProposeAppointment',
      body: { person: 'ana', country, post: 'deputy' },
    });
    expect(code(emptyPeopleRegister, by('ben', towards(Here)))).toBe('unknown_reference');
    expect(code(emptyPeopleRegister, by('ben', towards(There), { agency: 'office-a' }))).toBe('no_mandate');
    const gone = after([by('ben', leaving('ana'))]);
    expect(code(gone, by('ben', towards(There)))).toBe('wrong_state');
  });

  it('of a focal point takes the place of the one before: a pair has one, and never two', () => {
    const register = appointed(staffed, { person: 'eve', post: 'focal_point', country: There });
    expect(whoIsCharged(register, asked)).toEqual({ person: 'eve', deputy: 'ben', authority: 'dia' });
    expect(answering(register, asked)).toEqual(['eve', 'ben', 'cat']);
    expect(register.uncharged).toEqual([]);
  });

  it('holds towards its country alone', () => {
    expect(whoIsCharged(staffed, { ...asked, country: Third })).toEqual({});
    expect(whoIsCharged(staffed, { ...asked, agency: 'welfare' })).toEqual({});
  });

  it('that ended as the last of its pair is told as irregular, until somebody is appointed', () => {
    const one = appointed(emptyPeopleRegister, { person: 'ana', post: 'focal_point', country: Fourth });
    const [{ appointmentId } = { appointmentId: '' }] = one.appointments;
    const end: PeopleCommand = { type: 'EndAppointment', body: { appointmentId } };
    expect(decided(one, by('ben', end)).events).toEqual([
      { type: 'AppointmentEnded', data: { appointmentId, agency: 'focal' } },
      { type: 'NobodyCharged', data: { agency: 'focal', country: Fourth } },
    ]);
    expect(decided(one, by('ben', leaving('ana'))).events.map(({ type }) => type)).toEqual([
      ...['PersonLeft', 'NobodyCharged'],
    ]);
    const nobody = after([by('ben', leaving('ana'))], one);
    expect(nobody.uncharged).toEqual([{ agency: 'focal', country: Fourth, since: now }]);
    expect(appointed(nobody, { person: 'eve', post: 'authority', country: Fourth }).uncharged).toHaveLength(
      1,
    );
    expect(appointed(nobody, { person: 'eve', post: 'deputy', country: Fourth }).uncharged).toEqual([]);
    expect(decided(staffed, by('ben', leaving('ana'))).events).toHaveLength(1);
  });
});

describe('who is away', () => {
  it('is stood in for by the first deputy who is there, from the first day to the last', () => {
    const register = after([by('ana', away('ana', '2018-03-05', '2018-03-09'))], staffed);
    const on = (day: string) => whoIsCharged(register, { ...asked, day });
    expect(on('2018-03-04')).toEqual({ person: 'ana', deputy: 'ben', authority: 'dia' });
    for (const day of ['2018-03-05', '2018-03-09'])
      expect(on(day)).toEqual({ person: 'ben', deputy: 'cat', authority: 'dia' });
    expect(on('2018-03-10')).toEqual({ person: 'ana', deputy: 'ben', authority: 'dia' });
  });

  it('is away as long as any of several absences says, told twice is told once, and comes back early', () => {
    const first = away('ana', '2018-03-01', '2018-03-06');
    const register = after(
      [by('ana', first), by('ben', first), by('ben', away('ANA', '2018-03-04', '2018-03-09'))],
      staffed,
    );
    expect(register.absences).toHaveLength(2);
    expect(answering(register, { ...asked, day: '2018-03-08' })).toEqual(['ben', 'cat']);
    const back = after(
      register.absences.map(({ absenceId }) => by('cat', { type: 'EndAbsence', body: { absenceId } })),
      register,
    );
    expect(answering(back, asked)).toEqual(['ana', 'ben', 'cat']);
    expect(answering(back, { ...asked, day: '2018-03-04' })).toEqual(['ben', 'cat']);
  });

  it('may be told of any office, never backwards, and of another office by nobody', () => {
    const told = away('ana', '2018-03-05', '2018-03-04');
    expect(code(emptyPeopleRegister, by('ben', told))).toBe('impossible_date');
    const good = away('ana', '2018-03-05', '2018-03-05');
    const register = after([by('ben', good, { agency: 'office-a', roles: ['clerk'] })]);
    const [{ absenceId } = { absenceId: '' }] = register.absences;
    const end: PeopleCommand = { type: 'EndAbsence', body: { absenceId } };
    expect(code(register, by('ben', end, { agency: 'office-b' }))).toBe('unknown_reference');
    expect(after([by('ben', end, { agency: 'office-a' })], register).absences).toEqual([]);
    expect(peopleAt(register, now, 'Asia/Bangkok').isAway('office-b', 'ana')).toBe(false);
  });

  it('leaves the office to itself where nobody of a pair is there', () => {
    const register = after(
      ['ana', 'ben', 'cat'].map((person) => by('ben', away(person, '2018-03-05', '2018-03-05'))),
      staffed,
    );
    expect(whoIsCharged(register, asked)).toEqual({ authority: 'dia' });
  });
});

describe('a delegation', () => {
  it('stands behind who gave it, for its days and processes alone', () => {
    const register = after([by('ana', delegating('eve', { processes: ['repatriation'] }))], staffed);
    const on = (more: Partial<Asked>) => answering(register, { ...asked, ...more });
    expect(on({ process: 'repatriation' })).toEqual(['ana', 'eve', 'ben', 'cat']);
    expect(on({ process: 'nationality' })).toEqual(['ana', 'ben', 'cat']);
    expect(on({})).toEqual(['ana', 'ben', 'cat']);
    expect(on({ process: 'repatriation', day: '2018-04-01' })).toEqual(['ana', 'ben', 'cat']);
    expect(on({ process: 'repatriation', country: Third })).toEqual([]);
    const [{ delegationId } = { delegationId: '' }] = register.delegations;
    const end: PeopleCommand = { type: 'EndDelegation', body: { delegationId } };
    expect(after([by('ben', end)], register).delegations).toEqual([]);
    expect(code(register, by('ben', end, { agency: 'welfare' }))).toBe('unknown_reference');
  });

  it('is given by who holds a post, to somebody else who is there, forwards and for a year at most', () => {
    const refused = (person: string, command: PeopleCommand) => code(staffed, by(person, command));
    expect(refused('eve', delegating('ben'))).toBe('wrong_state');
    expect(refused('dia', delegating('ben'))).toBe('wrong_state');
    expect(refused('ana', delegating('Ana'))).toBe('same_person');
    expect(refused('ana', delegating('eve', { country: Third }))).toBe('wrong_state');
    expect(refused('ana', delegating('eve', { until: '2018-02-01' }))).toBe('impossible_date');
    expect(refused('ana', delegating('eve', { from: '2018-01-01', until: '2018-03-04' }))).toBe(
      'impossible_date',
    );
    expect(refused('ana', delegating('eve', { until: '2019-03-03' }))).toBe('impossible_date');
    expect(refused('ana', delegating('eve', { processes: ['cooking'] }))).toBe('unknown_reference');
    const gone = after([by('ben', leaving('eve'))], staffed);
    expect(code(gone, by('ana', delegating('eve')))).toBe('wrong_state');
    const passing = after([by('ana', delegating('eve'))], staffed);
    expect(code(passing, by('eve', delegating('fay')))).toBe('wrong_state');
  });

  it('ends with the post, and with the leaving, of either', () => {
    const given = after([by('ana', delegating('eve'))], staffed);
    expect(after([by('ben', leaving('ana'))], given).delegations).toEqual([]);
    expect(after([by('ben', leaving('eve'))], given).delegations).toEqual([]);
    expect(appointed(given, { person: 'fay', post: 'focal_point', country: There }).delegations).toEqual([]);
  });

  it('of somebody who is kept out, and to somebody who is, gives nothing', () => {
    const given = after([by('ana', delegating('eve'))], staffed);
    const without = (...kept: readonly string[]) =>
      answering(given, { ...asked, keptOut: (person) => kept.includes(person) });
    expect(without('ana')).toEqual(['ben', 'cat']);
    expect(without('eve')).toEqual(['ana', 'ben', 'cat']);
    expect(without('ana', 'ben', 'cat')).toEqual([]);
  });
});

describe('who left', () => {
  it('is nobody in that office, however the login is spelled, and somebody in another', () => {
    const register = after([by('ben', leaving('ana'))], staffed);
    for (const person of ['ana', 'Ana', 'ANA'])
      expect(hasLeft(register, { agency: 'focal', person })).toBe(true);
    expect(hasLeft(register, { agency: 'welfare', person: 'ana' })).toBe(false);
    expect(whoIsCharged(register, asked)).toEqual({ person: 'ben', deputy: 'cat', authority: 'dia' });
    expect(decided(register, by('ben', leaving('ana')))).toEqual({ events: [] });
  });

  it('comes back by two persons, without the posts of before', () => {
    const propose: PeopleCommand = { type: 'ProposeReturn', body: { person: 'ana' } };
    const confirm: PeopleCommand = { type: 'ConfirmReturn', body: { person: 'ana' } };
    expect(code(staffed, by('ben', propose))).toBe('wrong_state');
    const gone = after([by('ben', leaving('ana'))], staffed);
    expect(code(gone, by('cat', confirm))).toBe('wrong_state');
    const proposed = after([by('ben', propose)], gone);
    expect(hasLeft(proposed, { agency: 'focal', person: 'ana' })).toBe(true);
    expect(code(proposed, by('ben', confirm))).toBe('second_person_needed');
    expect(code(proposed, by('cat', confirm, { agency: 'welfare' }))).toBe('wrong_state');
    const again = after([by('ben', leaving('ana'))], proposed);
    expect(code(again, by('cat', confirm))).toBe('wrong_state');
    expect(code(after([by('cat', leaving('ben'))], proposed), by('cat', confirm))).toBe('wrong_state');
    const back = after([by('cat', confirm)], proposed);
    expect(hasLeft(back, { agency: 'focal', person: 'ana' })).toBe(false);
    expect(answering(back, asked)).toEqual(['ben', 'cat']);
  });

  it('is recorded by an officer of the own office, of an office that audits too', () => {
    expect(code(emptyPeopleRegister, by('ben', leaving('ana'), { roles: ['clerk'] }))).toBe('no_role');
    expect(code(emptyPeopleRegister, by('ben', leaving('ana'), { agency: 'powerless' }))).toBe('no_mandate');
    expect(code(emptyPeopleRegister, by('ben', leaving('ana'), { agency: 'office-a' }))).toBeUndefined();
  });
});
