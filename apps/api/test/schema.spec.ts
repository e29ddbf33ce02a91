import { GraphQLSchemaHost } from '@nestjs/graphql';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  DocumentNode,
  findBreakingChanges,
  GraphQLSchema,
  Kind,
  parse,
  printSchema,
  specifiedRules,
  validate,
} from 'graphql';
import { operationText, TestApi } from './harness';

const FILE = join(__dirname, '../../../schema.graphql');

describe('the schema', () => {
  let api: TestApi;
  let schema: GraphQLSchema;
  let contract: DocumentNode;

  beforeAll(async () => {
    api = await TestApi.start();
    schema = api.app.get(GraphQLSchemaHost, { strict: false }).schema;
    contract = parse(readFileSync(join(__dirname, 'operations.graphql'), 'utf8'));
    if (process.env.UPDATE_SCHEMA === '1' || !existsSync(FILE)) writeFileSync(FILE, `${printSchema(schema)}\n`);
  });
  afterAll(() => api.stop());

  it('is the one that is committed; UPDATE_SCHEMA=1 writes it anew', () => {
    expect(`${printSchema(schema)}\n`).toBe(readFileSync(FILE, 'utf8'));
  });

  it('breaks no client of the committed one', () => {
    expect(findBreakingChanges(buildSchema(readFileSync(FILE, 'utf8')), schema)).toEqual([]);
  });

  it('makes every operation of the contract valid', () => {
    const names = contract.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? ''] : [],
    );
    expect(names).toHaveLength(40);
    const invalid = names.flatMap((name) =>
      validate(schema, parse(operationText(contract, name)), specifiedRules).map((error) => `${name}: ${error.message}`),
    );
    expect(invalid).toEqual([]);
  });
});
