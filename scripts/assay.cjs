#!/usr/bin/env node
// The command line from a checkout: builds when the sources are newer than what was built, then runs in this same process, so
// that Ctrl-C reaches it. Plain Node, since it runs before anything is built.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { ensureBuilt, fail, main, root } = require('./build.cjs');

const LEAST_NODE = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  fail(
    `Assay needs Node ${LEAST_NODE.join('.')} or later; this is ${process.versions.node}. Install a later one and start again.`,
  );
}
// A deployment holds only what was built.
if (existsSync(join(root, 'nest-cli.json')) && process.env.NODE_ENV !== 'production') {
  ensureBuilt();
}
process.argv[1] = main;
require(main);
