import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { There, Third } from '../spec/lands.js';
import { codeKey } from '../words/same-code.js';
import { addDays } from '../words/calendar.js';
import type { PeopleCommand } from './commands.js';
import { answering, hasLeft, isAway, whoIsCharged } from './questions/charged.js';
import { posts } from './values.js';
import { emptyPeopleRegister, samePerson, type PeopleRegister } from './state.js';
import { after, decided, now, type Told } from './spec/told.js';

const persons = ['ana', 'Ana', 'ben', 'cat', 'dia', 'eve'];
const countries = [There, Third] as const;
const agencies = ['focal', 'welfare'] as const;
const aPerson = fc.constantFrom(...persons);
const aCountry = fc.constantFrom(...countries);
const someDays = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1, max: 5 }))
  .map(([start, length]) => {
    const from = addDays('2018-03-05', start);
    return { from, until: addDays(from, length) };
  });

/** A command as it is made of what stands in the register when it is given: ids are known by then alone. */
type Given = (register: PeopleRegister) => PeopleCommand;

const one = <T>(all: readonly T[], pick: number): T | undefined => all[pick % Math.max(all.length, 1)];
const nowhere = '00000000-0000-4000-8000-000000000000';

const some = (weight: number, arbitrary: fc.Arbitrary<Given>) => ({ weight, arbitrary });

const aCommand: fc.Arbitrary<Given> = fc.oneof(
  some(
    1,
    aPerson.map((person): Given => () => ({ type: 'RecordLeaving', body: { person } })),
  ),
  some(
    2,
    aPerson.map((person): Given => () => ({ type: 'ProposeReturn', body: { person } })),
  ),
  some(
    2,
    aPerson.map((person): Given => () => ({ type: 'ConfirmReturn', body: { person } })),
  ),
  some(
    8,
    fc.tuple(aPerson, aCountry, fc.constantFrom(...posts)).map(([person, country, post]): Given => () => ({
      type: 'ProposeAppointment',
      body: { person, country, post },
    })),
  ),
  some(
    12,
    fc.nat().map((pick): Given => ({ appointments }) => ({
      type: 'ConfirmAppointment',
      body: { appointmentId: one(appointments, pick)?.appointmentId ?? nowhere },
    })),
  ),
  some(
    1,
    fc.nat().map((pick): Given => ({ appointments }) => ({
      type: 'EndAppointment',
      body: { appointmentId: one(appointments, pick)?.appointmentId ?? nowhere },
    })),
  ),
  some(
    4,
    fc
      .tuple(aPerson, aCountry, someDays, fc.option(fc.constant(['repatriation']), { nil: undefined }))
      .map(([person, country, days, processes]): Given => () => ({
        type: 'Delegate',
        body: { person, country, ...days, ...(processes ? { processes: [...processes] } : {}) },
      })),
  ),
  some(
    2,
    fc.tuple(aPerson, someDays).map(([person, days]): Given => () => ({
      type: 'RecordAbsence',
      body: { person, ...days },
    })),
  ),
  some(
    1,
    fc.nat().map((pick): Given => ({ absences }) => ({
      type: 'EndAbsence',
      body: { absenceId: one(absences, pick)?.absenceId ?? nowhere },
    })),
  ),
);

interface Step {
  readonly by: string;
  readonly agency: (typeof agencies)[number];
  readonly given: Given;
}

const history = fc.array(
  fc.record<Step>({ by: aPerson, agency: fc.constantFrom(...agencies), given: aCommand }),
  { minLength: 10, maxLength: 40 },
);

interface Played {
  readonly register: PeopleRegister;
  /** By office and person: whether the last that was recorded of them is that they left. */
  readonly gone: ReadonlyMap<string, boolean>;
}

/** Commands as a door lets them through: of nobody who left. */
const played = (steps: readonly Step[]): Played => {
  const gone = new Map<string, boolean>();
  let register = emptyPeopleRegister;
  for (const { by, agency, given } of steps) {
    if (hasLeft(register, { agency, person: by })) continue;
    const told: Told = { by, agency, command: given(register) };
    for (const event of decided(register, told).events)
      if (event.type === 'PersonLeft' || event.type === 'PersonReturned')
        gone.set(`${event.data.agency} ${codeKey(event.data.person)}`, event.type === 'PersonLeft');
    register = after([told], register);
  }
  return { register, gone };
};

const pairs = agencies.flatMap((agency) => countries.map((country) => ({ agency, country })));
const days = ['2018-03-03', '2018-03-05', '2018-03-08'];

describe('whatever was told of the people', () => {
  it('who left an office is gone until two of it let them back, and is charged with nothing there', () => {
    let goneAtLast = 0;
    let charged = 0;
    fc.assert(
      fc.property(history, (steps) => {
        const { register, gone } = played(steps);
        const whoLeft = agencies.flatMap((agency) =>
          persons.filter((person) => hasLeft(register, { agency, person })).map((person) => [agency, person]),
        );
        const recorded = agencies.flatMap((agency) =>
          persons
            .filter((person) => gone.get(`${agency} ${codeKey(person)}`))
            .map((person) => [agency, person]),
        );
        expect(whoLeft).toEqual(recorded);
        goneAtLast += register.left.size;
        const holds = [
          ...register.appointments,
          ...register.delegations,
          ...register.delegations.map(({ agency, by: person }) => ({ agency, person })),
        ];
        expect(holds.filter((each) => hasLeft(register, each))).toEqual([]);
        for (const pair of pairs)
          for (const day of days) {
            const asked = { ...pair, day, process: 'repatriation' };
            const { person, deputy, authority } = whoIsCharged(register, asked);
            const named = [person, deputy, authority].filter((each) => each !== undefined);
            const notThere = [...named, ...answering(register, asked)]
              .map((each) => ({ agency: pair.agency, person: each }))
              .filter((who) => hasLeft(register, who) || isAway(register, who, day));
            expect([notThere, new Set(named.map(codeKey)).size]).toEqual([[], named.length]);
            charged += named.length;
          }
      }),
      { numRuns: 100 },
    );
    expect(goneAtLast).toBeGreaterThan(50);
    expect(charged).toBeGreaterThan(50);
  });

  it('a pair has one focal point at most, a person one post of it, and a delegation a post that it rests on', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { register } = played(steps);
        for (const { agency, country } of pairs) {
          const held = register.appointments.filter(
            (each) => each.agency === agency && each.country === country,
          );
          expect(
            held.filter(({ post, confirmed }) => post === 'focal_point' && confirmed).length,
          ).toBeLessThanOrEqual(1);
          expect(new Set(held.map(({ person }) => codeKey(person))).size).toBe(held.length);
        }
        for (const { agency, country, by, from, until } of register.delegations) {
          expect(from <= until).toBe(true);
          const rests = register.appointments.some(
            (each) => each.confirmed && each.country === country && samePerson(each, { agency, person: by }),
          );
          expect(rests).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('nobody holds a post by what one person alone did', () => {
    fc.assert(
      fc.property(history, aPerson, (steps, alone) => {
        const { register } = played(steps.map((step) => ({ ...step, by: alone })));
        expect(register.appointments.filter(({ confirmed }) => confirmed)).toEqual([]);
        expect(register.delegations).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('who is kept out of something is asked nothing of it, nor is who acts for them', () => {
    fc.assert(
      fc.property(history, fc.subarray(persons), (steps, kept) => {
        const { register } = played(steps);
        const keys = new Set(kept.map(codeKey));
        const keptOut = (person: string): boolean => keys.has(codeKey(person));
        for (const pair of pairs) {
          const asked = { ...pair, day: now.slice(0, 10), process: 'repatriation', keptOut };
          for (const person of answering(register, asked)) {
            expect(keptOut(person)).toBe(false);
            const own = register.appointments.some(
              (each) => each.country === pair.country && samePerson(each, { agency: pair.agency, person }),
            );
            const through = register.delegations.filter((each) =>
              samePerson(each, { agency: pair.agency, person }),
            );
            expect(own || through.some(({ by }) => !keptOut(by))).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
