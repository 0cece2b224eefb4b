import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { given } from '../spec/given.js';
import { sampleContext } from '../spec/sample.js';
import { clockDifferenceMs } from './ahead.js';

const { now } = sampleContext();

describe('a fact ahead of the clock', () => {
  it('is taken up to half a minute ahead, and counts when it is recorded', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * clockDifferenceMs, max: 3 * clockDifferenceMs }), (ahead) => {
        const occurredAt = new Date(Date.parse(now) + ahead).toISOString();
        const outcome = given().when('RecordName', {
          source: 'person',
          confidence: 'medium',
          name: { text: 'Ma Aye', script: 'Latn', kind: 'legal' },
          occurredAt,
        });
        if (ahead > clockDifferenceMs) {
          outcome.thenRefuses('impossible_date');
          return;
        }
        outcome.thenRecords({
          NameClaimed: {
            source: 'person',
            confidence: 'medium',
            name: { text: 'Ma Aye', script: 'Latn', kind: 'legal' },
          },
        });
        const [event] = outcome.decision.events;
        expect(event?.occurredAt ?? now).toBe(ahead > 0 ? now : occurredAt);
      }),
    );
  });
});
