import { randomUUID } from 'node:crypto';
import {
  emptyInstrumentRegister,
  emptyPeopleRegister,
  exists,
  caseEvents,
  instrumentEvents,
  journeyEvents,
  peopleAt,
  peopleEvents,
  type Actor,
  type CaseCommand,
  type CaseFile,
  type Context,
  type Dispute,
  type Instrument,
  type InstrumentCommand,
  type InstrumentRegister,
  type Journey,
  type JourneyCommand,
  type PeopleCommand,
  type PeopleNow,
  type PeopleRegister,
  type RecordedCaseEvent,
  type RecordedInstrumentEvent,
  type RecordedJourneyEvent,
  type RecordedPeopleEvent,
} from '#casework';
import type { EventStore } from '#event-store';
import { signaturesUnder, type CheckSignature } from '#instruments';
import type { KeyRing } from '#sealing';
import { casesWith } from './cases.js';
import { bodyHashWith, eventIdsWith } from './command-id.js';
import { contextIn, type Surroundings } from './context.js';
import type { KnowsOf, TagOf } from './deciding.js';
import { handlerOf, type CarryOut, type Handler } from './handle.js';
import { instrumentRegisterId, instrumentsWith } from './instruments.js';
import { journeysWith } from './journeys.js';
import { people, peopleRegisterId } from './people.js';
import { registerNow } from './register-now.js';
import { sealingOf } from './sealing.js';
import { toldToCases } from './told-to-cases.js';

export interface DeskParts extends Omit<Surroundings, 'instruments' | 'people'> {
  /** The instruments of this release: what holds beside what the node was told of them since. */
  readonly instruments: () => readonly Instrument[];
  /** Checks what parties sign; without it no key is known, and no signature counts. */
  readonly checkSignature?: CheckSignature | undefined;
  /** Of which of the instruments, as they stand here at an instant, another node holds another text; of none where absent. */
  readonly disputed?: ((held: readonly Instrument[], now: string) => readonly Dispute[]) | undefined;
  readonly store: EventStore;
  readonly keys: KeyRing;
  /** Secret of the node under which bodies of commands are hashed, 32 bytes; the same in all its processes. */
  readonly bodySecret: Uint8Array | string;
  /** Another, under which the ids of events are made. */
  readonly eventSecret: Uint8Array | string;
  /** The entity tags that If-Match names; without them it holds for any file and for no tag. */
  readonly tags?: {
    readonly ofCase: TagOf<CaseFile>;
    readonly ofJourney: TagOf<Journey>;
    readonly ofInstruments: TagOf<InstrumentRegister>;
    readonly ofPeople: TagOf<PeopleRegister>;
  };
  /** Who may know of a file; asked of one that is another by now than the door looked at for the order. */
  readonly knows?: { readonly ofCase: KnowsOf<CaseFile>; readonly ofJourney: KnowsOf<Journey> };
  /** How many folded files of each kind are kept; 1,000 where absent. */
  readonly keep?: number;
}

/** Where commands are carried out and single files are read. */
export interface Desk {
  readonly cases: Handler<CaseFile, CaseCommand, RecordedCaseEvent>;
  readonly journeys: Handler<Journey, JourneyCommand, RecordedJourneyEvent>;
  /** The register of instruments, one file: `instrumentRegisterId`. */
  readonly instruments: Handler<InstrumentRegister, InstrumentCommand, RecordedInstrumentEvent>;
  /** Who works in the country's offices, one file: `peopleRegisterId`. */
  readonly people: Handler<PeopleRegister, PeopleCommand, RecordedPeopleEvent>;
  /** What a decision would know now, for who only looks. */
  readonly surroundings: (actor: Actor) => Promise<Context>;
  /** The instruments as this node holds them now, whatever others hold. */
  readonly textsHeld: () => Promise<readonly Instrument[]>;
}

/** As much of the desk of cases as who decides nothing needs: to ask, and to look. */
export type CaseDesk = Pick<Desk['cases'], 'carryOut' | 'load'>;

export const deskOf = ({
  store,
  keys,
  bodySecret,
  eventSecret,
  tags,
  knows,
  keep,
  instruments: builtIn,
  checkSignature = signaturesUnder([]),
  disputed = () => [],
  ...surroundings
}: DeskParts): Desk => {
  const register = registerNow({
    builtIn,
    disputed,
    load: async () => (await instrumentDesk.load(instrumentRegisterId)).file,
    kept: () => instrumentDesk.kept(instrumentRegisterId)?.file ?? emptyInstrumentRegister,
  });
  const peopleNow = (now: string): PeopleNow =>
    peopleAt(
      peopleDesk.kept(peopleRegisterId)?.file ?? emptyPeopleRegister,
      now,
      surroundings.facts(surroundings.country).timeZone,
    );
  const common = {
    store,
    contextOf: contextIn({
      ...surroundings,
      instruments: register.at,
      people: peopleNow,
    }),
    bodyHash: bodyHashWith(bodySecret),
    eventIdOf: eventIdsWith(eventSecret),
    ...(keep === undefined ? {} : { keep }),
  };
  const journeyNow = async (journeyId: string): Promise<Journey> => (await journeyDesk.load(journeyId)).file;
  const caseDesk = handlerOf(casesWith(journeyNow), {
    ...common,
    sealing: sealingOf(caseEvents, keys),
    tagOf: tags?.ofCase,
    knowsOf: knows?.ofCase,
  });
  const caseFile = async (caseId: string): Promise<CaseFile | undefined> => {
    const { file } = await caseDesk.load(caseId);
    return exists(file) ? file : undefined;
  };
  const journeyDesk = handlerOf(journeysWith(caseFile), {
    ...common,
    sealing: sealingOf(journeyEvents, keys),
    tagOf: tags?.ofJourney,
    knowsOf: knows?.ofJourney,
    restsOnOthers: true,
  });
  const instrumentDesk = handlerOf(instrumentsWith({ builtIn, check: checkSignature }), {
    ...common,
    sealing: sealingOf(instrumentEvents, keys),
    tagOf: tags?.ofInstruments,
    // Whoever may look at it may: what is asked of it says for itself who is charged.
    knowsOf: () => true,
  });
  const peopleDesk: Desk['people'] = handlerOf(people, {
    ...common,
    sealing: sealingOf(peopleEvents, keys),
    tagOf: tags?.ofPeople,
    knowsOf: () => true,
  });
  /** Nothing is decided on a register that is not known freshly. */
  const knowing = <H extends { readonly carryOut: CarryOut<never> }>(handler: H): H => ({
    ...handler,
    carryOut: async (order: never) => {
      await register.fresh();
      return handler.carryOut(order);
    },
  });
  return {
    cases: knowing(caseDesk),
    journeys: knowing({
      ...journeyDesk,
      carryOut: toldToCases(journeyDesk, caseDesk.carryOut, surroundings.country),
    }),
    instruments: knowing(instrumentDesk),
    people: knowing(peopleDesk),
    surroundings: async (actor) => {
      await register.fresh();
      return common.contextOf(actor, randomUUID());
    },
    textsHeld: async () => {
      await register.fresh();
      return register.held(surroundings.clock.now());
    },
  };
};
