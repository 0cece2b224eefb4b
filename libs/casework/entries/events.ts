import { z } from 'zod';
import { likeType, only, type Audience } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, operational } from '../words/field.js';
import { Id } from '../words/values.js';

/** Why an entry does not stand (domain.md 2.8). */
export const mistakes = ['wrong_file', 'wrong_entry', 'entered_twice', 'withdrawn_by_author'] as const;

/** Whoever may know of the entry. */
const knownLikeTheEntry = ({ entry }: Readonly<Record<string, unknown>>): Audience =>
  typeof entry === 'string' ? likeType(entry) : only();

export const entriesEvents = {
  /** What was entered by mistake counts no more, and stays in the file: that it was said, and that it was taken back. */
  EntryTakenBack: event('EntryTakenBack', knownLikeTheEntry, {
    /** Event id of the entry. */
    entryId: operational(Id, everyone),
    /** Its type, so that whoever may know of the entry may know of this. */
    entry: operational(z.string().regex(/^[A-Z][A-Za-z]+$/), everyone),
    mistake: operational(z.enum(mistakes), everyone),
  }),
};
