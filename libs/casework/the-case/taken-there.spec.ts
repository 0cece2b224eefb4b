import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOpen } from '../conversation/question.js';
import { isStop } from '../records/kinds.js';
import { aStep, commandOf, type Step } from '../spec/any-step.js';
import { ableAt, acts, doing, other, places, type Land } from '../spec/crossing-acts.js';
import { given } from '../spec/given.js';
import { identityKnown, linkedWithThere, untoldThere } from '../spec/histories.js';
import { screened } from '../spec/identifying.js';
import { id, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { goesNot } from '../spec/stated.js';
import { nodesFrom, type TwoNodes } from '../spec/two-nodes.js';
import { Here, There } from '../spec/lands.js';

const before = [...untoldThere, screened, ...identityKnown];
const sends = [
  ['SendCaseForm', { to: There }, 'CaseFormSent'],
  ['RequestNationalityConfirmation', { of: There }, 'NationalityConfirmationRequested'],
  ['RequestFamilyTracing', { of: There, coverStory: 'She is well.' }, 'FamilyTracingRequested'],
] as const;

const everywhere = places();
const lands = [Here, There] as const;

/** The messages that were refused where they went, and why; that a case is closed may be over when a message arrives. */
const refused = (nodes: TwoNodes): readonly string[] =>
  lands.flatMap((land) =>
    nodes
      .history(land)
      .flatMap(({ type, data }) =>
        type === 'MessageReceived' && data.outcome === 'refused'
          ? [`${data.kind} to ${land}: ${data.reason ?? ''}`]
          : [],
      )
      .filter((each) => !each.endsWith('case_closed')),
  );

describe('what is sent to a country that was not told of the person', () => {
  it('is refused where it is decided, with what to do first, and can be sent after the notice', () => {
    for (const [type, body, kind] of sends) {
      given(...before)
        .when(type, body)
        .thenRefuses('wrong_state', goesNot(kind, There, 'not_notified'));
      const told = given(...before).when('NotifyCountry', { country: There, locationType: 'shelter' });
      const { decision } = told.when(type, body);
      if (decision.refusal) throw new Error(decision.refusal.sentence);
    }
  });

  it('goes to one that is linked with us, and not to one that refused the notice', () => {
    for (const [type, body, kind] of sends) {
      const { decision } = given(...before, linkedWithThere).when(type, body);
      if (decision.refusal) throw new Error(decision.refusal.sentence);
      given(...before, ...sentMessage('CaseNotified', { released: 1 }))
        .when('RecordReceipt', { messageId: id('CaseNotified'), from: There, outcome: 'refused' })
        .when(type, body)
        .thenRefuses('wrong_state', goesNot(kind, There, 'not_notified'));
    }
  });
});

describe('what is sent to a country that told us that it takes nothing more', () => {
  it('is refused where it is decided: that it stopped all contact, or that the person died', () => {
    for (const place of ['notified', 'asked', 'proposed', 'suspended by both'].map((at) => everywhere[at]!))
      for (const land of lands) {
        const able = ableAt(place, land);
        for (const end of ['stopContact', 'die']) {
          const ended = nodesFrom(place.soFar(), sampleFacts);
          doing(ended, other(land), end);
          ended.settle();
          for (const act of able) {
            const nodes = nodesFrom(ended.soFar(), sampleFacts);
            doing(nodes, land, act);
            nodes.settle();
            expect({ land, end, act, refused: refused(nodes) }).toEqual({ land, end, act, refused: [] });
          }
        }
      }
  });

  it('can be asked again of one that had closed its case as soon as it opened it, and it says that it did', () => {
    const nodes = nodesFrom(everywhere['notified']!.soFar(), sampleFacts);
    const give = (country: Land, type: string, body: object): string | undefined => {
      const { refusal } = nodes.give({ country, agency: 'focal', command: { type, body } as never });
      nodes.settle();
      return refusal?.code;
    };
    const ask = () => give(Here, 'RequestNationalityConfirmation', { of: There });
    const waits = () =>
      nodes.file(There).conversation.questions.filter((asked) => asked.by === 'them' && isOpen(asked)).length;
    expect(give(There, 'AcknowledgeCase', { country: Here, focalPerson: 'daw-1' })).toBeUndefined();
    expect(give(There, 'CloseCase', { reason: 'lost_contact', tell: [Here] })).toBeUndefined();
    expect(nodes.file(Here).coordination.partners.get(There)?.closed).toBe(true);
    expect([ask(), waits()]).toEqual([undefined, 0]);
    expect(give(There, 'ReopenCase', { reason: 'seen_again' })).toBeUndefined();
    expect(nodes.file(Here).coordination.partners.get(There)?.closed).toBe(false);
    expect([ask(), waits()]).toEqual([undefined, 1]);
  });
});

describe('what is approved while both sides know the same', () => {
  const anAct = fc.record({ country: fc.constantFrom<Land>(Here, There), act: fc.nat() });
  type Act = typeof anAct extends fc.Arbitrary<infer S> ? S : never;
  /** What happened is recorded once, and taken back where it did not. */
  const news: ReadonlySet<string> = new Set([
    'DeathNotified',
    'HandoverRecordSigned',
    'CaseClosedNotice',
    'ArrivalReported',
  ]);
  const take = (nodes: TwoNodes, step: Step | Act): void => {
    const from: Land = step.country === There ? There : Here;
    if ('act' in step) {
      const names = Object.keys(acts[from]);
      doing(nodes, from, names[step.act % names.length]!);
    } else {
      const history = lands.flatMap((land) => nodes.history(land));
      nodes.give({ country: from, agency: step.agency, command: commandOf(step, history, other(from)) });
    }
    nodes.settle();
  };

  it('is never refused abroad for a reason that both know', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(everywhere)),
        fc.array(fc.oneof(aStep, anAct, anAct), { maxLength: 12 }),
        (place, steps) => {
          const nodes = nodesFrom(place.soFar(), sampleFacts);
          for (const step of steps) take(nodes, step);
          const [here, there] = lands.map((land) => nodes.file(land).repatriation.diedAt !== undefined);
          /** The news of a death can be called back: then one side alone knows of it. */
          if (here === there) expect(refused(nodes)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('can be sent again where it was refused abroad all the same: nothing was told already', () => {
    for (const place of Object.values(everywhere))
      for (const land of lands)
        for (const act of ableAt(place, land)) {
          const nodes = nodesFrom(place.soFar(), sampleFacts);
          const before = nodes.file(land).disclosure.own.length;
          doing(nodes, land, act);
          const sent = nodes.file(land).disclosure.own.slice(before);
          if (sent.some(({ kind }) => isStop(kind) || news.has(kind))) continue;
          nodes.post(land);
          nodes.refuseAll(land);
          expect({ land, act, again: doing(nodes, land, act).at(-1) }).toEqual({
            land,
            act,
            again: undefined,
          });
          expect(nodes.file(land).disclosure.own.slice(before).length).toBeGreaterThan(sent.length);
        }
  });
});
