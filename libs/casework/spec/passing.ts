import type { CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { transitOf } from '../repatriation/transit.js';
import type { Leg } from '../repatriation/values.js';
import { screenedFor } from './histories.js';
import { Here, There, Third, type Land } from './lands.js';
import { agreed, approved, journeyId, plannedOn, proposed, ready } from './returning.js';
import { consentsTo, id, sampleFacts, sampleInstrument } from './sample.js';
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

/** Here asks There to let the person pass. */
export const passing: CaseCommand = {
  type: 'NotifyTransit',
  body: {
    ...{ to: There, on: '2013-06-30', until: plannedOn, escorts: 2 },
    contact: { office: 'focal', telephone: '+66 2 659 6476' },
  },
};
export const permit = (on = '2013-06-30'): CaseCommand => ({ type: 'PermitTransit', body: { to: Here, on } });
export const refusal = (on = '2013-06-30'): CaseCommand => ({
  type: 'RefuseTransit',
  body: { to: Here, on, reason: 'border_closed' },
});
export const departure = (on = plannedOn): CaseCommand => ({
  type: 'NotifyDeparture',
  body: { on, point: 'bridge', escorts: 2 },
});

/** What an office is refused with; undefined where it is not. */
export const gives = (nodes: TwoNodes, country: Land, command: CaseCommand): string | undefined => {
  const { refusal: refused } = nodes.give({ country, agency: 'focal', command });
  return refused?.code;
};
/** The same, and then everything crosses. */
export const settled = (nodes: TwoNodes, country: Land, command: CaseCommand): string | undefined => {
  const code = gives(nodes, country, command);
  nodes.settle();
  return code;
};
/** What was asked, as either side has it. */
export const askedHere = ({ repatriation }: CaseFile) => transitOf(repatriation.transit, 'us', There);
export const askedThere = ({ repatriation }: CaseFile) => transitOf(repatriation.transit, 'them', Here);
/** The last message of these kinds. */
export const lastSent = (nodes: TwoNodes, country: Land, ...kinds: readonly string[]): string =>
  nodes.file(country).disclosure.own.findLast(({ kind }) => kinds.includes(kind))?.messageId ?? id('none');
export const recalls = (messageId: string): CaseCommand => ({
  type: 'RecallMessage',
  body: { messageId, action: 'stop_use' },
});
