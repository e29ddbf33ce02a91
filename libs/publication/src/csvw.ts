import { LIST_SEPARATOR } from './csv';
import { ColumnKind, Table } from './table';

/** Where CSV on the Web looks for the metadata of every CSV file of a folder. */
export const CSVW_FILE = 'csv-metadata.json';
export const CSVW_MEDIA_TYPE = 'application/csvm+json';

const DATATYPES: Record<ColumnKind, string> = {
  string: 'string',
  integer: 'integer',
  number: 'double',
  money: 'decimal',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'dateTime',
  list: 'string',
};

/** What is said of a table beside its columns. */
export interface TableNote {
  table: Table;
  /** The address of the licence. */
  licence: string;
  source: string;
}

/**
 * Metadata of the CSV files of one folder: a table group whose tables refer to one another.
 *
 * @param modified the day, `2026-11-26`
 * @source W3C Recommendation, Metadata Vocabulary for Tabular Data, 17 December 2015
 */
export function csvwOf(title: string, modified: string, notes: readonly TableNote[]): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': title,
    'dc:modified': { '@value': modified, '@type': 'xsd:date' },
    tables: notes.map(({ table, licence, source }) => ({
      url: `${table.name}.csv`,
      'dc:title': table.title,
      'dc:description': table.description,
      'dc:license': { '@id': licence },
      'dc:source': source,
      tableSchema: {
        columns: table.columns.map(({ name, kind, description, required }) => ({
          name,
          titles: name,
          'dc:description': description,
          datatype: DATATYPES[kind],
          ...(required ? { required: true } : {}),
          ...(kind === 'list' ? { separator: LIST_SEPARATOR } : {}),
        })),
        primaryKey: [...table.key],
        foreignKeys: (table.references ?? []).map((reference) => ({
          columnReference: reference.column,
          reference: { resource: `${reference.table}.csv`, columnReference: reference.names },
        })),
      },
    })),
  };
}
