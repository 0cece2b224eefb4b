import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { DockerfileParser } from 'dockerfile-ast';
import { z } from 'zod';

const text = readFileSync('Dockerfile', 'utf8');
const instructions = DockerfileParser.parse(text).getInstructions();
const lint: unknown = createRequire(import.meta.url)('dockerfile-utils');
const { validate } = z
  .object({
    validate: z.custom<(content: string) => readonly { readonly message: string }[]>(
      (value) => typeof value === 'function',
    ),
  })
  .parse(lint);

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly steps: readonly { readonly keyword: string; readonly text: string }[];
}

const stages = instructions.reduce<Stage[]>((found, instruction) => {
  const keyword = instruction.getKeyword();
  const step = { keyword, text: instruction.getRawArgumentsContent() ?? '' };
  if (keyword === 'FROM') {
    const [from = '', , name = ''] = step.text.split(/\s+/);
    return [...found, { name, from, steps: [] }];
  }
  const last = found.at(-1);
  return last ? [...found.slice(0, -1), { ...last, steps: [...last.steps, step] }] : found;
}, []);
const stage = (name: string): Stage => {
  const found = stages.find((one) => one.name === name);
  if (!found) throw new Error(`The Dockerfile has no stage ${name}`);
  return found;
};
const steps = (name: string, keyword: string): readonly string[] =>
  stage(name)
    .steps.filter((step) => step.keyword === keyword)
    .map((step) => step.text);

describe('the Dockerfile', () => {
  it('has no fault that a linter finds, which would find one', () => {
    expect(validate(text)).toEqual([]);
    expect(validate('FROM a\nEXPOSE b\n').map(({ message }) => message)).not.toEqual([]);
  });

  it('stands on one pinned image, the Node.js of at least the version that the project asks for', () => {
    const pinned = /^ARG NODE_IMAGE=node:(\d+)\.(\d+)\.(\d+)-[a-z-]+$/m.exec(text);
    const [major, minor] = (pinned ?? []).slice(1).map(Number);
    expect((major ?? 0) * 1_000 + (minor ?? 0)).toBeGreaterThanOrEqual(20_019);
    for (const { from } of stages)
      expect([...stages.map(({ name }) => name), '${NODE_IMAGE}']).toContain(from);
  });

  it('installs for running without development packages and without scripts, and builds apart from it', () => {
    expect(steps('dependencies', 'RUN').join()).toMatch(/npm ci --omit=dev --omit=optional --ignore-scripts/);
    expect(steps('build', 'RUN')[0]).toMatch(/npm ci --ignore-scripts/);
    expect(steps('build', 'RUN')[1]).toBe('npm run build');
    const copied = steps('node', 'COPY').join('\n');
    expect(copied).toContain('dist');
    expect(copied).not.toMatch(/^(apps|libs|test)|secrets/m);
    expect(steps('node', 'RUN')).toEqual([]);
  });

  it('copies only what is there and what .dockerignore lets in', () => {
    const ignore = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignore.filter((line) => !line.startsWith('#'))[0]).toBe('*');
    const sources = [...text.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, line = '']) =>
      line.split(/\s+/).slice(0, -1),
    );
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect([source, existsSync(source)]).toEqual([source, true]);
      const above = source.split('/').map((_part, index, parts) => `!${parts.slice(0, index + 1).join('/')}`);
      expect([source, above.some((path) => ignore.includes(path))]).toEqual([source, true]);
    }
  });

  it('runs as an ordinary user by number, with a health check that needs nothing but Node.js', () => {
    expect(steps('node', 'USER')).toEqual(['1000:1000']);
    const health = steps('node', 'HEALTHCHECK').join();
    expect(health).toContain('"node", "-e"');
    expect(health).toContain('/health/ready');
    expect(health).not.toMatch(/curl|wget/);
    expect(steps('node', 'CMD')).toEqual(['["dist/apps/node/main.js"]']);
    for (const program of [...steps('node', 'CMD'), ...steps('engines', 'CMD')].flatMap((line) => [
      ...line.matchAll(/dist\/([\w/-]+)\.js/g),
    ]))
      expect(existsSync(`${program[1] ?? ''}.ts`)).toBe(true);
  });
});
