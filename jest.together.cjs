/**
 * What `npm test` runs: the test files of jest.config.cjs, up to eight at a time as one. Jest loads all modules anew for each file that it runs,
 * and to load the product takes longer than most files do. Each keeps what it starts to itself: its database, its API, its `beforeAll`.
 */
'use strict';

const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { projects, ...shared } = require('./jest.config.cjs');

/** Files that run as one: more of them load less, and are harder to share out between two workers. */
const TOGETHER = 8;

/** They start the product as processes of its own, and load little themselves. */
const ALONE = ['/apps/cli/', '/apps/portal/test/browser/', '/libs/platform/src/postgres/'];

const folder = join(__dirname, 'dist/together');

/** The paths of all test files, from the root: `/apps/api/test/access.spec.ts`. */
const files = ['apps', 'libs'].flatMap((top) =>
  readdirSync(join(__dirname, top), { recursive: true })
    .filter((path) => path.endsWith('.spec.ts'))
    .map((path) => `/${top}/${path}`)
    .sort(),
);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Writes the files of an app or a library as few, of up to eight. */
function writeTogether(name, paths) {
  const count = Math.ceil(paths.length / TOGETHER);
  for (let number = 0; number < count; number += 1) {
    const described = paths
      .filter((_, index) => index % count === number)
      .map((path) => `describe('${path.slice(1)}', () => {\n  require('../..${path.slice(0, -'.ts'.length)}');\n});\n`);
    writeFileSync(join(folder, `${name}-${number + 1}.spec.js`), described.join(''));
  }
}

/** A project of jest.config.cjs whose files run together, but for those that run alone. */
function together({ testRegex, testPathIgnorePatterns = [], ...project }) {
  const among = (patterns) => (path) => [patterns].flat().some((pattern) => new RegExp(pattern).test(path));
  const own = files.filter((path) => among(testRegex)(path) && !among(testPathIgnorePatterns)(path));
  const alone = own.filter(among(ALONE));
  const groups = new Map();
  for (const path of own.filter((candidate) => !alone.includes(candidate))) {
    const name = `${project.displayName}-${path.split('/').slice(1, 3).join('-')}`;
    groups.set(name, [...(groups.get(name) ?? []), path]);
  }
  for (const [name, paths] of groups) writeTogether(name, paths);
  return {
    ...project,
    roots: [...project.roots, folder],
    testRegex: [
      ...alone.map((path) => `${path.replaceAll('.', '\\.')}$`),
      `/dist/together/${project.displayName}-.*\\.spec\\.js$`,
    ],
    testPathIgnorePatterns,
  };
}

module.exports = { ...shared, projects: projects.map(together) };
