import type { Country } from '#casework';
import type { Json } from './references.js';

/** What is wrong in a body, and where in it. */
export interface WrongInBody {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** A command as a story may name it. */
export interface KnownCommand {
  /** Method and path, with names in braces: `POST /v1/cases/{caseId}/consent/give`. */
  readonly address: string;
  /** What the command cannot take in a body. What refers to values that only the story's course gives is left out. */
  readonly wrongIn: (body: Json, country: Country) => readonly WrongInBody[];
}

/** What the nodes on which a story is played know: a story that names anything else is refused before it begins. */
export interface Known {
  readonly commands: ReadonlyMap<string, KnownCommand>;
  /** Whether a node answers there at all; the path may hold references. */
  readonly answers: (method: string, path: string) => boolean;
  readonly countries: readonly Country[];
  readonly agenciesOf: (country: Country) => readonly string[];
  /** The roles that count in a country: those of every node, and the names of its offices. */
  readonly rolesOf: (country: Country) => readonly string[];
  /** Every kind of message that can cross a border. */
  readonly messageKinds: readonly string[];
  /** Every stable code with which a node refuses. */
  readonly refusals: readonly string[];
}
