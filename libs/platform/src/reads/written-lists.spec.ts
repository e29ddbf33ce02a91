import { buildSchema, execute, GraphQLSchema, isObjectType, parse } from 'graphql';
import { readFieldsOf } from './field-reader';
import { writeResult } from './whole-reads';
import { DataWithLists, WrittenList } from './written-lists';

const SCHEMA = `
  type Query { table(of: Int): Table tables: [Table] }
  type Table { title: String rows: [Row!]! }
  type Row { key: [Key!]! value: Float note: String isShown: Boolean! kind: Kind }
  type Key { code: ID! label: String! }
  enum Kind { WIDE NARROW }`;

/** A schema whose rows are written at once, or not. */
function schemaOf(writtenAtOnce: boolean): GraphQLSchema {
  const schema = buildSchema(SCHEMA);
  const rows = (schema.getType('Table') as { getFields?: () => Record<string, { extensions: object }> }).getFields!().rows;
  rows.extensions = { writtenAtOnce };
  return readFieldsOf(schema, () => {
    throw new Error('nothing is read');
  });
}

const row = (code: string, value: number | null): object => ({
  key: [{ code, label: `“${code}” \\ "\n` }],
  value,
  note: value === null ? null : code,
  isShown: value !== null,
  kind: 'NARROW',
});
const ROOT = {
  table: {
    title: 'one',
    rows: [row('a', 0.1), row('b', null), row('c', -0), row('\ud83d', 1e21), row('\u2028\u007f', 1.5e-9)],
  },
  tables: [{ title: 'none', rows: [] }, null, { title: 'many', rows: Array.from({ length: 2000 }, (_, n) => row(`é${n}`, n)) }],
};

/** The text of an answer, as it goes out. */
function textOf(query: string, writtenAtOnce: boolean, rootValue: object = ROOT): string {
  const contextValue: { lists?: WrittenList[] } = {};
  const answer = execute({ schema: schemaOf(writtenAtOnce), document: parse(query), rootValue, contextValue });
  const { data, errors } = answer as { data?: unknown; errors?: readonly { message: string }[] };
  const { lists } = contextValue;
  return String(writeResult({ data: lists ? new DataWithLists(data, lists) : data, ...(errors && { errors }) }));
}

describe('a list that is written at once', () => {
  it.each([
    ['of all fields', '{ table { rows { key { code label } value note isShown kind } } }'],
    ['under other names', '{ t: table { title more: rows { v: value __typename k: key { c: code } } rows { value } } }'],
    [
      'with fragments and what is left out',
      'query { table { rows { ...R value @skip(if: true) ... on Row { kind } } } } fragment R on Row { note key { label } key { code } }',
    ],
    ['several times, in lists', '{ tables { rows { key { code } value } title } }'],
    ['beside a title that is asked for later', '{ table { rows { value } title } }'],
  ])('says what GraphQL would: %s', (_what, query) => {
    const written = textOf(query, true);
    expect(written).toBe(textOf(query, false));
    expect(written.length).toBeGreaterThan(20);
  });

  it('refuses a value that is not of its type, as GraphQL would', () => {
    const root = { table: { title: 'one', rows: [{ key: null, isShown: true }] } };
    const [written, executed] = [true, false].map(
      (atOnce) =>
        JSON.parse(textOf('{ table { rows { key { code } } } }', atOnce, root)) as { data: unknown; errors: unknown[] },
    );
    expect(written.data).toEqual(executed.data);
    expect(written.errors.length).toBe(executed.errors.length);
  });

  it('is told from a field with a resolver of its own', () => {
    const schema = schemaOf(true);
    const type = schema.getType('Row');
    if (isObjectType(type)) type.getFields().note.extensions = {};
    const contextValue: { lists?: WrittenList[] } = {};
    const { errors } = execute({ schema, document: parse('{ table { rows { note } } }'), rootValue: ROOT, contextValue }) as {
      errors?: readonly { message: string }[];
    };
    expect(errors?.[0].message).toBe('Row.note has a resolver of its own, and cannot be written at once.');
  });
});
