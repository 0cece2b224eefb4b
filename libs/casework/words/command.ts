import type { z } from 'zod';
import type { Charge } from './mandate.js';
import type { Role } from './role.js';
import type { StepStanding } from './standing.js';

/** A permission can be refused; a fact is recorded, with an irregularity beside it where it breaks a rule (domain.md 2.8). */
export type CommandKind = 'permission' | 'fact';

export interface CommandDefinition<S extends z.ZodType = z.ZodType> {
  readonly kind: CommandKind;
  /** What an agency must be charged with, in its country's facts, to give this command. */
  readonly mandate: Charge;
  /** Who of those it may take this step in a case. */
  readonly standing: StepStanding;
  /**
   * Where only the owner may: bodies that protect the person. What was told to any office counts at once; what loosens a
   * bar is the owner's alone.
   */
  protects?(this: void, body: z.output<S>): boolean;
  /** What the person must be there, by the roles of the token. */
  readonly role: Role;
  readonly body: S;
  /** It may begin a file that does not exist yet. */
  readonly opens?: true;
  /** A permission for which a closed case can still be asked. */
  readonly onClosedCase?: true;
  /** Event types that stand beside its refusal: it is decided afresh when it is given again. */
  readonly refusedWith?: readonly string[];
  /** One plain sentence for the API documentation. */
  readonly summary: string;
  /** A complete body, for the API documentation and the specs that try every command. */
  readonly example: z.input<S>;
}

export type CommandCatalogue = Readonly<Record<string, CommandDefinition>>;

/** Who may give a command where it says nothing else: what happened is for a clerk to record, what is decided is not. */
const usualRole = { fact: 'clerk', permission: 'officer' } as const satisfies Record<CommandKind, Role>;

export const permission = <S extends z.ZodType>(
  mandate: Charge,
  standing: StepStanding,
  summary: string,
  body: S,
  example: z.input<S>,
  role: Role = usualRole.permission,
): CommandDefinition<S> => ({ kind: 'permission', mandate, standing, role, summary, body, example });

export const fact = <S extends z.ZodType>(
  mandate: Charge,
  standing: StepStanding,
  summary: string,
  body: S,
  example: z.input<S>,
  role: Role = usualRole.fact,
): CommandDefinition<S> => ({ kind: 'fact', mandate, standing, role, summary, body, example });

/** A fact that any office charged records where it protects the person, and its owner alone where it does not. */
export const protecting = <S extends z.ZodType>(
  definition: CommandDefinition<S>,
  protects: (body: z.output<S>) => boolean,
): CommandDefinition<S> => ({ ...definition, protects });

/** A command that may begin a file. */
export const opening = <S extends z.ZodType>(definition: CommandDefinition<S>): CommandDefinition<S> => ({
  ...definition,
  opens: true,
});

/** A permission that can still be given where the case is closed. */
export const alsoOnClosedCase = <S extends z.ZodType>(
  definition: CommandDefinition<S>,
): CommandDefinition<S> => ({ ...definition, onClosedCase: true });

/** A command whose refusal is recorded by some events. */
export const refusedWith = <S extends z.ZodType>(
  definition: CommandDefinition<S>,
  ...types: readonly string[]
): CommandDefinition<S> => ({ ...definition, refusedWith: types });
