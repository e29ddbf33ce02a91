/**
 * How an operation was answered. WHOLE: PostgreSQL wrote the text of the answer. EMBEDDED: it wrote objects, and GraphQL executed over them.
 * EXECUTED: no plan had a part in it.
 */
export type ReadPath = 'WHOLE' | 'EMBEDDED' | 'EXECUTED';

/** One statement of a planned read, as it was run. */
export interface ReadStatement {
  /** Its name on the connections that have prepared it; undefined for one too many. */
  name: string | undefined;
  text: string;
  values: readonly unknown[];
  rows: number;
  /** From asking for it to having the answer; where it stands alone, with asking for a connection. */
  milliseconds: number;
}

/** What the reads of one request, and whatever else it asked of PostgreSQL, came to: for the header, the metrics, the log, and `assay explain`. */
export class ReadReport {
  isWhole = false;
  /** Why the answer was not written whole; null where that was not to be expected. */
  reason: string | null = null;
  statements = 0;
  rows = 0;
  milliseconds = 0;
  /** The names of the statements, by which a slow one is found in `pg_prepared_statements`. */
  readonly plans: string[] = [];
  /** The statements themselves, where somebody wants to explain them. */
  readonly kept: ReadStatement[] = [];

  constructor(private readonly keeps = false) {}

  get path(): ReadPath {
    if (this.isWhole) return 'WHOLE';
    return this.plans.length > 0 ? 'EMBEDDED' : 'EXECUTED';
  }

  /** Counts a statement of a plan. */
  add(statement: ReadStatement): void {
    this.ran(statement.milliseconds, statement.rows);
    this.plans.push(statement.name ?? 'unnamed');
    if (this.keeps) this.kept.push(statement);
  }

  /** Counts a statement, of a plan or not. */
  ran(milliseconds: number, rows: number): void {
    this.statements += 1;
    this.rows += rows;
    this.milliseconds += milliseconds;
  }
}
