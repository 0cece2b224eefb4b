import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** A Kubernetes object, as far as every one of them goes. */
export const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type Manifest = z.infer<typeof Manifest>;

export const folder = join(process.cwd(), 'deploy', 'kubernetes');

/** Every document of a YAML text. Throws for text that is not YAML, and for a key that stands twice. */
export const manifestsIn = (text: string): Manifest[] =>
  parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    if ('errors' in document && document.errors[0]) throw document.errors[0];
    return Manifest.parse(document.toJS());
  });

export const manifestsOf = async (path: string): Promise<Manifest[]> =>
  manifestsIn(await readFile(path, 'utf8'));

interface Model {
  new (data: object): { validate(): void };
}

const isModel = (value: unknown): value is Model =>
  typeof value === 'function' && 'validate' in (value.prototype as object);

const load = createRequire(import.meta.url);

const modelOf = ({ apiVersion, kind }: Manifest): Model => {
  const module: unknown = load(`kubernetes-models/${apiVersion}/${kind}`);
  const found =
    typeof module === 'object' && module !== null
      ? Object.entries(module).find(([name]) => name === kind)
      : undefined;
  if (!found || !isModel(found[1])) throw new Error(`Kubernetes has no ${kind} of ${apiVersion}`);
  return found[1];
};

/** Notes every field that is read: Kubernetes' schemas let pass what they do not know, and never look at it. */
const watched = <T extends object>(value: T, path: string, read: Set<string>): T =>
  new Proxy(value, {
    get: (target, name, receiver): unknown => {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof name !== 'string' || !Object.hasOwn(target, name)) return found;
      const at = `${path}.${name}`;
      read.add(at);
      return typeof found === 'object' && found !== null ? watched(found, at, read) : found;
    },
  });

const fieldsOf = (value: unknown, path: string): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [
        `${path}.${name}`,
        ...fieldsOf(inner, `${path}.${name}`),
      ])
    : [];

/** What is wrong with a manifest by the schemas of Kubernetes, and which of its fields Kubernetes does not know. */
export const faultsOf = (manifest: Manifest): readonly string[] => {
  const named = `${manifest.kind} ${manifest.metadata.name}`;
  const Model = modelOf(manifest);
  const read = new Set<string>();
  const model = new Model(manifest);
  for (const [name, inner] of Object.entries(model))
    if (typeof inner === 'object' && inner !== null)
      Reflect.set(model, name, watched(inner as object, `.${name}`, read));
  try {
    model.validate();
  } catch (error) {
    return [`${named}: ${error instanceof Error ? error.message : String(error)}`];
  }
  const top = Object.keys(manifest).map((name) => `.${name}`);
  return fieldsOf(manifest, '')
    .filter((field) => !top.includes(field) && !read.has(field))
    .map((field) => `${named}: Kubernetes knows no field ${field}`);
};
