import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identityKnown } from '../spec/histories.js';
import { screened } from '../spec/identifying.js';
import { Here, otherThan, There, type Land } from '../spec/lands.js';
import { readyUntold } from '../spec/returning.js';
import { sampleFacts, sampleInstrument } from '../spec/sample.js';
import { twoNodes, type Given, type TwoNodes } from '../spec/two-nodes.js';
import { addDays } from '../words/calendar.js';
import type { Country } from '../words/country.js';
import type { CountryFacts } from '../words/facts.js';
import { dutiesOf, type ChargedDuty } from './duties.js';

const zones = [
  'Asia/Bangkok',
  'Asia/Yangon',
  'America/New_York',
  'Europe/Berlin',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

/** A country with days off of its own, in any zone: those with daylight rules change their clocks in the months that pass. */
const someLand = fc.record({
  timeZone: fc.constantFrom(...zones),
  daysOff: fc.array(fc.nat({ max: 300 }), { maxLength: 40 }),
  until: fc.constantFrom('2013-08-01', '2299-12-31'),
});
type SomeLand = typeof someLand extends fc.Arbitrary<infer L> ? L : never;

const withDays = (country: Country, { timeZone, daysOff, until }: SomeLand): CountryFacts => ({
  ...sampleFacts(country),
  timeZone,
  daysOff: {
    version: `${country}-1`,
    from: '2013-01-01',
    until,
    days: [...new Set(daysOff.map((after) => addDays('2013-06-01', after)))].toSorted(),
  },
});

const aStep = fc.record({
  what: fc.constantFrom(
    'ask',
    'lack',
    'lack',
    'tell',
    'tell',
    'recall',
    'propose',
    'suspend',
    'resume',
    'cross',
    'cross',
  ),
  from: fc.constantFrom<Land>(Here, There),
  pick: fc.nat(),
  hours: fc.nat({ max: 150 }),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

const requestIn = (nodes: TwoNodes, land: Land): string | undefined =>
  nodes.file(land).nationality.requests.at(-1)?.requestId;

/** Who asks for what is missing is the one that was asked. */
const actingIn = ({ what, from }: Step): Land => {
  if (what === 'lack') return There;
  return what === 'tell' || what === 'propose' ? Here : from;
};

const commandFor = (step: Step, nodes: TwoNodes): Given['command'] | undefined => {
  const { what, pick } = step;
  const from = actingIn(step);
  const to = otherThan(from);
  const requestId = requestIn(nodes, from);
  const sent = nodes.file(from).disclosure.own;
  switch (what) {
    case 'ask':
      return { type: 'RequestNationalityConfirmation', body: { of: to } };
    case 'lack':
      return requestId === undefined
        ? undefined
        : { type: 'AskAdditionalInformation', body: { requestId, fields: ['origin'] } };
    case 'tell':
      return requestId === undefined
        ? undefined
        : { type: 'ProvideAdditionalInformation', body: { requestId, fields: ['origin'] } };
    case 'recall': {
      const messageId = sent[pick % Math.max(1, sent.length)]?.messageId;
      return messageId === undefined
        ? undefined
        : { type: 'RecallMessage', body: { messageId, action: 'stop_use' } };
    }
    case 'propose':
      return {
        type: 'ProposeRepatriation',
        body: { to, point: 'bridge', plannedOn: '2014-01-06', escorts: 1 },
      };
    case 'suspend':
      return { type: 'SuspendReturn', body: { reason: 'logistics' } };
    case 'resume':
      return { type: 'ResumeReturn', body: {} };
    case 'cross':
      return undefined;
  }
};

const between = (nodes: TwoNodes, land: Land, facts: (country: Country) => CountryFacts) =>
  dutiesOf(nodes.file(land), { country: land, facts }).filter(
    ({ kind }) => kind === 'answer_message' || kind === 'answer_awaited',
  );

const told = ({ message, due, paused }: ChargedDuty) => ({ message, due, paused });

it('both countries read the same day off a clock between them, whatever came first to which', () => {
  let moved = 0;
  let paused = 0;
  fc.assert(
    fc.property(
      someLand,
      someLand,
      fc.array(aStep, { minLength: 8, maxLength: 30 }),
      (here, there, steps) => {
        const facts = (country: Country): CountryFacts => withDays(country, country === Here ? here : there);
        const nodes = twoNodes([...readyUntold(), screened, ...identityKnown], facts, {
          instruments: [sampleInstrument()],
        });
        let now = Date.parse('2013-06-03T04:00:00.000Z');
        nodes.give({
          country: Here,
          agency: 'focal',
          command: { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } },
        });
        nodes.settle();
        for (const step of [{ what: 'ask', from: Here, pick: 0, hours: 1 } as const, ...steps]) {
          now += step.hours * 3_600_000;
          nodes.at(new Date(now).toISOString());
          const command = commandFor(step, nodes);
          if (command) nodes.give({ country: actingIn(step), agency: 'focal', command });
          nodes.post(actingIn(step));
          if (step.what === 'cross') while (nodes.arrive(step.from));
        }
        for (const land of [Here, There, Here, There] as const) {
          nodes.post(land);
          while (nodes.arrive(land));
        }
        const [ours, theirs] = [between(nodes, Here, facts), between(nodes, There, facts)];
        for (const duty of ours) {
          const other = theirs.find(({ about }) => about === duty.about);
          if (other === undefined) continue;
          expect(told(other)).toEqual(told(duty));
          if (duty.paused) paused += 1;
          if (duty.pauses?.some(({ until }) => until !== undefined)) moved += 1;
        }
      },
    ),
    { numRuns: 80 },
  );
  expect(Math.min(moved, paused)).toBeGreaterThan(5);
});
