import { refuse, type Decision } from './decision.js';

/** Clocks differ a little: what lies this far ahead of the own one is no mistake (milliseconds). */
export const clockDifferenceMs = 30_000;

interface Told {
  readonly body: object;
}

/** When the fact of a command happened, where the command says so. */
export const happenedAt = ({ body }: Told): string | undefined =>
  'occurredAt' in body && typeof body.occurredAt === 'string' ? body.occurredAt : undefined;

/** Whether an instant lies further ahead than clocks differ. */
export const isAhead = (instant: string, now: string): boolean =>
  Date.parse(instant) > Date.parse(now) + clockDifferenceMs;

/** An instant, or now where it lies ahead: nothing counts before it is recorded. */
export const notAfter = (instant: string, now: string): string =>
  Date.parse(instant) > Date.parse(now) ? now : instant;

/** Refuses a fact that lies further ahead than clocks differ. */
export const notYet = (command: Told, now: string): Decision<never> | undefined => {
  const happened = happenedAt(command);
  return happened !== undefined && isAhead(happened, now)
    ? refuse('impossible_date', 'occurredAt lies in the future. A fact is recorded after it happened.')
    : undefined;
};

/** A command whose fact lies ahead of the clock, as one whose fact counts at its recording. */
export const countedBy = <C extends Told>(command: C, now: string): C => {
  const happened = happenedAt(command);
  return happened === undefined || notAfter(happened, now) === happened
    ? command
    : { ...command, body: { ...command.body, occurredAt: undefined } };
};
