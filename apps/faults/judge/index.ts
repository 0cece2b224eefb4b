import { judgeCommands } from './commands.js';
import { judgeEffects } from './effects.js';
import type { Evidence } from './evidence.js';
import { finding, type Finding } from './finding.js';
import { judgeMessages } from './messages.js';
import { judgeLetters, judgeViews } from './rest.js';
import { judgeStreams } from './streams.js';

/** A run in which a node carried nothing out, or nothing crossed, proves nothing. */
const judgeExtent = ({ entries, stores }: Evidence): Finding[] => {
  const idle = [...stores.keys()].filter(
    (country) =>
      !entries.some(({ asked, answered }) => asked.country === country && (answered?.status ?? 500) < 300),
  );
  const crossed = [...stores.values()].some((events) =>
    events.some(({ type }) => type === 'MessageReceived'),
  );
  return [
    ...idle.map((country) => finding('nothing_happened', `no command was acknowledged in ${country}`)),
    ...(crossed ? [] : [finding('nothing_happened', 'no message crossed')]),
  ];
};

/** Everything that must not be, in what a run left behind. Logs are judged one by one, with `judgeLog`. */
export const judge = (evidence: Evidence): readonly Finding[] => [
  ...judgeExtent(evidence),
  ...judgeStreams(evidence),
  ...judgeCommands(evidence),
  ...judgeMessages(evidence),
  ...judgeEffects(evidence),
  ...judgeViews(evidence),
  ...judgeLetters(evidence),
];

export { judgeLog } from './rest.js';
export { finding, type Finding } from './finding.js';
export type { Evidence, Kept, LetterEvidence, ViewEvidence } from './evidence.js';
