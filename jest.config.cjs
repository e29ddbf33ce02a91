/**
 * Unit, database and API tests in one run. What is pure runs at once; the rest shares a PostgreSQL that the global set-up
 * starts, each file in a copy of the seeded template (`#platform/testing`).
 */
const PURE = [
  '/libs/(standards|matching|registers|pack|publication|specification)/',
  '/libs/platform/src/(postgres|configuration|graphql)/',
  '/apps/cli/src/(attestations|match|verify|start)/',
];

const shared = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs'],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest'], '/node_modules/(hyparquet|openid-client|oauth4webapi|jose).*\\.js$': ['@swc/jest'] },
  // ES modules, which Jest does not load as they are.
  transformIgnorePatterns: ['/node_modules/(?!hyparquet|openid-client|oauth4webapi|jose)'],
  moduleNameMapper: {
    '^#([a-z]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^#([a-z]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
  },
};

module.exports = {
  maxWorkers: 2,
  testTimeout: 120000,
  projects: [
    { ...shared, displayName: 'pure', testRegex: PURE.map((folder) => `${folder}.*\\.spec\\.ts$`) },
    {
      ...shared,
      displayName: 'database',
      testRegex: '\\.spec\\.ts$',
      testPathIgnorePatterns: ['/node_modules/', ...PURE],
      globalSetup: '<rootDir>/libs/platform/src/testing/global-setup.ts',
      globalTeardown: '<rootDir>/libs/platform/src/testing/global-teardown.ts',
    },
  ],
};
