import { LineCounter, isMap, isNode, isPair, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { plainWords } from '#door';
import { Story } from './schema.js';

/** A story file as it was read. */
export interface StoryFile {
  /** As the reader knows it: a path. */
  readonly file: string;
  readonly text: string;
}

/** What is wrong with a story file, and where. Lines and columns from 1. */
export interface StoryProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

export type Path = readonly PropertyKey[];

/** A story file whose form is in order. */
export interface StoryForm {
  readonly file: string;
  readonly story: Story;
  /** Where in the file a path of the data stands. */
  readonly placeOf: (path: Path) => Pick<StoryProblem, 'file' | 'line' | 'column'>;
}

type Read =
  | { readonly ok: true; readonly form: StoryForm }
  | { readonly ok: false; readonly problems: readonly StoryProblem[] };

type Place = Pick<StoryProblem, 'line' | 'column'>;

/** Where in the text a path of the data begins; the nearest thing above it where the path leads nowhere. */
const placeOf = (document: Document, lines: LineCounter, path: Path, atKey = false): Place => {
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

type Problem = Place & Pick<StoryProblem, 'reason'>;

const problemsOf = (error: z.ZodError, document: Document, lines: LineCounter): Problem[] =>
  error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        ...placeOf(document, lines, [...issue.path, key], true),
        reason: `"${key}" is not known in ${named(issue.path)}`,
      }));
    return [{ ...placeOf(document, lines, issue.path), reason: `${named(issue.path)}: ${issue.message}` }];
  });

/** The document as plain data; nothing where its aliases multiply beyond reason or lead nowhere. */
const plainData = (document: Document): unknown => {
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    return data ?? null;
  } catch {
    return undefined;
  }
};

/** Reads one story file. Refuses a broken one with every line, column and reason. */
export const readForm = ({ file, text }: StoryFile): Read => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refused = (problems: readonly Problem[]): Read => ({
    ok: false,
    problems: problems.map((problem) => ({ file, ...problem })),
  });
  if (document.errors.length > 0)
    return refused(
      document.errors.map(({ linePos, message }) => ({
        line: linePos?.[0].line ?? 1,
        column: linePos?.[0].col ?? 1,
        reason: message.split(' at line')[0] ?? message,
      })),
    );
  const data = plainData(document);
  if (data === undefined)
    return refused([{ line: 1, column: 1, reason: 'the aliases (*name) cannot be followed' }]);
  const read = Story.safeParse(data, { error: plainWords });
  if (!read.success) return refused(problemsOf(read.error, document, lines));
  return {
    ok: true,
    form: { file, story: read.data, placeOf: (path) => ({ file, ...placeOf(document, lines, path) }) },
  };
};
