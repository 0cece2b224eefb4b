import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, publicCommands, type CaseCommand, type CaseEventType } from './catalogue.js';
import { decide, fold } from '../the-case.js';
import { commandOf, contextOf } from '../spec/any-step.js';
import { datedTypes, withoutTopic } from '../spec/dated-types.js';
import { recorded } from '../spec/given.js';
import { aStep, receiving, sending, walkedCase } from '../spec/walk.js';
import { hasTopic, topics } from './topics.js';

describe('every event type', () => {
  it('has a place among those that speak about the same, or a reason for which it needs none', () => {
    const placed = [...Object.keys(topics), ...Object.keys(withoutTopic)];
    expect(placed.toSorted()).toEqual(Object.keys(caseEvents).toSorted());
    expect(Object.keys(withoutTopic).filter(hasTopic)).toEqual([]);
  });

  it('that is said to count from its recording is never recorded with another date', () => {
    const seen = new Set<CaseEventType>();
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { minLength: 20, maxLength: 50, size: 'max' }),
        (beginning, steps) => {
          let history = beginning;
          steps.forEach((step, index) => {
            const context = contextOf(step, index);
            const { type, body } = commandOf(step, history);
            const occurredAt = '2013-06-03T03:00:00.000Z';
            const late = { type, body: publicCommands[type as keyof typeof publicCommands].body };
            const dated = late.body.safeParse({ ...body, occurredAt });
            const command = { type, body: dated.success ? dated.data : body } as CaseCommand;
            const { events } = decide(command, fold(walkedCase, history), context);
            for (const event of events) if (event.occurredAt !== undefined) seen.add(event.type);
            history = [...history, ...recorded(events, context, history.length)];
          });
        },
      ),
      { numRuns: 40 },
    );
    expect([...seen].filter((type) => !datedTypes.has(type))).toEqual([]);
    expect(seen.size).toBeGreaterThan(20);
  });
});
