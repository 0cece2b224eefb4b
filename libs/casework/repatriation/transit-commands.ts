import { z } from 'zod';
import { permission } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { Code, Day } from '../words/values.js';
import { OfficeLine, StopReason } from './values.js';

/** Asking a state on the way to let the person pass, and its answer. */
export const transitCommands = {
  NotifyTransit: permission(
    'coordinate',
    'charged',
    'Ask a third state to let the person pass (message 15): manifest only. Asked anew, it takes the former back.',
    z.strictObject({
      to: Country,
      on: Day,
      until: Day.optional(),
      entry: Code.optional(),
      exit: Code.optional(),
      escorts: z.int().min(0).max(50).optional(),
      contact: OfficeLine.optional(),
    }),
    { to: someCountry.transit, on: '2014-08-04', until: '2014-08-05', escorts: 2 },
  ),
  PermitTransit: permission(
    'coordinate',
    'charged',
    'Permit the transit that another state asked for.',
    z.strictObject({ to: Country, on: Day }),
    { to: someCountry.found, on: '2014-08-04' },
  ),
  RefuseTransit: permission(
    'coordinate',
    'charged',
    'Refuse the transit that another state asked for, or take back its permit; the reason says nothing above P1.',
    z.strictObject({ to: Country, on: Day, reason: StopReason }),
    { to: someCountry.found, on: '2014-08-04', reason: 'border_closed' },
  ),
};
