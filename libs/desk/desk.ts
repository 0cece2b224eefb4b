import { randomUUID } from 'node:crypto';
import {
  exists,
  caseEvents,
  journeyEvents,
  type Actor,
  type CaseCommand,
  type CaseFile,
  type Context,
  type Journey,
  type JourneyCommand,
  type RecordedCaseEvent,
  type RecordedJourneyEvent,
} from '#casework';
import type { EventStore } from '#event-store';
import type { KeyRing } from '#sealing';
import { cases } from './cases.js';
import { bodyHashWith, eventIdsWith } from './command-id.js';
import { contextIn, type Surroundings } from './context.js';
import type { KnowsOf, TagOf } from './deciding.js';
import { handlerOf, type Handler } from './handle.js';
import { journeysWith } from './journeys.js';
import { sealingOf } from './sealing.js';

export interface DeskParts extends Surroundings {
  readonly store: EventStore;
  readonly keys: KeyRing;
  /** Secret of the node under which bodies of commands are hashed, 32 bytes; the same in all its processes. */
  readonly bodySecret: Uint8Array | string;
  /** Another, under which the ids of events are made. */
  readonly eventSecret: Uint8Array | string;
  /** The entity tags that If-Match names; without them it holds for any file and for no tag. */
  readonly tags?: { readonly ofCase: TagOf<CaseFile>; readonly ofJourney: TagOf<Journey> };
  /** Who may know of a file; asked of one that is another by now than the door looked at for the order. */
  readonly knows?: { readonly ofCase: KnowsOf<CaseFile>; readonly ofJourney: KnowsOf<Journey> };
  /** How many folded files of each kind are kept; 1,000 where absent. */
  readonly keep?: number;
}

/** Where commands are carried out and single files are read. */
export interface Desk {
  readonly cases: Handler<CaseFile, CaseCommand, RecordedCaseEvent>;
  readonly journeys: Handler<Journey, JourneyCommand, RecordedJourneyEvent>;
  /** What a decision would know now, for who only looks. */
  readonly surroundings: (actor: Actor) => Context;
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
  ...surroundings
}: DeskParts): Desk => {
  const common = {
    store,
    contextOf: contextIn(surroundings),
    bodyHash: bodyHashWith(bodySecret),
    eventIdOf: eventIdsWith(eventSecret),
    ...(keep === undefined ? {} : { keep }),
  };
  const caseDesk = handlerOf(cases, {
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
  return {
    cases: caseDesk,
    journeys: journeyDesk,
    surroundings: (actor) => common.contextOf(actor, randomUUID()),
  };
};
