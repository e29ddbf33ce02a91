// Writes the portal's typed operations from apps/portal/operations and schema.graphql, and the hashes by which the API knows them.
// `node scripts/operations.cjs --check` tells whether what is there is what the sources say.
'use strict';

const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { codegen } = require('@graphql-codegen/core');
const { buildSchema, Kind, parse, print, visit } = require('graphql');

const root = dirname(__dirname);
const folder = join(root, 'apps/portal/operations');
const TYPES = join(root, 'apps/portal/src/api/operations.ts');
const HASHES = join(root, 'apps/api/src/persisted-operations.ts');

const NOTE = '// Made by scripts/operations.cjs from apps/portal/operations. Do not edit.';

/** How a scalar of the schema comes over HTTP. */
const SCALARS = { ID: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown' };

function documents() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ location: name, document: parse(readFileSync(join(folder, name), 'utf8'), { noLocation: true }) }));
}

/** Each operation with the fragments that it uses, as text. */
function operationsIn(files) {
  const definitions = files.flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]),
  );
  return definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const used = new Set();
      const collect = (node) =>
        visit(node, {
          FragmentSpread: ({ name }) => {
            if (used.has(name.value)) return;
            used.add(name.value);
            collect(fragments.get(name.value));
          },
        });
      collect(operation);
      const text = [operation, ...[...used].sort().map((name) => fragments.get(name))].map(print).join('\n\n');
      return { name: operation.name.value, text, hash: createHash('sha256').update(text).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function typesOf(files) {
  const types = await codegen({
    filename: TYPES,
    schema: parse(readFileSync(join(root, 'schema.graphql'), 'utf8')),
    schemaAst: buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8')),
    documents: files,
    config: {
      scalars: SCALARS,
      enumsAsTypes: true,
      enumType: 'string-literal',
      skipTypename: true,
      avoidOptionals: { field: true, inputValue: false },
      onlyOperationTypes: true,
      maybeValue: 'T | null',
      inputMaybeValue: 'T | null',
    },
    plugins: [{ 'typescript-operations': {} }],
    pluginMap: { 'typescript-operations': require('@graphql-codegen/typescript-operations') },
  });
  return types;
}

async function main() {
  const files = documents();
  const operations = operationsIn(files);
  const types = await typesOf(files);
  const suffix = (text) => (/^mutation/.test(text) ? 'Mutation' : 'Query');
  const constants = operations.map(
    ({ name, text, hash }) =>
      `export const ${name}: Operation<${name}${suffix(text)}, ${name}${suffix(text)}Variables> = {\n  name: '${name}',\n  hash: '${hash}',\n  text: ${JSON.stringify(text)},\n};`,
  );
  const made = new Map([
    [TYPES, `${NOTE}\nimport type { Operation } from './operation';\n\n${types.trim()}\n\n${constants.join('\n\n')}\n`],
    [
      HASHES,
      `${NOTE}\n\n/** The portal's operations by the SHA-256 of their text: it sends the hash alone. */\nexport const PERSISTED_OPERATIONS: ReadonlyMap<string, string> = new Map([\n${operations.map(({ text, hash }) => `  ['${hash}', ${JSON.stringify(text)}],`).join('\n')}\n]);\n`,
    ],
  ]);
  const check = process.argv.includes('--check');
  for (const [path, text] of made) {
    const same = existsSync(path) && readFileSync(path, 'utf8') === text;
    if (same) continue;
    if (check) {
      process.stderr.write(`${relative(root, path)} is not what the operations say. Run "npm run operations".\n`);
      process.exitCode = 1;
    } else {
      writeFileSync(path, text);
      process.stdout.write(`${relative(root, path)}\n`);
    }
  }
}

void main();
