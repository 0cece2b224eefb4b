import { mayAddToJourney, mayKnow, mayKnowJourney, type Caller } from '#access';
import {
  holdsMandate,
  holdsRole,
  Id,
  runsTheCase,
  type CaseFile,
  type CountryFacts,
  type InstrumentRegister,
  type Journey,
  type PeopleRegister,
} from '#casework';
import type { Token } from '#countries/module';
import { instrumentRegisterId, peopleRegisterId, type KnowsOf, type Trace } from '#desk';
import { casesOf } from './journey-read.js';
import type { DoorParts } from './parts.js';
import { nothingHere } from './problem.js';

declare const known: unique symbol;

/** A file of which a caller may know, as it stood when that was asked. Made here alone: what takes one was guarded. */
export interface Known<F> {
  /** In its one form, however the address spelled it. */
  readonly id: string;
  readonly file: F;
  readonly events: readonly Trace[];
  readonly [known]: true;
}

/** The id in a part of a path, in its one form; what is none is answered like a file that does not exist. */
export const idIn = (part: unknown): string => {
  const id = Id.safeParse(part);
  if (!id.success) throw nothingHere();
  return id.data;
};

/** Whether a caller may know of the file that an address names; throws the one answer for all that is kept from sight. */
export interface NeedToKnow {
  ofCase(caller: Caller, id: unknown): Promise<Known<CaseFile>>;
  /** `step`: the command that is to be given there, if any. */
  ofJourney(caller: Caller, id: unknown, step?: string): Promise<Known<Journey>>;
  /** The register of instruments, for who works under them. */
  ofInstruments(caller: Caller): Promise<Known<InstrumentRegister>>;
  /** The register of people, of which each reads and changes what is about the own office. */
  ofPeople(caller: Caller): Promise<Known<PeopleRegister>>;
  /** Whether the caller also runs the case, as an officer of its owner. */
  mustRun(caller: Caller, known: Known<CaseFile>): void;
}

/** Nest token of `NeedToKnow`. */
export const NEED_TO_KNOW: Token<NeedToKnow> = Symbol('need to know');

type Knowing = Pick<DoorParts, 'facts'> & { readonly cases: Pick<DoorParts['cases'], 'load'> };

/** The same question as the desk asks it, of a file that is another by now than the guard looked at. */
export const knowsOf = (
  parts: Knowing,
): { readonly ofCase: KnowsOf<CaseFile>; readonly ofJourney: KnowsOf<Journey> } => {
  const ofJourney = knowsJourney(parts);
  return {
    ofCase: (actor, file) => mayKnow(actor, file, parts.facts),
    ofJourney: (actor, journey, type) => ofJourney({ actor }, journey, type),
  };
};

/** Who may know of a journey, over the cases that it names. */
export const knowsJourney =
  ({ facts, cases }: Knowing) =>
  async ({ actor }: Pick<Caller, 'actor'>, journey: Journey, step?: string): Promise<boolean> => {
    const files = await Promise.all(casesOf(journey).map(async (caseId) => (await cases.load(caseId)).file));
    return (step === 'AddTraveller' ? mayAddToJourney : mayKnowJourney)(actor, journey, files, facts);
  };

/** Whether somebody works under the instruments of the country: as an office that takes part in cases, or audits them. */
export const worksUnderInstruments = (
  { actor, agency }: Pick<Caller, 'actor' | 'agency'>,
  facts: CountryFacts,
): boolean =>
  holdsRole(facts, actor, 'reader') &&
  (['take_part', 'audit'] as const).some((charge) => holdsMandate(facts, agency.id, charge));

export const needToKnowIn = (
  parts: Pick<DoorParts, 'facts' | 'cases' | 'journeys' | 'register' | 'people'>,
): NeedToKnow => {
  const { facts, cases, journeys, register, people } = parts;
  const mayKnowJourneyOf = knowsJourney(parts);
  return {
    ofCase: async (caller, part) => {
      const id = idIn(part);
      const held = await cases.load(id);
      if (!mayKnow(caller.actor, held.file, facts)) throw nothingHere();
      return { id, ...held } as Known<CaseFile>;
    },
    ofJourney: async (caller, part, step) => {
      const id = idIn(part);
      const held = await journeys.load(id);
      if (!(await mayKnowJourneyOf(caller, held.file, step))) throw nothingHere();
      return { id, ...held } as Known<Journey>;
    },
    ofInstruments: async (caller) => {
      if (!worksUnderInstruments(caller, facts)) throw nothingHere();
      const held = await register.load(instrumentRegisterId);
      return { id: instrumentRegisterId, ...held } as Known<InstrumentRegister>;
    },
    ofPeople: async ({ actor }) => {
      if (!holdsRole(facts, actor, 'reader')) throw nothingHere();
      const held = await people.load(peopleRegisterId);
      return { id: peopleRegisterId, ...held } as Known<PeopleRegister>;
    },
    mustRun: ({ actor }, { file }) => {
      const runs = runsTheCase(file, { actor, country: facts.country, facts: () => facts });
      if (!runs || !holdsRole(facts, actor, 'officer')) throw nothingHere();
    },
  };
};
