import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { Cell, Column, ColumnKind, Row, Table } from './table';

/** How a column stands in a Parquet file. */
const ELEMENTS: Record<Exclude<ColumnKind, 'list'>, Partial<SchemaElement>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  money: { type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  dateTime: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** A Parquet file (Snappy) in the making: each batch of rows is a row group, whose bytes can go at once. */
export class ParquetRows {
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;

  constructor(private readonly table: Table) {
    const { columns, name } = table;
    this.writer = new ParquetWriter({
      writer: this.bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
      kvMetadata: [{ key: 'table', value: name }],
      createdBy: 'assay',
    });
  }

  /** @returns the bytes that these rows add to the file */
  add(rows: readonly Row[]): Uint8Array {
    const columnData = this.table.columns.map(({ name, kind }) => ({
      name,
      data: rows.map((row) => parquetCell(kind, row[name] ?? null)),
    }));
    void this.writer.write({ columnData, rowGroupSize: Math.max(1, rows.length) });
    return this.taken();
  }

  /** @returns the end of the file */
  end(): Uint8Array {
    void this.writer.finish();
    return this.taken();
  }

  private taken(): Uint8Array {
    const taken = this.bytes.getBytes().slice();
    this.bytes.index = 0;
    return taken;
  }
}

function elementsOf({ name, kind, required }: Column): SchemaElement[] {
  const repetition_type = required ? 'REQUIRED' : 'OPTIONAL';
  if (kind !== 'list') return [{ name, repetition_type, ...ELEMENTS[kind] }];
  return [
    { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', ...ELEMENTS.string },
  ];
}

function parquetCell(kind: ColumnKind, cell: Cell): unknown {
  if (cell === null) return kind === 'list' ? [] : null;
  if (kind === 'money') return pence(String(cell));
  return kind === 'date' || kind === 'dateTime' ? new Date(String(cell)) : cell;
}

/** `-12.5` → -1250n */
function pence(text: string): bigint {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(2, '0'));
}
