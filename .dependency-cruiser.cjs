/** Imports run one way (docs/architecture.md). Type-only imports count too: a type is a dependency of thought. */
const libs = [
  'casework',
  'instruments',
  'countries',
  'event-store',
  'access',
  'desk',
  'door',
  'bridge',
  'agencies',
];

const mayImport = {
  casework: [],
  instruments: ['casework'],
  countries: ['casework'],
  'event-store': ['casework'],
  access: ['casework', 'countries'],
  desk: ['casework', 'countries', 'instruments', 'event-store', 'access'],
  door: ['casework', 'countries', 'instruments', 'event-store', 'access', 'desk', 'agencies'],
  bridge: ['casework', 'countries', 'instruments', 'event-store', 'access', 'desk'],
  agencies: ['casework', 'event-store', 'access'],
};

const spec = '(spec|contract)\\.ts$|/spec/';

const oneWay = libs.map((lib) => ({
  name: `${lib}-imports`,
  comment: `${lib} may import ${mayImport[lib].join(', ') || 'no other library'}.`,
  severity: 'error',
  from: {
    path: `^libs/${lib}/`,
    pathNot: [spec, '^libs/countries/(national|[^/]+/([^/]+\\.module|index))\\.ts$'],
  },
  to: { path: '^(libs|apps)/', pathNot: [`^libs/(${[lib, ...mayImport[lib]].join('|')})/`] },
}));

module.exports = {
  forbidden: [
    ...oneWay,
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
      from: { path: '^(libs/([^/]+)|apps)/', pathNot: [spec] },
      to: {
        path: '^libs/([^/]+)/',
        pathNot: ['^libs/$2/', '^libs/[^/]+/index\\.ts$', '^libs/countries/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'countries-apart',
      comment: 'A country module never imports another country module.',
      severity: 'error',
      from: { path: '^libs/countries/([^/]+)/.*module\\.ts$' },
      to: { path: '^libs/countries/([^/]+)/.*module\\.ts$', pathNot: ['^libs/countries/$1/'] },
    },
    { name: 'no-test-code', severity: 'error', from: { pathNot: [spec, '^test/'] }, to: { path: spec } },
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
