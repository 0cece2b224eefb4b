import type { NewCaseEvent } from '../records/catalogue.js';
import type { Leg } from '../repatriation/values.js';
import { screenedFor } from './histories.js';
import { Here, There, Third } from './lands.js';
import { agreed, approved, journeyId, proposed, ready } from './returning.js';
import { consentsTo, sampleFacts, sampleInstrument } from './sample.js';
import { twoNodes, type TwoNodes } from './two-nodes.js';

/** The same between Here and a third country. */
const goingTo = (events: readonly NewCaseEvent[], country: typeof Third): NewCaseEvent[] =>
  JSON.parse(JSON.stringify(events).replaceAll(`"${There}"`, `"${country}"`)) as NewCaseEvent[];

/** Under which every kind may go between any two of the three. */
const sample = sampleInstrument();
const three = [Here, There, Third];
export const amongThree = {
  ...sample,
  parties: three,
  clauses: sample.clauses.map((clause) => ({ ...clause, from: three, to: three })),
};

export const legsThrough: readonly Leg[] = [
  { from: 'shelter', to: 'border-post', mode: 'road', in: Here },
  { from: 'gate-of-entry', to: 'gate-of-exit', mode: 'road', in: There },
];

/** An approved return to Third, on a journey through There. */
export const approvedThrough = (legs = legsThrough): NewCaseEvent[] => [
  ...goingTo([...ready(), proposed, agreed, ...approved], Third),
  screenedFor('no_fear'),
  ...consentsTo(There),
  { type: 'JourneyJoined', data: { journeyId, legs: [...legs] } },
];

/** A node of Here, from which the person goes home to Third, and one of There, which lies on the way. */
export const throughThere = (history = approvedThrough()): TwoNodes =>
  twoNodes(history, sampleFacts, { instruments: [amongThree] });
