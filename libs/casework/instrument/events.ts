import { z } from 'zod';
import { everyoneInvolved } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, operational } from '../words/field.js';
import { Code, Hash, Instant } from '../words/values.js';
import { ChangeKind, InstrumentCode, InstrumentText, InstrumentVersion, PartySignature } from './values.js';

const which = {
  code: operational(InstrumentCode, everyone),
  version: operational(InstrumentVersion, everyone),
  hash: operational(Hash, everyone),
};

/** Events of stream `instrument-register`. Nothing in it is about a person. */
export const instrumentEvents = {
  InstrumentProposed: event('InstrumentProposed', everyoneInvolved, {
    ...which,
    text: operational(InstrumentText, everyone),
    /** Name of the exchange over which its messages go. */
    exchange: operational(Code, everyone),
  }),
  InstrumentSigned: event('InstrumentSigned', everyoneInvolved, {
    ...which,
    signature: operational(PartySignature, everyone),
  }),
  /** A notice that parties signed was brought in. It takes effect at the instant that it states, and not before. */
  InstrumentChangeStated: event('InstrumentChangeStated', everyoneInvolved, {
    ...which,
    change: operational(ChangeKind, everyone),
    at: operational(Instant, everyone),
    replaces: operational(InstrumentVersion.optional(), everyone),
    signatures: operational(z.array(PartySignature).min(1), everyone),
  }),
};
