import { LineCounter, isMap, isNode, isPair, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { referencesIn } from './references.js';
import { actorFrom, Story } from './schema.js';

/** What is wrong with a story file, and where. Lines and columns from 1. */
export interface StoryProblem {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** A story that can be played, with the line on which each step begins. */
export interface PlayableStory extends Story {
  readonly lines: readonly number[];
}

export type Parsed =
  | { readonly ok: true; readonly story: PlayableStory }
  | { readonly ok: false; readonly problems: readonly StoryProblem[] };

type Path = readonly PropertyKey[];

/** Where in the text a path of the data begins; the nearest thing above it where the path leads nowhere. */
const placeOf = (
  document: Document,
  lines: LineCounter,
  path: Path,
  atKey = false,
): Omit<StoryProblem, 'reason'> => {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  path.forEach((key, index) => {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      const keyNode: unknown = pair?.key;
      if (isNode(keyNode)) offset = keyNode.range?.[0] ?? offset;
      next = pair?.value;
    } else if (isSeq(node) && typeof key === 'number') next = node.items[key];
    node = next;
    const last = index === path.length - 1;
    if (isNode(node) && (!last || !atKey) && !isMap(node)) offset = node.range?.[0] ?? offset;
    if (isMap(node) && typeof key === 'number') offset = node.range?.[0] ?? offset;
  });
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
};

const named = (path: Path): string => (path.length === 0 ? 'the story' : path.map(String).join('.'));

const problemsOf = (error: z.ZodError, document: Document, lines: LineCounter): StoryProblem[] =>
  error.issues.flatMap((issue): StoryProblem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        ...placeOf(document, lines, [...issue.path, key], true),
        reason: `"${key}" is not known in ${named(issue.path)}`,
      }));
    return [{ ...placeOf(document, lines, issue.path), reason: `${named(issue.path)}: ${issue.message}` }];
  });

interface Finding {
  readonly path: Path;
  readonly reason: string;
}

/** Instant of an `at`: a day stands for ten in the morning in Bangkok. */
export const instantOf = (at: string): string =>
  new Date(at.length === 10 ? `${at}T10:00:00+07:00` : at).toISOString();

/** What the schema cannot say: names that nobody gave, actors that do not exist, time that runs backwards. */
const findings = (story: Story): Finding[] => {
  const found: Finding[] = [];
  const say = (path: Path, reason: string) => found.push({ path, reason });
  const people = new Set(Object.keys(story.people ?? {}));
  const groups = new Set(Object.keys(story.groups ?? {}));
  const known = new Set([...people, ...Object.keys(story.values ?? {}), 'now', 'today']);
  for (const [group, members] of Object.entries(story.groups ?? {}))
    members.forEach((name, index) => {
      if (!people.has(name)) say(['groups', group, index], `"${name}" is not among the people of the story`);
    });
  let clock = '';
  story.steps.forEach((step, index) => {
    const path = ['steps', index];
    if (step.at !== undefined) {
      const instant = instantOf(step.at);
      if (instant < clock)
        say([...path, 'at'], 'the time of a step cannot lie before that of an earlier one');
      clock = instant;
    }
    if (step.as !== undefined && !actorFrom(story.actors?.[step.as] ?? step.as))
      say(
        [...path, 'as'],
        `"${step.as}" is neither an actor of the story nor written like TH/datip/focal_point`,
      );
    const each = step['for each'];
    if (typeof each === 'string' && !groups.has(each))
      say([...path, 'for each'], `there is no group "${each}"`);
    if (Array.isArray(each))
      each.forEach((name, place) => {
        if (!people.has(name))
          say([...path, 'for each', place], `"${name}" is not among the people of the story`);
      });
    for (const [key, value] of Object.entries(step))
      for (const reference of referencesIn(value)) {
        const [root = ''] = reference.split('.');
        const repeated = root === 'each' && each !== undefined && key !== 'say';
        if (!repeated && !known.has(root)) say([...path, key], `\${${reference}} is not known at this step`);
      }
    for (const name of Object.keys(step.keep ?? {})) {
      const [root = ''] = name.split('.');
      if (root === 'each' && each === undefined) say([...path, 'keep'], '"each" needs "for each"');
      if (root !== 'each') known.add(root);
    }
  });
  return found;
};

/** The document as plain data; nothing where its aliases multiply beyond reason or lead nowhere. */
const plainData = (document: Document): unknown => {
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    return data ?? null;
  } catch {
    return undefined;
  }
};

/** Reads a story file. Refuses a broken one with every line, column and reason. */
export const parseStory = (text: string): Parsed => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.map(({ linePos, message }) => ({
        line: linePos?.[0].line ?? 1,
        column: linePos?.[0].col ?? 1,
        reason: message.split(' at line')[0] ?? message,
      })),
    };
  const data = plainData(document);
  if (data === undefined)
    return {
      ok: false,
      problems: [{ line: 1, column: 1, reason: 'the aliases (*name) cannot be followed' }],
    };
  const read = Story.safeParse(data);
  if (!read.success) return { ok: false, problems: problemsOf(read.error, document, lines) };
  const problems = findings(read.data).map(({ path, reason }) => ({
    ...placeOf(document, lines, path),
    reason,
  }));
  if (problems.length > 0) return { ok: false, problems };
  const stepLines = read.data.steps.map((_step, index) => placeOf(document, lines, ['steps', index]).line);
  return { ok: true, story: { ...read.data, lines: stepLines } };
};
