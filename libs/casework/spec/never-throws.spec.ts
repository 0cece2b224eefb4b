import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseEvents,
  publicCommands,
  type CaseCommand,
  type PublicCommandType,
  type RecordedCaseEvent,
} from '../catalogue.js';
import { decide, fold } from '../case.js';
import type { CommandDefinition } from '../kernel/command.js';
import type { Country } from '../kernel/country.js';
import { sealedFieldNames, type Fields } from '../kernel/field.js';
import { refusalCodes } from '../refusal-codes.js';
import { inbound } from './crossing.js';
import { recorded } from './given.js';
import {
  caseOpened,
  identityKnown,
  openToMyanmar,
  sampleMother,
  sampleName,
  samplePlace,
} from './histories.js';
import { id, sampleActor, sampleContext } from './sample.js';

const commandTypes = Object.keys(publicCommands) as PublicCommandType[];
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const caseId = id('case');

/** A step of any agency: which command, by whom, and which ids of the file its body refers to. */
const aStep = fc.record({
  type: fc.constantFrom(...commandTypes),
  country: fc.constantFrom<Country>('TH', 'MM'),
  agency: fc.constantFrom('focal', 'focal', 'focal', 'police', 'office-a'),
  pick: fc.nat(),
  day: fc.constantFrom('2013-06-03', '2014-03-10', '2014-08-04', '2018-01-05'),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

/** Values that events of the history hold under a field name, at any depth. */
const valuesUnder = (name: string, history: readonly RecordedCaseEvent[]): string[] => {
  const found: string[] = [];
  JSON.stringify(
    history.map(({ data }) => data),
    (key, value: unknown) => {
      if (key === name && typeof value === 'string') found.push(value);
      return value;
    },
  );
  return found;
};

/** Codes of the sample facts, where an example names those of a real country: by field name, then by value. */
const byName: Readonly<Record<string, string>> = { office: 'office-a', agency: 'office-a', shelter: 'sh-1' };
const byValue: Readonly<Record<string, string>> = {
  registry: 'police',
  certificate_of_identity: 'laissez_passer',
  '2014-10-31': '2014-05-01',
};

/** The example body of a command, referring to what the history holds under the same field names. */
const commandOf = ({ type, pick }: Step, history: readonly RecordedCaseEvent[]): CaseCommand => {
  const { body, example }: CommandDefinition = publicCommands[type];
  const referring = JSON.stringify(example, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (!anId.test(value)) return byName[key] ?? byValue[value] ?? value;
    const known = valuesUnder(key, history);
    return known[pick % (known.length + 1)] ?? value;
  });
  return { type, body: body.parse(JSON.parse(referring)) } as CaseCommand;
};

const contextOf = ({ country, agency, day }: Step, index: number) =>
  sampleContext({
    country,
    actor: sampleActor(agency, `officer-${agency}`, country),
    now: `${day}T04:00:00.000Z`,
    commandId: id(`step ${index}`),
  });

const sending = recorded([...openToMyanmar, ...identityKnown]);

const receiving = (() => {
  const context = sampleContext({ country: 'MM', actor: sampleActor('focal', 'officer', 'MM') });
  const arriving = [
    inbound('NationalityConfirmationRequested', { requestId: id('r'), names: [sampleName] }, { sequence: 1 }),
    inbound(
      'FamilyTracingRequested',
      { requestId: id('t'), origin: samplePlace, relatives: [sampleMother], coverStory: 'She is well.' },
      { sequence: 2 },
    ),
    inbound('NeedsAndPlanShared', { planId: id('p'), plan: { received: [], needed: [5] } }, { sequence: 3 }),
    inbound('CourtOutcomeNotified', { noticeId: id('n') }, { sequence: 4 }),
  ];
  return arriving.reduce(
    (history, body) => {
      const { events } = decide({ type: 'ReceiveMessage', body }, fold(caseId, history), context);
      return [...history, ...recorded(events, context, history.length)];
    },
    recorded([caseOpened]),
  );
})();

/** The history as it reads after its seals cannot be opened any more. */
const unreadable = (history: readonly RecordedCaseEvent[]): RecordedCaseEvent[] =>
  history.map((event) => {
    const fields: Fields = caseEvents[event.type].fields;
    const sealed = sealedFieldNames(fields);
    const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !sealed.includes(name)));
    return { ...event, data } as RecordedCaseEvent;
  });

const checkDecision = (
  step: Step,
  history: readonly RecordedCaseEvent[],
  index: number,
): RecordedCaseEvent[] => {
  const context = contextOf(step, index);
  const { events, refusal } = decide(commandOf(step, history), fold(caseId, history), context);
  if (refusal) expect(Object.keys(refusalCodes)).toContain(refusal.code);
  return recorded(events, context, history.length);
};

describe('decide', () => {
  it('never throws, refuses only by known codes, and returns only complete events, for any command over any history', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving, [] as RecordedCaseEvent[]),
        fc.constantFrom<Country>('TH', 'MM'),
        fc.array(aStep, { minLength: 80, maxLength: 150, size: 'max' }),
        fc.nat(),
        aStep,
        (beginning, country, steps, cut, last) => {
          const history = steps.reduce(
            (before, step, index) => [...before, ...checkDecision({ ...step, country }, before, index)],
            [...beginning],
          );
          const prefix = history.slice(0, cut % (history.length + 1));
          checkDecision(last, prefix, steps.length);
          checkDecision(last, unreadable(prefix), steps.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes every command’s example, in a case of either side', () => {
    for (const history of [sending, receiving, unreadable(sending), unreadable(receiving)])
      for (const [index, type] of commandTypes.entries())
        for (const country of ['TH', 'MM'] as const)
          expect(() =>
            checkDecision({ type, country, agency: 'focal', pick: index, day: '2018-01-05' }, history, index),
          ).not.toThrow();
  });
});
