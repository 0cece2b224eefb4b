import { z } from 'zod';
import { fact, permission } from '../words/command.js';
import { OfficeOfTo } from '../words/listed.js';
import { State } from '../words/states.js';
import { Code, Day, Text, occurredAt } from '../words/values.js';
import { NextStep } from './values.js';

const plan = { point: Code, plannedOn: Day, escorts: z.int().min(0).max(50) };

/** A return to or from a country that no instrument binds: what another node would tell is recorded by hand. */
export const byHandCommands = {
  ArrangeReturn: permission(
    'coordinate',
    'charged',
    'Plan a return to a country that shares no instrument with this one, as agreed by hand with an authority or mission of it: day, place of arrival, escorts. What protects the person is asked as of any return.',
    z.strictObject({ to: State, agreedWith: OfficeOfTo, ...plan }),
    { to: 'BD', agreedWith: 'embassy-bangkok', point: 'dhaka-airport', plannedOn: '2014-08-04', escorts: 1 },
  ),
  AuthoriseDeparture: permission(
    'approve_return',
    'charged',
    'Authorise the departure of a return that was arranged by hand; every condition is checked.',
    z.strictObject({ on: Day }),
    { on: '2014-08-04' },
  ),
  RecordDeparture: fact(
    'case_work',
    'own_work',
    'Record that the person set out on a return that was arranged by hand.',
    z.strictObject({ occurredAt }),
    {},
  ),
  RecordArrivalAbroad: fact(
    'case_work',
    'own_work',
    'Record that the person arrived on a return that was arranged by hand, and what the arrival led to. The day may be that of the other country.',
    z.strictObject({ arrivedOn: Day, nextStep: NextStep, condition: Text.optional() }),
    { arrivedOn: '2014-08-04', nextStep: 'family' },
  ),
  ExpectReturn: permission(
    'receive_return',
    'owner_first',
    'Expect a national home from a country that shares no instrument with this one: from where, when and at which place. The person consented to the return.',
    z.strictObject({ from: State, ...plan }),
    { from: 'MU', point: 'phnom-penh-airport', plannedOn: '2014-08-04', escorts: 0 },
  ),
};
