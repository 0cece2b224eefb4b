import { z } from 'zod';
import { knownTo } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, operational } from '../words/field.js';
import { State } from '../words/states.js';
import { Code, Day, Id } from '../words/values.js';

/** Those who prepare, approve, escort or may stop a return. */
export const ofTheReturn = knownTo('SW', 'SH', 'IM', 'PO', 'CO', 'HE', 'LA', 'FP');

export const plan = {
  proposalId: operational(Id, everyone),
  point: operational(Code, everyone),
  plannedOn: operational(Day, everyone),
  /** Shared reference of the people who travel together. */
  group: operational(Id.optional(), everyone),
  escorts: operational(z.int().min(0), everyone),
};

/** A return that another node hears nothing of. */
export const byHandEvents = {
  /** Agreed by hand with a country that no instrument binds. */
  ReturnArranged: event('ReturnArranged', ofTheReturn, {
    ...plan,
    to: operational(State, everyone),
    agreedWith: operational(Code, ['SW', 'FP']),
  }),
  /** The same of a national who comes home from there. */
  ReturnExpected: event('ReturnExpected', ofTheReturn, { ...plan, from: operational(State, everyone) }),
};
