import { z } from 'zod';
import type { CorrectableField } from './correctable.js';
import type { Fields, Full } from './field.js';

/**
 * A kind of message between two nodes (domain.md 3.1). Its fields carry class and group like an event's, so that a
 * clause can name what may go. A field that a clause or a consent may keep back is optional in its own schema;
 * without the others the message does not go at all.
 */
export interface MessageDefinition<F extends Fields = Fields> {
  /** Number in the table of domain.md 3.1; answers share the number of what they answer. */
  readonly number: number;
  readonly fields: F;
  /** Stops or undoes something sent before: nothing above P1, no consent needed, passes a protection bar. */
  readonly stops: boolean;
  /** Finishes what was begun under an instrument that has ended since: safety, handover, arrival (design section 8). */
  readonly finishes: boolean;
  /** It can still go, come and be answered once the person is erased: references alone, kept in clear. */
  readonly outlives: boolean;
  /**
   * Warns of a danger to the person: it rests on a consent of this country, never on one that another brought, or on a
   * vital interest where its clause says so; and it is taken, and waits for its answer, also where a case is closed.
   */
  readonly warns: boolean;
  /** Says only that a message of theirs is known: no consent is asked, and none is brought; bars and exclusions hold. */
  readonly acknowledges: boolean;
  /** Says only that something of theirs is known or was done: no office that passes messages on hears of it. */
  readonly onlyConfirms: boolean;
  /** Kinds that answer it. Where it names its own, the two sides each tell theirs once, and none waits for the other. */
  readonly answeredBy: readonly string[];
  /** Kinds whose questions wait for no answer any more once this one asked anew. */
  readonly replaces: readonly string[];
  /** Kinds of questions whose clock stands still from when it was sent: both sides have it, and so the same day. */
  readonly pauses: readonly string[];
  /** Kinds whose pause ends when it was sent. */
  readonly resumes: readonly string[];
  /**
   * Asks for work or brings data for it: a closed case takes none, and its sender is told so. News, answers and whatever
   * stops are taken, for what happened is not undone by closing.
   */
  readonly asksForWork: boolean;
  /** Serves the way home alone: once the person is there, nobody waits for an answer to it. */
  readonly servesTheWayHome: boolean;
  /** Fields in which it tells of the person what can be told otherwise later (no. 26). */
  readonly correctable: readonly CorrectableField[];
  /**
   * The form of the payload in which each field came that was not in the first, from 2. A partner that takes an earlier form
   * is told nothing of it.
   */
  readonly added: Readonly<Record<string, number>>;
  /** It came after nodes began to say what they take, and goes to no node that does not name it. */
  readonly onlyAnnounced: boolean;
  readonly schema: z.ZodType<Full<F>>;
  readonly summary: string;
}

/** The newest form of the payload of a kind. */
export const formOf = ({ added }: Pick<MessageDefinition, 'added'>): number =>
  Math.max(1, ...Object.values(added));

export type MessageCatalogue = Readonly<Record<string, MessageDefinition>>;

export const message = <F extends Fields>(
  number: number,
  summary: string,
  fields: F,
  {
    stops = false,
    finishes = stops,
    outlives = false,
    warns = false,
    acknowledges = false,
    onlyConfirms = acknowledges,
    answeredBy = [],
    replaces = [],
    pauses = [],
    resumes = [],
    asksForWork = false,
    servesTheWayHome = false,
    correctable = [],
    added = {},
    onlyAnnounced = false,
  }: Partial<Omit<MessageDefinition, 'number' | 'summary' | 'fields' | 'schema'>> = {},
): MessageDefinition<F> => ({
  number,
  summary,
  fields,
  stops,
  finishes,
  outlives,
  warns,
  acknowledges,
  onlyConfirms,
  answeredBy,
  replaces,
  pauses,
  resumes,
  asksForWork,
  servesTheWayHome,
  correctable,
  added,
  onlyAnnounced,
  schema: z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema])),
  ) as unknown as z.ZodType<Full<F>>,
});
