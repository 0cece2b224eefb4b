import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** Every source file that there is, by its path below the project. */
export const sources: ReadonlySet<string> = new Set(
  ['apps', 'libs', 'test'].flatMap(filesUnder).filter((path) => path.endsWith('.ts')),
);

const [, image = ''] = readFileSync('Dockerfile', 'utf8').split(/^FROM \S+ AS node$/m);

/** What the image copies beside what is built and installed. */
export const copied: readonly string[] = [...image.matchAll(/^COPY (?!--from)(\S+) \S+$/gm)].flatMap(
  ([, folder = '']) => filesUnder(folder),
);

/** The programs that the product's build is given, and the countries, which are loaded by name; it emits them and whatever they reach. */
export const programs: readonly string[] = ts
  .parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.build.json', (path) => readFileSync(path, 'utf8')).config,
    ts.sys,
    process.cwd(),
  )
  .fileNames.map((path) => relative(process.cwd(), path));

/** The source file that `from` names as `name`; undefined where that is a package. */
const sourceOf = (from: string, name: string): string | undefined => {
  const path = name.startsWith('#')
    ? `libs/${name.slice(1)}/index.ts`
    : name.startsWith('.')
      ? join(from, '..', name.replace(/\.js$/, '.ts'))
      : undefined;
  return path !== undefined && sources.has(path) ? path : undefined;
};

const known = (path: string | undefined): path is string => path !== undefined;

export const importsOf = (path: string): readonly string[] =>
  ts
    .preProcessFile(readFileSync(path, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => sourceOf(path, fileName))
    .filter(known);

/** Programs that a file starts as processes of their own, by a path that is not imported. */
export const startedBy = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?<!from )(?<!import\()'(\.{1,2}\/[^'\s]+\.js)'/g)]
    .map(([, name = '']) => sourceOf(path, name))
    .filter(known);

const reachedFrom = (entries: readonly string[]): ReadonlySet<string> => {
  const reached = new Set(entries);
  for (const path of reached) importsOf(path).forEach((next) => reached.add(next));
  return reached;
};

/** What `npm run build` emits, and so what stands in the image. */
export const product: ReadonlySet<string> = reachedFrom(programs);
