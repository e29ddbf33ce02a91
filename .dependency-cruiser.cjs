/**
 * The house, as a rule: arrows point down, never up, never sideways between apps, and into a library only through its index.ts.
 * docs/architecture.md draws it.
 */
const floors = [
  ['standards'],
  ['matching', 'registers', 'pack', 'publication'],
  ['specification'],
  ['platform'],
  ['audit'],
  ['identity'],
  ['guidance', 'directory'],
  ['attestations'],
  ['procurement', 'market'],
];

const above = floors.flatMap((floor, level) => {
  const higher = floors.slice(level + 1).flat();
  const beside = (library) => floor.filter((other) => other !== library);
  return floor.map((library) => ({
    name: `${library}-points-down`,
    comment: `${library} may not know what stands above or beside it`,
    severity: 'error',
    from: { path: `^libs/${library}/` },
    to: { path: `^libs/(${[...higher, ...beside(library)].join('|') || 'none'})/` },
  }));
});

module.exports = {
  forbidden: [
    ...above,
    {
      name: 'ground-is-plain',
      comment: 'no framework and no database on the ground floor',
      severity: 'error',
      from: { path: '^libs/(standards|matching|registers|pack|publication|specification)/' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|@apollo)' },
    },
    {
      name: 'plans-are-text',
      comment: 'what makes SQL of a selection neither runs it nor knows who asks',
      severity: 'error',
      from: { path: '^libs/platform/src/read-plan/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/platform/src/(reads|caller|database)/|node_modules/(@apollo|pg/)' },
    },
    {
      name: 'no-circles',
      comment: 'files make no circle of imports',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'through-the-index',
      comment: 'a library is entered through its index.ts',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/.+', pathNot: ['^libs/$2/', '^libs/[^/]+/src/(testing/)?index\\.ts$'] },
    },
    {
      name: 'apps-are-apart',
      comment: 'apps do not import one another; tests of one may use what tests of the API walk a procurement with',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/[^/]+/test/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'tests-are-apart',
      comment: 'tests of one app know nothing of another but the helpers of the tests of the API',
      severity: 'error',
      from: { path: '^apps/([^/]+)/test/' },
      to: { path: '^apps/', pathNot: '^apps/($1/|api/test/)' },
    },
    {
      name: 'libs-know-no-app',
      comment: 'a library does not import an app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'portal-speaks-http',
      comment:
        'the portal has no other door than the API over HTTP; configuration comes from platform, files are read and written by the ground floor, which holds no data',
      severity: 'error',
      from: { path: '^apps/portal/src/' },
      to: { path: '^libs/', pathNot: '^libs/(platform|registers|pack)/' },
    },
    {
      name: 'no-unresolved',
      comment:
        'an import that resolves to nothing; the scripts of the portal import one another by names that become addresses',
      severity: 'error',
      from: { pathNot: '^apps/portal/client/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/(?!@nestjs|typeorm|pg|@apollo)' },
  },
};
