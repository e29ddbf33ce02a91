/** Unit, database and API tests in one run; what needs PostgreSQL takes it from `libs/platform/src/testing`. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/migrations', '<rootDir>/benchmarks'],
  testRegex: '\\.spec\\.ts$',
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: { '^#([a-z]+)$': '<rootDir>/libs/$1/src/index.ts', '^#([a-z]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts' },
  maxWorkers: 2,
  testTimeout: 60000,
};
