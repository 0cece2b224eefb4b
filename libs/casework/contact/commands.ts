import { z } from 'zod';
import { permission, alsoOnClosedCase } from '../words/command.js';
import { someCountry } from '../words/country.js';
import { State } from '../words/states.js';
import { Line } from '../words/values.js';

export const contactCommands = {
  StopContact: alsoOnClosedCase(
    permission(
      'coordinate',
      'charged',
      'Stop everything about this person towards a country, as its own focal point decides.',
      z.strictObject({ with: State, reason: Line }),
      { with: someCountry.origin, reason: 'The person was followed after a visit of the embassy.' },
    ),
  ),
  ResumeContact: permission(
    'coordinate',
    'charged',
    'End what the focal point decided. Contact stays stopped as long as the person wants or fears it.',
    z.strictObject({ with: State }),
    { with: someCountry.origin },
  ),
};
