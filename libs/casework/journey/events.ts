import { z } from 'zod';
import { CaseId } from '../words/case-id.js';
import { Country } from '../words/country.js';
import { aboutItsCases, everyoneInvolved } from '../words/audience.js';
import { event, withNewFields } from '../words/event.js';
import { everyone, operational } from '../words/field.js';
import { Login } from '../words/login.js';
import { Code, Day, Id } from '../words/values.js';
import { Discrepancy, HandoverItem, Leg, Side, StopReason } from '../repatriation/values.js';

/** What one traveller carries, or what is wrong with it: kinds only. */
export const TravellerItems = z.strictObject({ caseId: CaseId, items: z.array(HandoverItem) });
export const TravellerDiscrepancy = z.strictObject({ caseId: CaseId, discrepancy: Discrepancy });

const travellers = operational(z.array(Id), everyone);

/**
 * Events of stream `journey-<id>`. A journey holds no personal data: travellers are case ids of this node. What is
 * said of travellers is for who may know of one of them.
 */
export const journeyEvents = {
  JourneyPlanned: event(
    'JourneyPlanned',
    everyoneInvolved,
    {
      side: operational(Side, everyone),
      from: operational(Country, everyone),
      to: operational(Country, everyone),
      /** Handover point, the same code on both sides. */
      point: operational(Code, everyone),
      /** Shared reference of the group: the journey's own id on both nodes. */
      group: operational(Id, everyone),
      on: operational(Day, everyone),
      legs: operational(z.array(Leg), everyone),
    },
    withNewFields,
  ),
  /** All who travel on it were notified for another day. */
  JourneyRescheduled: event('JourneyRescheduled', everyoneInvolved, { on: operational(Day, everyone) }),
  LegsPlanned: event(
    'LegsPlanned',
    everyoneInvolved,
    {
      legs: operational(z.array(Leg).min(1), everyone),
      /** Who is on it, where a leg says in which country it runs: their cases are told which states lie on the way. */
      travellers: operational(z.array(Id).optional(), everyone),
    },
    withNewFields,
  ),
  TravellerAdded: event(
    'TravellerAdded',
    aboutItsCases,
    {
      caseId: operational(Id, everyone),
      /** Nobody had put the person on the list: it was found that she or he travelled, or stood at the point. */
      unlisted: operational(z.literal(true).optional(), everyone),
      /** The way, where a leg says in which country it runs. */
      legs: operational(z.array(Leg).optional(), everyone),
    },
    withNewFields,
  ),
  TravellerLeft: event('TravellerLeft', aboutItsCases, { caseId: operational(Id, everyone) }),
  EscortChanged: event('EscortChanged', everyoneInvolved, { escorts: operational(z.array(Login), everyone) }),
  LegStarted: event(
    'LegStarted',
    everyoneInvolved,
    {
      leg: operational(z.int().min(0), everyone),
      travellers,
      /** Of how many legs, and to which handover point. */
      legs: operational(z.int().min(1).optional(), everyone),
      point: operational(Code.optional(), everyone),
      /** The country that the leg runs in, where the plan says so. */
      in: operational(Country.optional(), everyone),
    },
    withNewFields,
  ),
  LegCompleted: event('LegCompleted', everyoneInvolved, {
    leg: operational(z.int().min(0), everyone),
    travellers,
  }),
  JourneyHandoverAuthorised: event('JourneyHandoverAuthorised', aboutItsCases, {
    point: operational(Code, everyone),
    travellers,
  }),
  JourneyHandoverSigned: event('JourneyHandoverSigned', aboutItsCases, {
    side: operational(Side, everyone),
    /** Pseudonym of the officer. */
    officer: operational(Login, everyone),
    point: operational(Code, everyone),
    travellers,
    items: operational(z.array(TravellerItems), everyone),
    discrepancies: operational(z.array(TravellerDiscrepancy), everyone),
    /** The country on the other side of the journey: it is told of each, whatever their own files say. */
    with: operational(Country.optional(), everyone),
  }),
  JourneyHandoverRefused: event('JourneyHandoverRefused', aboutItsCases, {
    side: operational(Side, everyone),
    point: operational(Code, everyone),
    travellers,
    reason: operational(StopReason, everyone),
  }),
  JourneyEnded: event('JourneyEnded', everyoneInvolved, {}),
};
