import { z } from 'zod';
import { permission } from '../words/command.js';
import { Login } from '../words/login.js';

export const assignmentCommands = {
  AssignCase: permission(
    'take_part',
    'anyone',
    'Assign the case to a person of the own office, or hand it over to another one: who had it has it until the new one accepts.',
    z.strictObject({ person: Login }),
    { person: 'officer-77' },
  ),
  AcceptCase: permission(
    'take_part',
    'anyone',
    'Accept the case that was assigned to oneself.',
    z.strictObject({}),
    {},
  ),
};
