import { commandIdOf } from '#desk';
import type { Answered, Entry } from '../journal.js';
import type { Evidence, KeptEvent } from './evidence.js';
import { finding, type Finding } from './finding.js';
import { grouped } from './grouped.js';

/** What a refused command may leave behind: that something was not disclosed is a decision, and kept. */
const leftByRefusal: ReadonlySet<string> = new Set(['DisclosureDenied']);

/** The id under which the node of the journal's entry carries it out. */
export const commandIdIn = ({ asked: { country, actor, route, key } }: Entry): string =>
  commandIdOf({ country, actor, method: 'POST', route, key });

const placed = ({ asked, answered }: Entry): string =>
  `${asked.country} ${asked.type} ${asked.key}${answered?.caseId ? ` of case ${answered.caseId}` : ''}`;

/** What one command is judged by. */
interface Judging extends Pick<Evidence, 'openPosition'> {
  /** The events of each stream of its store. */
  readonly streams: ReadonlyMap<string, readonly KeptEvent[]>;
}

const streamOf = ({ caseId = '', journeyId }: Pick<Answered, 'caseId' | 'journeyId'>): string =>
  journeyId === undefined ? `case-${caseId}` : `journey-${journeyId}`;

const judgeDone = (
  entry: Entry,
  answered: NonNullable<Entry['answered']>,
  events: readonly KeptEvent[],
  { openPosition, streams }: Judging,
): Finding[] => {
  const { country, agency } = entry.asked;
  const where = placed(entry);
  const { recorded, position = '' } = answered;
  const own = streamOf(answered);
  if (recorded.length === 0) return [finding('acknowledged_without_a_record', where)];
  if (events.length === 0) return [finding('lost_command', where)];
  const inStream = streams.get(own) ?? [];
  const ids = new Set(events.map(({ id }) => id));
  const found: Finding[] = [];
  if (recorded.some(({ id }) => !ids.has(id))) found.push(finding('lost_command', where));
  // The ids are made under a secret of the node: that they differ, and stand side by side, is what can be told from here.
  const once = events.every(
    ({ stream, revision }, index) => stream === own && revision === (events[0]?.revision ?? 0) + index,
  );
  if (!once || ids.size !== events.length) found.push(finding('doubled_command', where));
  const types = new Map(events.map(({ id, type }) => [id, type]));
  if (recorded.some(({ id, type }) => types.has(id) && types.get(id) !== type))
    found.push(finding('other_events_than_acknowledged', where));
  // What was appended together has one position, that of the last of it.
  const place = openPosition(country, agency, position);
  const last = events.at(-1)?.revision ?? 0;
  if (!inStream.some((event) => event.position === place && event.revision >= last))
    found.push(finding('other_position_than_acknowledged', where));
  return found;
};

const judgeEntry = (entry: Entry, events: readonly KeptEvent[], judging: Judging): Finding[] => {
  const { answered } = entry;
  if (!answered) return [finding('never_answered', placed(entry))];
  const { refusedWith } = entry.asked;
  if (answered.status < 300)
    return [
      ...judgeDone(entry, answered, events, judging),
      ...(refusedWith === undefined ? [] : [finding('expected_refusal_missing', placed(entry))]),
    ];
  const code = `${placed(entry)}: ${answered.status} ${answered.code ?? ''}`;
  const left = events.some(({ type }) => !leftByRefusal.has(type));
  return [
    ...(answered.code === undefined || answered.code !== refusedWith
      ? [finding('unexpected_refusal', code)]
      : []),
    ...(left ? [finding('refused_yet_recorded', code)] : []),
  ];
};

/**
 * Every acknowledged command stands in its node's store exactly once, with the events and at the place that were
 * acknowledged; every command was answered, and none with yes that had to be refused; and the store holds no command of a person that nobody gave.
 */
export const judgeCommands = (evidence: Evidence): Finding[] => {
  const found: Finding[] = [];
  for (const [country, events] of evidence.stores) {
    const commands = grouped(events, ({ meta }) => meta.commandId);
    const streams = grouped(events, ({ stream }) => stream);
    const judging = { openPosition: evidence.openPosition, streams };
    const entries = evidence.entries.filter(({ asked }) => asked.country === country);
    const known = new Set(entries.map(commandIdIn));
    for (const entry of entries)
      found.push(...judgeEntry(entry, commands.get(commandIdIn(entry)) ?? [], judging));
    for (const [commandId, [first]] of commands)
      if (first && first.meta.agency !== 'node' && !known.has(commandId))
        found.push(finding('command_of_nobody', `${country} ${first.type} in ${first.stream}`));
  }
  return found;
};
