import { z } from 'zod';
import { Country } from '#casework';
import { Answered, Asked, type Entry } from '../journal.js';
import type { Evidence, KeptEvent } from './evidence.js';

const Digest = z.object({ rows: z.number(), hash: z.string() });

const Line = z.union([
  z.object({ asked: Asked, answered: Answered.optional() }),
  z.object({
    store: Country,
    event: z.object({
      id: z.string(),
      type: z.string(),
      stream: z.string(),
      revision: z.number(),
      position: z.string(),
      open: z.record(z.string(), z.unknown()),
      meta: z.object({ agency: z.string(), commandId: z.string(), causationId: z.string() }),
      payload: z.string().optional(),
    }),
  }),
  z.object({
    country: Country,
    view: z.string(),
    live: Digest,
    rebuilt: Digest,
    parkedCases: z.number(),
  }),
  z.object({ country: Country, reason: z.string() }),
  z.object({ country: Country, untold: z.array(z.string()).readonly(), records: z.number() }),
]);
type Line = z.infer<typeof Line>;

const bare = ({ id, type, stream, revision, position, open, meta, payload }: KeptEvent): KeptEvent => {
  const { agency, commandId, causationId } = meta;
  return {
    id,
    type,
    stream,
    revision,
    position,
    open,
    meta: { agency, commandId, causationId },
    ...(payload !== undefined && { payload }),
  };
};

const withOpenPosition = (
  { asked, answered }: Entry,
  { openPosition }: Pick<Evidence, 'openPosition'>,
): Entry => {
  if (answered?.position === undefined) return { asked, ...(answered && { answered }) };
  const position = openPosition(asked.country, asked.agency, answered.position);
  return { asked, answered: { ...answered, ...(position === undefined ? {} : { position }) } };
};

/** What a run left behind as lines of JSON, without ciphertexts, and with positions in clear. */
export const recordOf = (evidence: Evidence): string => {
  const lines: Line[] = [
    ...evidence.entries.map((entry) => withOpenPosition(entry, evidence)),
    ...[...evidence.stores].flatMap(([store, events]) =>
      events.map((event) => ({ store, event: { ...bare(event), open: { ...event.open } } })),
    ),
    ...evidence.views,
    ...evidence.letters,
    ...evidence.aside,
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
};

/** The evidence that such lines tell. */
export const evidenceFrom = (text: string): Evidence => {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
  const stores = new Map<Country, KeptEvent[]>();
  for (const line of lines)
    if ('store' in line) stores.set(line.store, [...(stores.get(line.store) ?? []), line.event]);
  return {
    entries: lines.flatMap((line): Entry[] =>
      'asked' in line ? [{ asked: line.asked, ...(line.answered && { answered: line.answered }) }] : [],
    ),
    stores,
    openPosition: (_country, _agency, position) => position,
    views: lines.filter((line) => 'view' in line),
    letters: lines.filter((line) => 'reason' in line),
    aside: lines.filter((line) => 'untold' in line),
  };
};
