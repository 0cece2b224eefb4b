import {
  fold,
  type Announced,
  type CaseFile,
  type Context,
  type Instrument,
  type RecordedCaseEvent,
} from '#casework';
import { recorded } from '../../casework/spec/given.js';
import { id, sampleActor, sampleContext } from '../../casework/spec/sample.js';
import { kinds } from './any-instrument.js';
import { historyOf, type World } from './world.js';

const noonOf = (day: string): string => `${day}T05:00:00.000Z`;

/** What the other nodes of a world say that they take. */
const announcedIn = ({
  notTaken,
  instruments,
}: {
  readonly notTaken: World['notTaken'];
  readonly instruments: readonly Instrument[];
}): Announced | undefined =>
  notTaken && {
    wireVersions: [1, 2],
    instruments: instruments.map(({ code, version }) => ({
      ...{ code, version },
      kinds: Object.fromEntries(kinds.filter((kind) => !notTaken.includes(kind)).map((kind) => [kind, [1]])),
    })),
  };

/** The texts of a world, with whom they are in dispute. */
const textsOf = ({ instruments, disputed, to }: World): readonly Instrument[] => {
  const texts: readonly Instrument[] = instruments;
  return disputed ? texts.map((each) => ({ ...each, disputedWith: [to] })) : texts;
};

/** What a decision in a world knows beside the file. */
export const contextOf = (world: World, word = 'command'): Context =>
  sampleContext({
    now: noonOf(world.day),
    country: world.here,
    actor: sampleActor('focal', 'officer-1', world.here),
    instruments: textsOf(world),
    channelTo: () => world.channel,
    announced: () => announcedIn(world),
    commandId: id(word),
  });

export const eventsOf = (world: World): RecordedCaseEvent[] =>
  recorded(historyOf(world), { ...contextOf(world), now: '2009-01-02T00:00:00.000Z' });

/** The case file of a world. */
export const fileOf = (world: World): CaseFile => fold(id('case'), eventsOf(world));
