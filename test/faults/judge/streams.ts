import { comparePositions } from '#event-store';
import type { Evidence, KeptEvent } from './evidence.js';
import { finding, type Finding } from './finding.js';

const judgeStore = (country: string, events: readonly KeptEvent[]): Finding[] => {
  const found: Finding[] = [];
  const ids = new Set<string>();
  const ends = new Map<string, number>();
  const streamOfCommand = new Map<string, string>();
  let last: KeptEvent | undefined;
  for (const event of events) {
    const { id, stream, revision, type, position, meta } = event;
    const where = `${country} ${type} ${id} in ${stream} at ${revision}`;
    if (ids.has(id)) found.push(finding('doubled_event', where));
    ids.add(id);
    if (revision !== (ends.get(stream) ?? -1) + 1) found.push(finding('gap_in_stream', where));
    ends.set(stream, revision);
    if (last && comparePositions(last.position, position) >= 0) found.push(finding('order_broken', where));
    last = event;
    const before = streamOfCommand.get(meta.commandId);
    if (before !== undefined && before !== stream) found.push(finding('doubled_command', where));
    streamOfCommand.set(meta.commandId, stream);
  }
  return found;
};

/** Streams have no gap, events no double, the global order only one direction, and a command one stream. */
export const judgeStreams = ({ stores }: Evidence): Finding[] =>
  [...stores].flatMap(([country, events]) => judgeStore(country, events));
