/** Imports run one way (docs/architecture.md). Type-only imports count too: a type is a dependency of thought. */
const { libraries: mayImport } = require('./libs/libraries.json');
const libs = Object.keys(mayImport);

const spec = '(spec|contract)\\.ts$|/spec/';

/* The floors of casework: what is below is imported by what is above, never the other way. */
const { readdirSync } = require('node:fs');
const { floors, knows, offers } = require('./libs/casework/floors.json');
const [, known, , , , decisions] = floors;
const processes = readdirSync('libs/casework', { withFileTypes: true })
  .filter(
    (entry) => entry.isDirectory() && new RegExp(known.path).test(`libs/casework/${entry.name}/record.ts`),
  )
  .map(({ name }) => name);

const floorRules = [
  ...floors.map(({ name, path }, index) => ({
    name: `floor-${index + 1}`,
    comment: `${name} imports what lies under it.`,
    severity: 'error',
    from: { path, pathNot: [spec] },
    to: { path: '^libs/casework/', pathNot: floors.slice(0, index + 1).map((floor) => floor.path) },
  })),
  ...processes.map((name) => ({
    name: `${name}-knows`,
    comment: `Of other processes the declarations and the fold of ${name} know ${(knows[name] ?? []).join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: known.path.replace(/\[\^\/\]\+(?=\/\(\?!\()/, name), pathNot: [spec] },
    to: { path: known.path, pathNot: [`^libs/casework/(${[name, ...(knows[name] ?? [])].join('|')})/`] },
  })),
  {
    name: 'only-offers',
    comment: 'Of another process a decision uses what it offers.',
    severity: 'error',
    from: { path: decisions.path.replace('[^/]+', '([^/]+)'), pathNot: [spec] },
    to: { path: decisions.path, pathNot: ['^libs/casework/$1/', '^libs/casework/[^/]+/offers(/|\\.ts$)'] },
  },
  ...processes.map((name) => ({
    name: `${name}-offers`,
    comment: `What ${name} offers uses offers of ${(offers[name] ?? []).join(', ') || 'no other process'}.`,
    severity: 'error',
    from: { path: `^libs/casework/${name}/offers(/|\\.ts$)`, pathNot: [spec] },
    to: { path: decisions.path, pathNot: [`^libs/casework/(${[name, ...(offers[name] ?? [])].join('|')})/`] },
  })),
];

const oneWay = libs.map((lib) => ({
  name: `${lib}-imports`,
  comment: `${lib} may import ${mayImport[lib].join(', ') || 'no other library'}.`,
  severity: 'error',
  from: {
    path: `^libs/${lib}/`,
    pathNot: [spec],
  },
  to: { path: '^(libs|apps)/', pathNot: [`^libs/(${[lib, ...mayImport[lib]].join('|')})/`] },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    ...floorRules,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'casework-is-pure',
      comment: 'The rules know zod and nothing else.',
      severity: 'error',
      from: { path: '^libs/casework/', pathNot: [spec] },
      to: { path: '^(node_modules|node:|[a-z_]+$)', pathNot: ['^node_modules/zod/'] },
    },
    {
      name: 'agencies-apart',
      comment: 'No agency reads another agency.',
      severity: 'error',
      from: { path: '^libs/agencies/([^/]+)/', pathNot: [spec] },
      to: { path: '^libs/agencies/([^/]+)/', pathNot: ['^libs/agencies/($1|frame)/'] },
    },
    {
      name: 'only-through-the-door-of-a-library',
      severity: 'error',
      from: { path: '^(libs/([^/]+)|apps|test/(?:bench|faults|fuzz|kit))/', pathNot: [spec] },
      to: {
        path: '^libs/([^/]+)/',
        pathNot: [
          '^libs/$2/',
          '^libs/[^/]+/index\\.ts$',
          '^libs/countries/[^/]+/index\\.ts$',
          '^libs/(door/http|desk/bus)/index\\.ts$',
        ],
      },
    },
    {
      name: 'countries-apart',
      comment: 'No country reads another country: facts and policies are its own.',
      severity: 'error',
      from: { path: '^libs/countries/([^/]+)/', pathNot: [spec] },
      to: { path: '^libs/countries/([^/]+)/', pathNot: ['^libs/countries/$1/'] },
    },
    {
      name: 'no-test-code',
      comment: 'The product uses nothing of what tries it.',
      severity: 'error',
      from: { pathNot: [spec, '^test/'] },
      to: { path: [spec, '^test/'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
