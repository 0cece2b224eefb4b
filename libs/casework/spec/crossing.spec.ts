import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callsForAnswer, servesTheWayHome } from '../records/kinds.js';
import { isAwaited, isOwed } from '../conversation/questions/awaited.js';
import type { CaseFile } from '../records/file.js';
import { standingNotice } from '../repatriation/notices.js';
import { hasEnded, isOff, isUnderWay } from '../repatriation/state.js';
import { inbound, overThere, notice } from './crossing.js';
import { ableAt, acts, doing, other, places, plan, type Land } from './crossing-acts.js';
import { given } from './given.js';
import { id, sampleFacts } from './sample.js';
import { nodesFrom, together, type Begun, type TwoNodes } from './two-nodes.js';
import { Here, There } from './lands.js';

/** Where a return stands, as both files have to have it. */
const returnIn = ({ repatriation }: CaseFile) => {
  if (repatriation.diedAt !== undefined) return { phase: 'died' };
  if (hasEnded(repatriation)) return { phase: 'over' };
  if (isOff(repatriation)) return { phase: 'off' };
  if (!isUnderWay(repatriation)) return { phase: 'none' };
  const { proposal, suspendedBy, notices } = repatriation;
  const notice = standingNotice(notices);
  return {
    phase: 'under way',
    proposal: proposal?.proposalId,
    answer: proposal?.answer,
    suspendedBy: [...suspendedBy].toSorted(),
    notice: notice?.messageId,
    confirmed: notice?.confirmedAt !== undefined,
  };
};

/** Questions of one country to which an answer can still come, as each of the two files has them. */
const openFrom = (nodes: TwoNodes, land: Land) => {
  const here = nodes.file(land);
  const there = nodes.file(other(land));
  const sent = here.disclosure.own.filter(
    ({ status, kind, answers }) => status === 'released' && callsForAnswer({ kind, answers }),
  );
  return {
    awaited: sent.filter(({ messageId }) => isAwaited(here, messageId)).map(({ kind }) => kind),
    owed: sent.filter(({ messageId }) => isOwed(there, messageId)).map(({ kind }) => kind),
  };
};

const conflicts: ReadonlySet<string> = new Set(['return_plan_not_taken', 'fact_taken_back']);
const conflictIn = ({ coordination }: CaseFile): boolean =>
  coordination.irregularities.some(({ rule }) => conflicts.has(rule));

/** What the two files do not say alike. */
const differences = (nodes: TwoNodes): readonly unknown[] => {
  const [th, mm] = [nodes.file(Here), nodes.file(There)];
  if (conflictIn(th) && conflictIn(mm)) return [];
  const found: unknown[] = [];
  const returns = [returnIn(th), returnIn(mm)];
  if (JSON.stringify(returns[0]) !== JSON.stringify(returns[1])) found.push(returns);
  for (const land of [Here, There] as const) {
    const { awaited, owed } = openFrom(nodes, land);
    if (awaited.join() !== owed.join()) found.push({ land, awaited, owed });
  }
  return found;
};

/** What a country does and sends before it hears of the other. */
const setOut = (place: TwoNodes, land: Land, story: readonly string[]): Begun => {
  const nodes = nodesFrom(place.soFar(), sampleFacts);
  for (const act of story) {
    doing(nodes, land, act);
    nodes.post(land);
  }
  return nodes.soFar();
};

const meet = (ours: Begun, theirs: Begun, first: Land): TwoNodes => {
  const nodes = nodesFrom(together(ours, theirs), sampleFacts);
  for (const from of [first, other(first)]) while (nodes.arrive(from));
  nodes.settle();
  return nodes;
};

const cross = (place: TwoNodes, ours: readonly string[], theirs: readonly string[], first: Land): TwoNodes =>
  meet(setOut(place, Here, ours), setOut(place, There, theirs), first);

/** After these a country may tell the other nothing more of what it does: what it did before is what can cross. */
const silencing: ReadonlySet<string> = new Set(['stopContact', 'withdrawConsent', 'treatAsChild', 'die']);
const told = (story: readonly string[]): readonly string[] => {
  const last = story.findIndex((act) => silencing.has(act));
  return last < 0 ? story : story.slice(0, last + 1);
};

const everywhere = places();

describe('two messages that cross in flight', () => {
  it.each(Object.entries(everywhere))(
    'leave both files of one mind, or show both focal points that they do not: %s',
    (_name, place) => {
      const wrong: string[] = [];
      let pairs = 0;
      expect(differences(place)).toEqual([]);
      const sent = (land: Land): readonly (readonly [string, Begun])[] =>
        ableAt(place, land).map((act) => [act, setOut(place, land, [act])]);
      const sentByThem = sent(There);
      for (const [ours, here] of sent(Here))
        for (const [theirs, there] of sentByThem)
          for (const first of [Here, There] as const) {
            pairs += 1;
            const differ = differences(meet(here, there, first));
            if (differ.length > 0)
              wrong.push(`${ours} and ${theirs}, ${first} first: ${JSON.stringify(differ)}`);
          }
      expect(pairs).toBeGreaterThan(20);
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it('do so where each side sends several before it hears of the other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(everywhere)),
        fc.array(fc.constantFrom(...Object.keys(acts[Here])), { minLength: 1, maxLength: 3 }),
        fc.array(fc.constantFrom(...Object.keys(acts[There])), { minLength: 1, maxLength: 3 }),
        fc.constantFrom<Land[]>(Here, There),
        (name, ours, theirs, first) => {
          const crossed = cross(everywhere[name]!, told(ours), told(theirs), first);
          expect(differences(crossed)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('leave nothing owed or awaited that was asked before its sender heard of the arrival, and all that is asked after', () => {
    const place = everywhere['notice']!;
    const onTheWay = ({ awaited, owed }: ReturnType<typeof openFrom>) => ({
      awaited: awaited.filter(servesTheWayHome),
      owed: owed.filter(servesTheWayHome),
    });
    for (const first of [Here, There] as const) {
      const nodes = cross(place, ['ask'], ['arrive'], first);
      expect(nodes.file(Here).disclosure.own.at(-1)).toMatchObject({
        kind: 'NationalityConfirmationRequested',
        receipt: 'refused',
      });
      expect(onTheWay(openFrom(nodes, Here))).toEqual({ awaited: [], owed: [] });
      for (const act of ['ask', 'trace']) expect(doing(nodes, Here, act)).toEqual([undefined]);
      nodes.settle();
      const anew = ['NationalityConfirmationRequested', 'FamilyTracingRequested'];
      expect(onTheWay(openFrom(nodes, Here))).toEqual({ awaited: anew, owed: anew });
    }
  });

  it('let the stop win: a cancellation ends the plan that was made without it, a suspension suspends it', () => {
    for (const first of [Here, There] as const) {
      const cancelled = cross(everywhere['proposed']!, ['propose'], ['cancel'], first);
      const suspended = cross(everywhere['proposed']!, ['propose'], ['suspend'], first);
      for (const land of [Here, There] as const) {
        expect(returnIn(cancelled.file(land))).toEqual({ phase: 'off' });
        expect(returnIn(suspended.file(land))).toMatchObject({ phase: 'under way', suspendedBy: [There] });
      }
    }
  });

  it('are told from those that follow: what was planned after a stop was seen is not stopped by it', () => {
    const nodes = cross(everywhere['proposed']!, ['propose'], ['cancel'], Here);
    doing(nodes, Here, 'propose');
    nodes.settle();
    for (const land of [Here, There] as const)
      expect(returnIn(nodes.file(land))).toMatchObject({ phase: 'under way', answer: 'open' });
  });

  it('keep their meaning where they come from a node that does not say what it has seen', () => {
    const world = given()
      .when('ReceiveMessage', inbound('CaseNotified', notice), overThere())
      .when('ReceiveMessage', inbound('RepatriationProposed', plan, { sequence: 2 }), overThere())
      .when('CancelReturn', { reason: 'circumstances' }, overThere())
      .when(
        'ReceiveMessage',
        inbound('RepatriationProposed', { ...plan, proposalId: id('next') }, { sequence: 3 }),
        overThere(),
      );
    expect(returnIn(world.file)).toMatchObject({ phase: 'under way', proposal: id('next') });
  });
});
