import { csvHead, csvRows } from './csv';
import { jsonLines } from './json-lines';
import { ParquetRows } from './parquet';
import { keyOf, Row, Table } from './table';
import { writeFiles, WrittenFile } from './written-file';

export const FORMATS = {
  csv: { ending: 'csv', mediaType: 'text/csv' },
  jsonLines: { ending: 'jsonl', mediaType: 'application/jsonl' },
  parquet: { ending: 'parquet', mediaType: 'application/vnd.apache.parquet' },
} as const;

/** A table that was written in every format. */
export interface WrittenTable {
  rows: number;
  /** In how many rows a column that may be unknown is; columns that always are known are left out. */
  unknown: Record<string, number>;
  /** CSV, JSON lines, Parquet. */
  files: WrittenFile[];
}

/**
 * Writes a table as CSV, JSON lines and Parquet in one pass. What is held in memory is one batch.
 *
 * @param batches rows in the order of the table's key
 * @throws Error when a key comes twice or out of order, or when a column that is required is unknown
 */
export async function writeTable(folder: string, table: Table, batches: AsyncIterable<readonly Row[]>): Promise<WrittenTable> {
  const parquet = new ParquetRows(table);
  const check = new RowCheck(table);
  const named = [FORMATS.csv, FORMATS.jsonLines, FORMATS.parquet].map(({ ending, mediaType }) => ({
    name: `${table.name}.${ending}`,
    mediaType,
  }));
  const files = await writeFiles(folder, named, async ([csv, json, columnar]) => {
    await csv.write(csvHead(table));
    for await (const rows of batches) {
      for (const row of rows) check.take(row);
      await csv.write(csvRows(table, rows));
      await json.write(jsonLines(table, rows));
      await columnar.write(parquet.add(rows));
    }
    await columnar.write(parquet.end());
  });
  return { rows: check.rows, unknown: check.unknown, files };
}

/** Counts rows and what is unknown in them, and holds them to their table. */
class RowCheck {
  rows = 0;
  readonly unknown: Record<string, number>;
  private last: Buffer | null = null;

  constructor(private readonly table: Table) {
    const open = table.columns.filter(({ kind, required }) => kind !== 'list' && !required);
    this.unknown = Object.fromEntries(open.map(({ name }) => [name, 0]));
  }

  take(row: Row): void {
    const { columns, name: table } = this.table;
    const key = keyOf(this.table, row);
    if (this.last !== null && Buffer.compare(this.last, key) >= 0)
      throw new Error(`${table}: the key ${JSON.stringify(key.toString())} comes twice or out of order`);
    for (const { name, kind, required } of columns) {
      if ((row[name] ?? null) !== null || kind === 'list') continue;
      if (required) throw new Error(`${table}: ${name} is unknown in ${JSON.stringify(key.toString())}, but is required`);
      this.unknown[name] += 1;
    }
    this.last = key;
    this.rows += 1;
  }
}
