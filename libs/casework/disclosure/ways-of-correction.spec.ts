import { describe, expect, it } from '@jest/globals';
import { messages, publicCommands, type MessageKind } from '../records/catalogue.js';
import { doing, other } from '../spec/crossing-acts.js';
import { sampleFacts } from '../spec/sample.js';
import { everywhere, give, stories, type Story } from '../spec/told-anew.js';
import { nodesFrom, type TwoNodes } from '../spec/two-nodes.js';
import { undoing, ways } from '../spec/ways-of-correction.js';
import { correctableOf } from '../records/kinds.js';
import { Here, There } from '../spec/lands.js';

const tellIt = (nodes: TwoNodes, { by, tell }: Story): string | undefined => {
  const refused = typeof tell === 'string' ? doing(nodes, by, tell).at(-1) : tell(nodes);
  nodes.settle();
  return refused;
};

describe('whatever field of whatever message', () => {
  it('has a way to be told otherwise, or a named reason for which it cannot be wrong', () => {
    for (const [kind, { fields }] of Object.entries(messages))
      expect([kind, Object.keys(ways[kind as MessageKind]).toSorted()]).toEqual([
        kind,
        Object.keys(fields).toSorted(),
      ]);
  });

  it('is one that a correction carries, where a correction is its way', () => {
    for (const [kind, fields] of Object.entries(ways)) {
      if (kind === 'CorrectionSent') continue;
      const corrected = Object.entries(fields).flatMap(([name, way]) => (way === 'corrected' ? [name] : []));
      expect([kind, corrected.toSorted()]).toEqual([kind, [...correctableOf(kind)].toSorted()]);
    }
  });

  it('that is told anew is called back first, counts no more there, and arrives again', () => {
    for (const kind of Object.keys(messages) as MessageKind[]) {
      if (messages[kind].stops || !Object.values(ways[kind]).includes('anew')) continue;
      const story = stories[kind];
      expect([kind, story !== undefined]).toEqual([kind, true]);
      if (!story) continue;
      const { by } = story;
      const nodes = nodesFrom(everywhere[story.at]!.soFar(), sampleFacts);
      story.before?.(nodes);
      const ofKind = () =>
        nodes
          .file(other(by))
          .disclosure.theirs.filter((message) => message.kind === kind && message.outcome === 'effective');
      const before = ofKind().length;
      expect([kind, tellIt(nodes, story), ofKind().length]).toEqual([kind, undefined, before + 1]);
      const messageId = ofKind().at(-1)!.messageId;
      const recall = give(by, () => ({ type: 'RecallMessage', body: { messageId, action: 'stop_use' } }));
      if (story.back) expect([kind, story.back(nodes)]).toEqual([kind, undefined]);
      const stopped = () => ofKind().find((message) => message.messageId === messageId)?.stopped;
      if (!stopped()) expect([kind, recall(nodes)]).toEqual([kind, undefined]);
      expect([kind, stopped()]).toEqual([kind, true]);
      expect([kind, tellIt(nodes, story), ofKind().length]).toEqual([kind, undefined, before + 2]);
    }
  });

  it('of a stop is undone by a step that there is', () => {
    for (const [kind, fields] of Object.entries(ways))
      if (Object.values(fields).includes('undone'))
        expect([kind, undoing[kind as MessageKind] ?? '']).toEqual([
          kind,
          expect.stringMatching(new RegExp(`^(${Object.keys(publicCommands).join('|')})$`)),
        ]);
  });

  it('of a suspension is told otherwise without resuming the return', () => {
    const nodes = nodesFrom(everywhere['suspended there']!.soFar(), sampleFacts);
    const suspend = (until?: string) =>
      give(There, () => ({
        type: 'SuspendReturn',
        body: { reason: 'border_closed', ...(until ? { until } : {}) },
      }))(nodes);
    expect(suspend()).toBe('already_exists');
    expect(suspend('2013-08-01')).toBeUndefined();
    expect(suspend('2013-08-01')).toBe('already_exists');
    for (const land of [Here, There] as const)
      expect(nodes.file(land).repatriation.suspendedBy).toEqual([There]);
    expect(nodes.history(Here).findLast(({ type }) => type === 'RepatriationSuspended')?.data).toMatchObject({
      until: '2013-08-01',
    });
  });
});
