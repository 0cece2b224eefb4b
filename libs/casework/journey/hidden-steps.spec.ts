import { describe, expect, it } from '@jest/globals';
import type { Decision } from '../words/decision.js';
import { onTheDay, plannedOn, scheduled } from '../spec/returning.js';
import { id, sampleContext } from '../spec/sample.js';
import { party, recordedJourney } from '../spec/travelling.js';
import type { JourneyCommand } from './commands.js';
import { decideJourney } from '../the-journey.js';
import { advanceJourney, type Journey, type NewJourneyEvent } from './state.js';
import { There } from '../spec/lands.js';

const mother = id('mother');
const father = id('father');
const planned = {
  to: There,
  point: 'bridge',
  on: plannedOn,
  legs: [{ from: 'shelter', to: 'bridge', mode: 'road' as const }],
};
const codeOf = ({ refusal }: Decision<unknown>): string | undefined => refusal?.code;

describe('a step of a journey', () => {
  it('tells by no refused date of a handover of somebody whom the command does not name', () => {
    const all = party({ [mother]: scheduled, [father]: scheduled }, onTheDay);
    all.does('PlanJourney', planned);
    for (const caseId of [mother, father]) all.does('AddTraveller', { caseId });
    all.does('StartLeg', { leg: 0 });
    const after = (hours: number): string =>
      new Date(Date.parse(all.journey().lastLegAt ?? '') + hours * 3_600_000).toISOString();
    const signedBy: NewJourneyEvent = {
      type: 'JourneyHandoverSigned',
      data: {
        ...{ side: 'sending', officer: 'o-1', point: 'bridge', travellers: [father] },
        ...{ items: [], discrepancies: [] },
      },
    };
    const context = sampleContext({ ...onTheDay, now: after(2) });
    const before = all.journey();
    const signed = advanceJourney(before, recordedJourney([signedBy], context, before.revision + 1));
    const answer = (command: JourneyCommand, journey: Journey) =>
      decideJourney(command, journey, sampleContext({ ...onTheDay, now: after(3) }), new Map());
    const occurredAt = after(1);
    for (const command of [
      { type: 'CompleteLeg', body: { leg: 0, occurredAt } },
      { type: 'RemoveTraveller', body: { caseId: mother, occurredAt } },
    ] as const) {
      expect(codeOf(answer(command, before))).toBeUndefined();
      expect(answer(command, signed)).toEqual(answer(command, before));
    }
    const named = { type: 'RemoveTraveller', body: { caseId: father, occurredAt } } as const;
    expect(codeOf(answer(named, signed))).toBe('impossible_date');
  });
});
