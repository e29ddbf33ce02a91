// Everything that has to hold, in the order in which it is cheapest to know: build, types, lint, the import rule, tests.
'use strict';

const { spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const bin = (name) => join(root, 'node_modules/.bin', name);

/** Test files and options of Jest; without any, all tests. */
const asked = process.argv.slice(2);

/** Steps of one group run side by side: the type check and the linter each take one core. */
const GROUPS = [
  [['build', process.execPath, [join(root, 'scripts/build.cjs')]]],
  [
    ['types', bin('tsc'), ['--noEmit']],
    ['lint', bin('eslint'), ['.']],
  ],
  [
    ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
    ['imports', bin('depcruise'), ['apps', 'libs', '--config', '.dependency-cruiser.cjs']],
  ],
  [['tests', bin('jest'), asked.length > 0 ? asked : ['--config', 'jest.together.cjs']]],
];

function run([name, command, args]) {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: name === 'tests' ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (text) => (output += text));
    child.stderr?.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('exit', (code) => {
      process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'}  ${name}  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
      if (code !== 0) process.stdout.write(output);
      resolve(code === 0);
    });
  });
}

(async () => {
  for (const group of GROUPS) {
    const results = await Promise.all(group.map(run));
    if (results.includes(false)) process.exit(1);
  }
})();
