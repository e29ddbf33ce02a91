import { parse } from 'csv-parse/sync';

interface CsvwColumn {
  name: string;
  titles: string;
  datatype: string;
  required?: boolean;
  separator?: string;
}
interface CsvwTable {
  url: string;
  tableSchema: {
    columns: CsvwColumn[];
    primaryKey: string[];
    foreignKeys: { columnReference: string; reference: { resource: string; columnReference: string } }[];
  };
}
interface CsvwMetadata {
  '@context': unknown;
  tables: CsvwTable[];
}

/** Lexical forms of the datatypes, by XML Schema 1.1 Part 2. A type that is not listed is refused. */
const FORMS: Record<string, RegExp> = {
  string: /^[^]*$/,
  integer: /^[-+]?\d+$/,
  decimal: /^[-+]?(\d+(\.\d*)?|\.\d+)$/,
  double: /^([-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|[-+]?INF|NaN)$/,
  boolean: /^(true|false|1|0)$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[-+]\d\d:\d\d)?$/,
  dateTime: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[-+]\d\d:\d\d)?$/,
};

/** Properties that the Recommendation gives each object; others have to be of another vocabulary (`dc:title`). */
const PROPERTIES = {
  group: ['@context', '@id', '@type', 'dialect', 'notes', 'tableDirection', 'tableSchema', 'tables', 'transformations'],
  table: ['@id', '@type', 'dialect', 'notes', 'suppressOutput', 'tableDirection', 'tableSchema', 'transformations', 'url'],
  schema: ['@id', '@type', 'columns', 'foreignKeys', 'primaryKey', 'rowTitles'],
  column: ['@id', '@type', 'name', 'suppressOutput', 'titles', 'virtual', 'datatype', 'required', 'separator', 'null', 'lang'],
};

/**
 * What is wrong with CSV files and their metadata, by the two W3C Recommendations of 17 December 2015: Model for Tabular Data and
 * Metadata, and Metadata Vocabulary for Tabular Data.
 *
 * @param csv the text of a file by its name
 */
export function csvwErrors(metadata: object, csv: (name: string) => string): string[] {
  const { '@context': context, tables } = metadata as CsvwMetadata;
  const errors: string[] = unknownProperties(metadata, PROPERTIES.group);
  if ((Array.isArray(context) ? context[0] : context) !== 'http://www.w3.org/ns/csvw')
    errors.push('@context is not that of CSVW');
  const rows = new Map(
    tables.map(({ url }) => [url, parse(csv(url), { columns: true, bom: false }) as Record<string, string>[]]),
  );
  for (const table of tables) errors.push(...tableErrors(table, rows, csv(table.url)).map((error) => `${table.url}: ${error}`));
  return errors;
}

function tableErrors(table: CsvwTable, all: ReadonlyMap<string, Record<string, string>[]>, text: string): string[] {
  const { columns, primaryKey, foreignKeys } = table.tableSchema;
  const rows = all.get(table.url) ?? [];
  const errors = [...unknownProperties(table, PROPERTIES.table), ...unknownProperties(table.tableSchema, PROPERTIES.schema)];
  for (const column of columns) errors.push(...unknownProperties(column, PROPERTIES.column));
  const names = columns.map(({ name }) => name);
  if (new Set(names).size < names.length) errors.push('two columns have one name');
  for (const name of names) if (!/^[A-Za-z][A-Za-z0-9_.]*$/.test(name)) errors.push(`"${name}" is no name of a column`);
  const [head] = parse(text, { to: 1 }) as string[][];
  if (head.join() !== columns.map(({ titles }) => titles).join()) return [...errors, `the header is ${head.join()}`];
  for (const [index, row] of rows.entries())
    for (const column of columns)
      errors.push(...cellErrors(column, row[column.titles]).map((error) => `row ${index + 1}, ${error}`));
  if (new Set(rows.map((row) => JSON.stringify(primaryKey.map((name) => row[name])))).size < rows.length)
    errors.push('two rows have one primary key');
  for (const { columnReference, reference } of foreignKeys) {
    const there = new Set((all.get(reference.resource) ?? []).map((row) => row[reference.columnReference]));
    const missing = rows.filter((row) => row[columnReference] !== '' && !there.has(row[columnReference]));
    if (missing.length > 0) errors.push(`${columnReference} "${missing[0][columnReference]}" is not in ${reference.resource}`);
  }
  return errors;
}

function cellErrors({ name, datatype, required, separator }: CsvwColumn, text: string): string[] {
  const form = FORMS[datatype];
  if (form === undefined) return [`${name}: "${datatype}" is no datatype that is known`];
  if (text === '') return required ? [`${name} is required and empty`] : [];
  const values = separator === undefined ? [text] : text.split(separator);
  return values.filter((value) => !form.test(value)).map((value) => `${name}: "${value}" is no ${datatype}`);
}

function unknownProperties(of: object, allowed: readonly string[]): string[] {
  return Object.keys(of)
    .filter((name) => !allowed.includes(name) && !/^(dc|dcat|schema):\w+$/.test(name))
    .map((name) => `"${name}" is no property there`);
}
