import fc from 'fast-check';
import {
  publicCommands,
  type CaseCommand,
  type NewCaseEvent,
  type PublicCommandType,
  type RecordedCaseEvent,
} from '../catalogue.js';
import { decide, fold } from '../case.js';
import type { CommandDefinition } from '../kernel/command.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import type { Decision } from '../kernel/decision.js';
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

export const commandTypes = Object.keys(publicCommands) as PublicCommandType[];
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const walkedCase = id('case');

/** A step of any agency: which command, by whom, and which ids of the file its body refers to. */
export const aStep = fc.record({
  type: fc.constantFrom(...commandTypes),
  country: fc.constantFrom<Country>('TH', 'MM'),
  agency: fc.constantFrom('focal', 'focal', 'focal', 'police', 'office-a'),
  pick: fc.nat(),
  day: fc.constantFrom('2013-06-03', '2014-03-10', '2014-08-04', '2018-01-05'),
});
export type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

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
export const commandOf = ({ type, pick }: Step, history: readonly RecordedCaseEvent[]): CaseCommand => {
  const { body, example }: CommandDefinition = publicCommands[type];
  const referring = JSON.stringify(example, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (!anId.test(value)) return byName[key] ?? byValue[value] ?? value;
    const known = valuesUnder(key, history);
    return known[pick % (known.length + 1)] ?? value;
  });
  return { type, body: body.parse(JSON.parse(referring)) } as CaseCommand;
};

export const contextOf = ({ country, agency, day }: Step, index: number) =>
  sampleContext({
    country,
    actor: sampleActor(agency, `officer-${agency}`, country),
    now: `${day}T04:00:00.000Z`,
    commandId: id(`step ${index}`),
  });

export const sending = recorded([...openToMyanmar, ...identityKnown]);

export const receiving = (() => {
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
      const { events } = decide({ type: 'ReceiveMessage', body }, fold(walkedCase, history), context);
      return [...history, ...recorded(events, context, history.length)];
    },
    recorded([caseOpened]),
  );
})();

/** One step of a walk: what was decided, and what it recorded. */
export const walked = (
  step: Step,
  history: readonly RecordedCaseEvent[],
  index: number,
): {
  readonly decision: Decision<NewCaseEvent>;
  readonly context: Context;
  readonly recorded: RecordedCaseEvent[];
} => {
  const context = contextOf(step, index);
  const decision = decide(commandOf(step, history), fold(walkedCase, history), context);
  return { decision, context, recorded: recorded(decision.events, context, history.length) };
};

/** The history after all steps. */
export const walk = (
  beginning: readonly RecordedCaseEvent[],
  steps: readonly Step[],
): readonly RecordedCaseEvent[] =>
  steps.reduce<readonly RecordedCaseEvent[]>(
    (history, step, index) => [...history, ...walked(step, history, index).recorded],
    beginning,
  );
