import { z } from 'zod';
import { event } from '../kernel/event.js';
import { operational } from '../kernel/field.js';
import { Id } from '../kernel/values.js';

/** Why an entry does not stand (domain.md 2.8). */
export const mistakes = ['wrong_file', 'wrong_entry', 'entered_twice', 'withdrawn_by_author'] as const;

export const entriesEvents = {
  /** What was entered by mistake counts no more, and stays in the file: that it was said, and that it was taken back. */
  EntryTakenBack: event('EntryTakenBack', {
    /** Event id of the entry. */
    entryId: operational(Id),
    /** Its type, so that whoever may know of the entry may know of this. */
    entry: operational(z.string().regex(/^[A-Z][A-Za-z]+$/)),
    mistake: operational(z.enum(mistakes)),
  }),
};
