import { describe, expect, it } from '@jest/globals';
import {
  advance,
  casesNamed,
  emptyFile,
  emptyJourney,
  fold,
  journeyPublicCommands,
  publicCommands,
  type CaseFile,
  type CommandDefinition,
  type Journey,
  type JourneyPublicCommandType,
  type NewCaseEvent,
  type PublicCommandType,
} from '#casework';
import { factsOf } from '#countries';
import { recorded } from '../casework/spec/given.js';
import { id, sampleActor, sampleContext } from '../casework/spec/sample.js';
import { needToKnowIn } from './need-to-know.js';
import { opaquePositions } from './opaque.js';
import type { DoorParts } from './parts.js';
import { ProblemError } from './problem.js';
import { thaiCaller } from './spec/caller.js';
import { writingThrough, type Bus } from './writing.js';

/* An id of another case in a command: one that is not there and one that is not for the caller are one answer. */
const caller = thaiCaller('msdhs-pathum-thani');
const facts = factsOf('TH');

const caseOf = (caseId: string, owner: string): CaseFile => {
  const opened: NewCaseEvent = {
    type: 'CaseOpened',
    data: {
      ...{ side: 'sending', channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my' },
      ...{ urgency: 'normal', foundIn: 'TH', owner },
    },
  };
  const involved: NewCaseEvent = { type: 'AgencyInvolved', data: { agency: owner, reason: 'owner' } };
  return fold(caseId, recorded([opened, involved], sampleContext({ actor: sampleActor(owner) })));
};

const own = id('own');
const hidden = caseOf(id('hidden'), 'atpd');
const known = (caseId: string): CaseFile => caseOf(caseId, caller.agency.id);
const journey: Journey = {
  ...emptyJourney(id('journey')),
  handled: new Map([['command', { bodyHash: 'hash', events: [], revision: 0 }]]),
  ...{ revision: 0, plannedBy: caller.agency.id, side: 'sending', from: 'TH', to: 'MM', travellers: [own] },
};

interface Named {
  readonly on: 'case' | 'journey';
  readonly type: string;
  readonly body: unknown;
  readonly cases: readonly string[];
}

/** Every command that names other cases, with a body that does. */
const commands: readonly Named[] = (
  [
    ['case', publicCommands],
    ['journey', journeyPublicCommands],
  ] as const
).flatMap(([on, catalogue]) =>
  Object.entries<CommandDefinition>(catalogue).flatMap(([type, { body: schema, example }]) => {
    const body = schema.parse(example);
    const cases = [...new Set(casesNamed(schema, body))];
    return cases.length === 0 ? [] : [{ on, type, body: example, cases }];
  }),
);

/** The own case once somebody is excluded from it. */
const without = (party: { readonly agency?: string; readonly officialId?: string }): CaseFile =>
  advance(
    known(own),
    recorded(
      [{ type: 'PartyExcluded', data: { exclusionId: id('exclusion'), ...party } }],
      sampleContext({ actor: sampleActor('datip') }),
      2,
    ),
  );

/** Every command, of a case and of a journey with that person on it. */
const all: readonly Named[] = (
  [
    ['case', publicCommands],
    ['journey', journeyPublicCommands],
  ] as const
).flatMap(([on, catalogue]) =>
  Object.entries<CommandDefinition>(catalogue)
    .filter(([type]) => type !== 'OpenCase' && type !== 'PlanJourney')
    .map(([type, { example: body }]) => ({ on, type, body, cases: [] })),
);

/** What the door answers to a command, and whether the rules were asked, where one of the cases that it names is this. */
const answer = async (
  { on, type, body, cases }: Named,
  caseId: string,
  file: CaseFile,
  lookedAt: () => CaseFile = () => file,
) => {
  let asked = false;
  const reached = () => {
    asked = true;
    return Promise.resolve({
      ...{ kind: 'refused', events: [] },
      refusal: { code: 'wrong_state', dataClass: 'P1', sentence: 'Reached.' },
    } as const);
  };
  const load = (wanted: string) =>
    Promise.resolve({
      file:
        wanted === caseId
          ? lookedAt()
          : cases.includes(wanted) || wanted === own
            ? known(wanted)
            : emptyFile(wanted),
      events: [],
    });
  const onJourney = () => Promise.resolve({ file: journey, events: [] });
  const parts = {
    ...{ facts, secret: 'secret', positions: opaquePositions('secret') },
    ...{
      cases: { load, upTo: load },
      journeys: { load: onJourney, upTo: onJourney },
      register: {},
      people: {},
    },
  } as unknown as DoorParts;
  const writing = writingThrough(parts, { onCase: reached, onJourney: reached } as unknown as Bus);
  const needToKnow = needToKnowIn(parts);
  const write = { caller, method: 'POST', body, idempotencyKey: 'one', ifMatch: undefined };
  const done =
    on === 'case'
      ? needToKnow
          .ofCase(caller, own)
          .then((found) => writing.onCase(write, '/', type as PublicCommandType, found))
      : needToKnow
          .ofJourney(caller, journey.journeyId, type)
          .then((found) => writing.onJourney(write, '/', type as JourneyPublicCommandType, found));
  const refused = await done.then(
    () => undefined,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );
  return { asked, refused };
};

describe('who is excluded from a case', () => {
  it('is answered in every command, of it and of the journey, as where there is no such case, and asks no rule', async () => {
    expect(all.length).toBeGreaterThan(140);
    for (const party of [{ agency: caller.agency.id }, { officialId: caller.actor.id }]) {
      const file = without(party);
      for (const command of all) {
        const absent = await answer({ ...command, on: 'case', type: 'RecordName' }, own, emptyFile(own));
        expect([command.type, await answer(command, own, file)]).toEqual([command.type, absent]);
        expect(absent.asked).toBe(false);
      }
    }
  });

  it('is answered so too where that happened while the rules were asked', async () => {
    const excluded = without({ agency: caller.agency.id });
    let reached = 0;
    for (const command of all.filter(({ on }) => on === 'case')) {
      let looks = 0;
      const lookedAt = () => ((looks += 1) === 1 ? known(own) : excluded);
      const { asked, refused } = await answer(command, own, known(own), lookedAt);
      if (!asked) continue;
      reached += 1;
      expect([command.type, refused]).toMatchObject([command.type, { code: 'not_found' }]);
    }
    expect(reached).toBeGreaterThan(100);
  });
});

describe('a command that names other cases', () => {
  it('is answered alike for one that is not there and one that is not for the caller, wherever it stands, and asks no rule', async () => {
    const trials = commands.flatMap((command) => command.cases.map((caseId) => ({ command, caseId })));
    expect(new Set(commands.map(({ type }) => type)).size).toBeGreaterThan(6);
    for (const { command, caseId } of trials) {
      const absent = await answer(command, caseId, emptyFile(caseId));
      const notTheirs = await answer(command, caseId, { ...hidden, caseId });
      expect([command.type, absent]).toEqual([
        command.type,
        { asked: false, refused: expect.objectContaining({ code: 'not_found' }) as unknown },
      ]);
      expect([command.type, notTheirs]).toEqual([command.type, absent]);
      expect([command.type, await answer(command, caseId, known(caseId))]).toMatchObject([
        command.type,
        { asked: true, refused: { code: 'wrong_state' } },
      ]);
    }
  });
});
