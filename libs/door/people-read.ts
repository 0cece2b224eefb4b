import { z } from 'zod';
import type { Caller } from '#access';
import {
  countries,
  dayIn,
  holdsMandate,
  isAway,
  posts,
  whoIsCharged,
  type CountryFacts,
  type PeopleRegister,
} from '#casework';

const office = z.string().describe('Office whose people it is about.');
const person = z.string().describe('Login, as the provider of identities writes it.');
const days = { from: z.iso.date(), until: z.iso.date() };

/** What GET on the people answers. */
export const PeopleRead = z.object({
  charged: z
    .array(
      z.object({
        agency: office,
        country: z.enum(countries),
        person: person.optional().describe('Who acts today: the focal point, or who stands in.'),
        deputy: person.optional().describe('Who is asked next.'),
        authority: person.optional().describe('Who is asked last.'),
        nobodySince: z.iso
          .datetime()
          .optional()
          .describe('Since when nobody has a post there: the office as a whole answers.'),
      }),
    )
    .describe('Who answers today towards each country for which somebody was appointed.'),
  appointments: z.array(
    z.object({
      appointmentId: z.uuid(),
      agency: office,
      person,
      country: z.enum(countries),
      post: z.enum(posts),
      confirmed: z.boolean(),
      away: z.boolean().describe('Whether the person is away today.'),
    }),
  ),
  delegations: z.array(
    z.object({
      delegationId: z.uuid(),
      agency: office,
      person,
      by: person,
      country: z.enum(countries),
      processes: z.array(z.string()).readonly().optional().describe('All where absent.'),
      ...days,
    }),
  ),
  absences: z
    .array(z.object({ absenceId: z.uuid(), agency: office, person, ...days }))
    .describe('Those that have not ended.'),
  left: z.array(z.object({ agency: office, person, returnProposed: z.boolean() })),
});
export type PeopleRead = z.infer<typeof PeopleRead>;

interface Reader {
  readonly caller: Pick<Caller, 'agency'>;
  readonly facts: CountryFacts;
  readonly now: string;
}

/** The people of the reader's own office; of every office for who audits. */
export const peopleRead = (register: PeopleRegister, { caller, facts, now }: Reader): PeopleRead => {
  const audits = holdsMandate(facts, caller.agency.id, 'audit');
  const isShown = ({ agency }: { readonly agency: string }): boolean => audits || agency === caller.agency.id;
  const day = dayIn(facts.timeZone, now);
  const absences = register.absences.filter((each) => isShown(each) && day <= each.until);
  const appointments = register.appointments.filter(isShown);
  const uncharged = register.uncharged.filter(isShown);
  const pairs = new Map(
    [...appointments, ...uncharged].map(({ agency, country }) => [
      `${agency} ${country}`,
      { agency, country },
    ]),
  );
  return {
    charged: [...pairs.values()].map(({ agency, country }) => {
      const nobody = uncharged.find((each) => each.agency === agency && each.country === country);
      return {
        ...{ agency, country, ...whoIsCharged(register, { agency, country, day }) },
        ...(nobody ? { nobodySince: nobody.since } : {}),
      };
    }),
    appointments: appointments.map(({ appointmentId, agency, person: who, country, post, confirmed }) => ({
      ...{ appointmentId, agency, person: who, country, post, confirmed },
      away: isAway(register, { agency, person: who }, day),
    })),
    delegations: register.delegations
      .filter((each) => isShown(each) && day <= each.until)
      .map(({ delegationId, agency, person: who, by, country, processes, from, until }) => ({
        ...{ delegationId, agency, person: who, by, country, from, until },
        ...(processes ? { processes } : {}),
      })),
    absences: absences.map(({ absenceId, agency, person: who, from, until }) => ({
      ...{ absenceId, agency, person: who, from, until },
    })),
    left: [...register.left.values()].filter(isShown).map(({ agency, person: who, returnProposedBy }) => ({
      ...{ agency, person: who, returnProposed: returnProposedBy !== undefined },
    })),
  };
};
