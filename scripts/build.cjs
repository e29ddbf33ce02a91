// Builds when the sources are newer than what was built. Plain Node, since it runs before anything is built; run by itself it
// builds and ends.
'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = dirname(dirname(realpathSync(__filename)));
const built = join(root, 'dist', '.built');
const weights = join(root, 'libs/matching/src/data/weights');
const main = join(root, 'dist/apps/cli/src/main.js');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** The sources by their paths, sizes and times: quick to take, and other when one changed. */
function stateOfSources() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\n${size}\n${mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(tsv?|schema\.json)$/.test(entry.name) || folder === weights) visit(path);
    }
  };
  for (const folder of ['apps', 'libs', 'migrations', 'benchmarks/floor'])
    if (existsSync(join(root, folder))) walk(join(root, folder));
  for (const file of ['.swcrc', 'nest-cli.json', 'package-lock.json']) visit(join(root, file));
  return hash.digest('hex');
}

function build(state) {
  const lock = join(root, 'node_modules', '.assay-build');
  for (let tries = 0; ; tries += 1) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // Another start builds; one that was killed while building is not waited for.
      if (tries > 600 || Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 60000)
        rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    if (existsSync(built) && readFileSync(built, 'utf8') === state) return;
    const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
    if (!existsSync(nest)) fail('The packages are not installed. Run "npm ci" first.');
    const { status, stdout, stderr } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, encoding: 'utf8' });
    if (status !== 0 || !existsSync(main)) fail(`The build failed:\n${stdout}${stderr}`);
    writeFileSync(built, state);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Makes sure that what is built is what the sources say. */
function ensureBuilt() {
  const state = stateOfSources();
  if (!existsSync(built) || readFileSync(built, 'utf8') !== state) build(state);
}

module.exports = { ensureBuilt, fail, main, root };

if (require.main === module) ensureBuilt();
