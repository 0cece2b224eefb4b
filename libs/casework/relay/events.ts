import { z } from 'zod';
import { Country } from '../words/country.js';
import { knownTo, only } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, operational } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id } from '../words/values.js';

/** `out`: what this country sends is passed on to the border; `in`: what came is passed on from there. */
export const ways = ['out', 'in'] as const;

/** Which office passes a message on to which. What the message says is not theirs to know from it. */
export const relayEvents = {
  RelayBegun: event('RelayBegun', knownTo('SW', 'PO', 'FP'), {
    relayId: operational(Id, everyone),
    messageId: operational(Id, everyone),
    with: operational(Country, everyone),
    way: operational(z.enum(ways), everyone),
    /** In the order in which they pass it on. */
    offices: operational(z.array(Code).min(1), everyone),
    /** It has gone already, and each of them is told of it: none waits for another. */
    urgent: operational(z.boolean(), everyone),
    dueOn: operational(Day, everyone),
    reckonedBy: operational(Reckoning.optional(), everyone),
  }),
  RelayHopReported: event('RelayHopReported', knownTo('SW', 'PO', 'FP'), {
    relayId: operational(Id, everyone),
    office: operational(Code, everyone),
    /** Whose turn it is then, and until when. */
    next: operational(Code.optional(), everyone),
    dueOn: operational(Day.optional(), everyone),
    reckonedBy: operational(Reckoning.optional(), everyone),
  }),
  /** It goes another way, since an office that was to pass it on may not: to the focal point alone, for it tells of that office. */
  RelayRerouted: event('RelayRerouted', only('FP'), {
    relayId: operational(Id, everyone),
    /** All of its offices in their order, those that have reported too; none left where it goes straight. */
    offices: operational(z.array(Code), everyone),
    /** Of whose turn it is now, where that is another office. */
    dueOn: operational(Day.optional(), everyone),
    reckonedBy: operational(Reckoning.optional(), everyone),
  }),
};
