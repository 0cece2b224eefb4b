import { z } from 'zod';
import { fact } from '../words/command.js';
import { Id, occurredAt } from '../words/values.js';
import { mistakes } from './events.js';

export const entriesCommands = {
  TakeBackEntry: fact(
    'take_part',
    'keeper',
    'Take back what was entered by mistake: a relative, a photograph, a claim, an identification, a death, an arrival, a request of erasure, a proposal of denial or another entry, by the id of the event or of what it recorded. The file keeps that it was said and taken back; who was told is told.',
    z.strictObject({ entryId: Id, mistake: z.enum(mistakes).default('wrong_entry'), occurredAt }),
    { entryId: 'a2f7ad0b-1c31-4d55-8b3f-4e2c71c9de01', mistake: 'wrong_file' },
  ),
};
