/** Collects the values of one statement and hands out their places. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** The place of a value: `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A condition on the rows of a list: gets the row's alias and the statement's parameters. */
export type Condition = (alias: string, parameters: SqlParameters) => string;
