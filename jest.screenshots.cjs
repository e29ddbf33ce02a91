/** `npm run screenshots`: not a test, but it needs what tests need: a seeded database, the portal and a browser. */
const { projects } = require('./jest.config.cjs');

const database = projects.find(({ displayName }) => displayName === 'database');

module.exports = {
  testTimeout: 600000,
  projects: [
    {
      ...database,
      displayName: 'screenshots',
      testRegex: '/test/screenshots/.*\\.run\\.ts$',
      testPathIgnorePatterns: ['/node_modules/'],
    },
  ],
};
