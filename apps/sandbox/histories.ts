import { styleText } from 'node:util';
import { z } from 'zod';
import type { Country } from '#casework';
import { actorFrom, filledIn, type PlayableStory, type StoryActor, type Values } from './story/index.js';
import { say } from './terminal.js';

/** Where the histories of a story can be read. */
export interface Histories {
  readonly nodes: ReadonlyMap<Country, { readonly url: string }>;
  readonly token: (actor: StoryActor) => Promise<string>;
}

const Line = z.object({
  type: z.string(),
  occurredAt: z.string(),
  /** The kind stands in the events of a message. */
  data: z.object({ kind: z.string().optional() }).optional(),
});
type Line = z.infer<typeof Line>;
const History = z.object({ events: z.array(Line) });

const width = 62;

const cell = (line: Line | undefined): string =>
  (line ? `${line.occurredAt.slice(0, 10)}  ${line.type} ${line.data?.kind ?? ''}` : '')
    .slice(0, width)
    .padEnd(width);

const historyOf = async (
  { nodes, token }: Histories,
  story: PlayableStory,
  values: Values,
  as: string,
  see: string,
): Promise<Line[]> => {
  const actor = actorFrom(story.actors?.[as] ?? as);
  const node = actor && nodes.get(actor.node);
  if (!actor || !node) throw new Error(`The story reads a history as "${as}", who is nobody on these nodes.`);
  const answer = await fetch(`${node.url}${filledIn(see, values)}`, {
    headers: { authorization: `Bearer ${await token(actor)}` },
  });
  if (!answer.ok) throw new Error(`The history ${see} could not be read: ${answer.status}.`);
  return History.parse(await answer.json()).events;
};

/** Of two lines of one instant, what was sent stands before its reception, and that before its receipt. */
const waits = ({ type }: Line): number => ['MessageReceived', 'MessageReceipted'].indexOf(type) + 1;

/** In the order of when things happened; what happened in one instant follows what it answers to. */
export const merged = (columns: readonly (readonly Line[])[]): (Line | undefined)[][] => {
  const left = columns.map((lines) => lines.toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt)));
  const rows: (Line | undefined)[][] = [];
  for (;;) {
    const heads = left.flatMap(([line], column) => (line ? [{ line, column }] : []));
    const [next] = heads.toSorted(
      (a, b) => a.line.occurredAt.localeCompare(b.line.occurredAt) || waits(a.line) - waits(b.line),
    );
    if (!next) return rows;
    left[next.column]?.shift();
    rows.push(columns.map((_lines, place) => (place === next.column ? next.line : undefined)));
  }
};

/** Prints the case histories that a story names beside each other, as their readers see them. */
export const sideBySide = async (from: Histories, story: PlayableStory, values: Values): Promise<void> => {
  const { histories = [] } = story;
  if (histories.length === 0) return;
  const columns = await Promise.all(histories.map(({ as, see }) => historyOf(from, story, values, as, see)));
  say(
    `\n${histories.map(({ title }) => styleText('bold', title.slice(0, width).padEnd(width))).join('  │  ')}`,
  );
  for (const row of merged(columns)) say(row.map(cell).join('  │  '));
};
