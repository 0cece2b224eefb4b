import { judgeCommands } from './commands.js';
import { judgeEffects } from './effects.js';
import type { Evidence } from './evidence.js';
import { finding, type Finding } from './finding.js';
import { judgeMessages } from './messages.js';
import { judgePassing } from './passing.js';
import { judgeAside, judgeLetters, judgeViews } from './rest.js';
import { judgeStreams } from './streams.js';

/** A run in which a node carried nothing out, or nothing came to it, proves nothing. */
const judgeExtent = ({ entries, stores }: Evidence): Finding[] => {
  const idle = [...stores.keys()].filter(
    (country) =>
      !entries.some(({ asked, answered }) => asked.country === country && (answered?.status ?? 500) < 300),
  );
  const deaf = [...stores].filter(([, events]) => !events.some(({ type }) => type === 'MessageReceived'));
  return [
    ...idle.map((country) => finding('nothing_happened', `no command was acknowledged in ${country}`)),
    ...deaf.map(([country]) => finding('nothing_happened', `no message came to ${country}`)),
  ];
};

/** Everything that must not be, in what a run left behind. Logs are judged one by one, with `judgeLog`. */
export const judge = (evidence: Evidence): readonly Finding[] => [
  ...judgeExtent(evidence),
  ...judgeStreams(evidence),
  ...judgeCommands(evidence),
  ...judgeMessages(evidence),
  ...judgeEffects(evidence),
  ...judgePassing(evidence),
  ...judgeViews(evidence),
  ...judgeLetters(evidence),
  ...judgeAside(evidence),
];

export { judgeEnds, type Stop } from './ends.js';
export { judgeFaults, neverHappened, type FaultsEvidence } from './faults.js';
export { judgeShown, notYetPassed } from './passing.js';
export { judgeLog } from './rest.js';
export { finding, type Finding } from './finding.js';
export type { AsideEvidence, Evidence, KeptEvent, LetterEvidence, ViewEvidence } from './evidence.js';
