import { describe, expect, it } from '@jest/globals';
import { decide, fold } from '../the-case.js';
import {
  caseEvents,
  publicCommands,
  type CaseCommand,
  type NewCaseEvent,
  type PublicCommandType,
} from '../records/catalogue.js';
import { audienceOf } from '../words/audience.js';
import type { Country } from '../words/country.js';
import { commandOf } from '../spec/any-step.js';
import { recorded } from '../spec/given.js';
import { bornIn, caseOpened } from '../spec/histories.js';
import { sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { walkedCase } from '../spec/walk.js';

describe('a date', () => {
  it('before the birth, by an office that may not read it, is told to who answers for the case and to nobody else', () => {
    const facts = (country: Country) => {
      const sample = sampleFacts(country);
      const { mandates = [] } = sample.agencies.find(({ id: agency }) => agency === 'police') ?? {};
      return {
        ...sample,
        agencies: sample.agencies.map((one) => (one.id === 'powerless' ? { ...one, mandates } : one)),
      };
    };
    const context = sampleContext({ actor: sampleActor('powerless'), facts });
    const answersOf = (year: string) => {
      const history = recorded([caseOpened, bornIn(year)]);
      const file = fold(walkedCase, history);
      return (Object.keys(publicCommands) as PublicCommandType[]).flatMap((type) => {
        const { body } = commandOf({ type, pick: 0 }, history);
        const said = { ...body, occurredAt: '1960-01-01T00:00:00.000Z' };
        const parsed = publicCommands[type].body.safeParse(said);
        return parsed.success ? [decide({ type, body: parsed.data } as CaseCommand, file, context)] : [];
      });
    };
    const isTold = ({ type, data, byNode }: NewCaseEvent): boolean =>
      type === 'IrregularityRaised' && data.rule === 'dated_before_birth' && byNode === true;
    const later = answersOf('1990');
    expect(later.map(({ events, ...more }) => [more, events.filter((event) => !isTold(event))])).toEqual(
      answersOf('1950').map(({ events, ...more }) => [more, events]),
    );
    const taken = later.filter(({ events, refusal }) => events.length > 0 && !refusal);
    expect(taken.length).toBeGreaterThan(5);
    for (const { events } of taken) expect(events.filter(isTold)).toHaveLength(1);
    expect(audienceOf(caseEvents.IrregularityRaised, { rule: 'dated_before_birth' })).toEqual({
      kind: 'only',
      viewers: ['SW', 'FP'],
    });
  });
});
