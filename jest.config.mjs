import { readFileSync } from 'node:fs';

const libraries = Object.keys(
  JSON.parse(readFileSync(new URL('libs/libraries.json', import.meta.url), 'utf8')).libraries,
);

/** @type {import('@swc/core').Options} */
const swc = {
  swcrc: false,
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const base = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  setupFiles: ['reflect-metadata'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    [`^#((?:${libraries.join('|')})(?:/[a-z-]+)?)$`]: '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

// A project's own testTimeout is not heeded by jest 30.
const laws = '<rootDir>/test/laws.setup.mjs';

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  maxConcurrency: 2,
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testRegex: '(?<!int-|e2e-)spec\\.ts$',
      setupFilesAfterEnv: [laws],
    },
    {
      ...base,
      displayName: 'int',
      testRegex: '\\.int-spec\\.ts$',
      setupFilesAfterEnv: [laws],
      globalSetup: '<rootDir>/test/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/postgres.teardown.mjs',
    },
    { ...base, displayName: 'e2e', testRegex: '\\.e2e-spec\\.ts$' },
  ],
};
