import { z } from 'zod';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational } from '../kernel/field.js';
import { Code, Day, Id } from '../kernel/values.js';
import { Discrepancy, HandoverItem, Side, StopReason } from '../repatriation/values.js';

export const Leg = z.strictObject({
  from: Code,
  to: Code,
  mode: z.enum(['road', 'rail', 'air', 'water', 'foot']),
});
export type Leg = z.infer<typeof Leg>;

/** What one traveller carries, or what is wrong with it: kinds only. */
export const TravellerItems = z.strictObject({ caseId: Id, items: z.array(HandoverItem) });
export const TravellerDiscrepancy = z.strictObject({ caseId: Id, discrepancy: Discrepancy });

const travellers = operational(z.array(Id));

/** Events of stream `journey-<id>`. A journey holds no personal data: travellers are case ids of this node. */
export const journeyEvents = {
  JourneyPlanned: event('JourneyPlanned', {
    side: operational(Side),
    from: operational(Country),
    to: operational(Country),
    /** Handover point, the same code on both sides. */
    point: operational(Code),
    /** Shared reference of the group: the journey's own id on both nodes. */
    group: operational(Id),
    on: operational(Day),
    legs: operational(z.array(Leg)),
  }),
  LegsPlanned: event('LegsPlanned', { legs: operational(z.array(Leg).min(1)) }),
  TravellerAdded: event('TravellerAdded', { caseId: operational(Id) }),
  TravellerLeft: event('TravellerLeft', { caseId: operational(Id) }),
  EscortChanged: event('EscortChanged', { escorts: operational(z.array(Code)) }),
  LegStarted: event('LegStarted', { leg: operational(z.int().min(0)), travellers }),
  LegCompleted: event('LegCompleted', { leg: operational(z.int().min(0)), travellers }),
  JourneyHandoverAuthorised: event('JourneyHandoverAuthorised', { point: operational(Code), travellers }),
  JourneyHandoverSigned: event('JourneyHandoverSigned', {
    side: operational(Side),
    /** Pseudonym of the officer. */
    officer: operational(Code),
    point: operational(Code),
    travellers,
    items: operational(z.array(TravellerItems)),
    discrepancies: operational(z.array(TravellerDiscrepancy)),
  }),
  JourneyHandoverRefused: event('JourneyHandoverRefused', {
    side: operational(Side),
    point: operational(Code),
    travellers,
    reason: operational(StopReason),
  }),
  JourneyEnded: event('JourneyEnded', {}),
};
