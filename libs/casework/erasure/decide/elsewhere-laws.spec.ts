import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, messages, type MessageKind } from '../../records/catalogue.js';
import { isAwaited, isOwed } from '../../conversation/questions/awaited.js';
import { sealedFieldNames } from '../../spec/sealed-field-names.js';
import type { MessageDefinition } from '../../words/message.js';
import { given } from '../../spec/given.js';
import { untoldThere } from '../../spec/histories.js';
import { id } from '../../spec/sample.js';
import { sentMessage } from '../../spec/sent.js';
import { type TwoNodes } from '../../spec/two-nodes.js';
import { holdersOf } from './elsewhere.js';
import { Here, There } from '../../spec/lands.js';
import { other, focal, begun, tell, erase, asked, hold, refusal } from '../../spec/erasing.js';

describe('a kind of message that outlives an erasure', () => {
  const outliving = (Object.keys(messages) as MessageKind[]).filter((kind) => messages[kind].outlives);

  it('stops something or answers what does, and has nothing above P1', () => {
    for (const kind of outliving) {
      const definition: MessageDefinition = messages[kind];
      expect(definition.stops).toBe(true);
      expect(sealedFieldNames(definition.fields)).toEqual([]);
    }
  });

  it('is read too where it was recorded sealed, by a version of before', () => {
    const sealed = [
      ...sentMessage('CaseFormSent', { released: 1 }),
      ...sentMessage('MessageRecalled', { payload: { recalled: id('CaseFormSent'), action: 'stop_use' } }),
    ];
    const { file } = given(...untoldThere, ...sealed);
    expect(file.disclosure.own.at(-1)?.payload).toEqual({ recalled: id('CaseFormSent'), action: 'stop_use' });
  });
});

describe('whatever passes between two countries around an erasure', () => {
  const steps: Readonly<Record<string, (nodes: TwoNodes) => void>> = {
    told: tell,
    acknowledged: (nodes) =>
      void nodes.give(
        focal(There, { type: 'AcknowledgeCase', body: { country: Here, focalPerson: 'focal-1' } }),
      ),
    erasedHere: (nodes) => void erase(nodes, Here),
    erasedThere: (nodes) => void erase(nodes, There),
    held: (nodes) => void nodes.give(focal(There, hold)),
    refused: (nodes) => {
      nodes.give(focal(There, hold));
      nodes.give(focal(There, refusal));
    },
    keptForHer: (nodes) =>
      void nodes.give(
        focal(There, { type: 'RefuseErasure', body: { to: Here, ground: 'person_wants_it_kept' } }),
      ),
    askedAgain: (nodes) => void nodes.give(focal(Here, { type: 'AskForErasure', body: { of: There } })),
    stopped: (nodes) =>
      void nodes.give(focal(Here, { type: 'StopContact', body: { with: There, reason: 'Followed.' } })),
    closedThere: (nodes) =>
      void nodes.give(focal(There, { type: 'CloseCase', body: { reason: 'other', tell: [Here] } })),
    recalled: (nodes) => {
      const sent = nodes.file(Here).disclosure.own.find(({ status }) => status === 'released');
      if (sent)
        nodes.give(
          focal(Here, { type: 'RecallMessage', body: { messageId: sent.messageId, action: 'destroy' } }),
        );
    },
    crosses: (nodes) => nodes.settle(),
  };

  it('ends with both knowing who has erased, and nothing recorded that needs a destroyed key', () => {
    const seen = { asked: 0, done: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 10 }),
        (early, story) => {
          const nodes = begun();
          const before = ['told', 'crosses', ...(early ? ['erasedHere', 'crosses'] : [])];
          for (const step of [...before, ...story, 'crosses']) steps[step]!(nodes);
          for (const country of [Here, There] as const) {
            const [here, there] = [nodes.file(country), nodes.file(other(country))];
            const history = nodes.history(country);
            const since = history.slice(history.findIndex(({ type }) => type === 'PersonErased') + 1);
            if (!here.erasure.erased) continue;
            expect(
              since.flatMap(({ type, data }) =>
                sealedFieldNames(caseEvents[type].fields).filter((name) => Object.hasOwn(data, name)),
              ),
            ).toEqual([]);
            const request = asked(here);
            if (request?.status !== 'released') continue;
            seen.asked += 1;
            const answer = here.erasure.answers[0]?.answer;
            if (there.erasure.erased) expect(answer).toBe('done');
            else expect(there.erasure.asked[0]?.messageId).toBe(request.messageId);
            if (answer !== undefined) seen[answer] += 1;
            const waits = isAwaited(here, request.messageId);
            expect(waits).toBe(isOwed(there, request.messageId) && !there.erasure.erased);
            expect(waits && answer === 'done').toBe(false);
            expect(holdersOf(here)).toContain(other(country));
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(Object.values(seen).every((times) => times > 1)).toBe(true);
  });
});
