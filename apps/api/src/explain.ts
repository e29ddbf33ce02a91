import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { apolloOf, mustBeFlatEnough, readConfiguration, ReadReport, stranger } from '#platform';
import { createApi } from './create-api';

/**
 * Answers one operation as a stranger, without serving, and prints how: its path, and each statement with EXPLAIN ANALYZE.
 * `node explain.js OPERATION.graphql [VARIABLES]`, with DATABASE_URL; `assay explain` starts it.
 */
async function main([file, variables = '{}']: string[]): Promise<void> {
  const query = await readFile(file, 'utf8');
  mustBeFlatEnough(query);
  const api = await createApi(readConfiguration(process.env));
  try {
    await api.init();
    const reads = new ReadReport(true);
    const { body } = await apolloOf(api).executeOperation(
      { query, variables: JSON.parse(variables) as Record<string, unknown> },
      { contextValue: { caller: { ...stranger('explain'), reads } } },
    );
    const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
    for (const { message } of errors) print(`refused: ${message}`);
    if (errors.length > 0) process.exitCode = 1;
    print(`path: ${reads.path.toLowerCase()}${reads.reason === null ? '' : ` (${reads.reason})`}`);
    for (const [index, { name, text, values, rows, milliseconds }] of reads.kept.entries()) {
      print(
        `\nstatement ${index + 1} of ${reads.kept.length}, ${name ?? 'unnamed'}: ${rows} rows in ${milliseconds.toFixed(1)} ms\n${text}`,
      );
      values.forEach((value, place) => print(`  $${place + 1} = ${JSON.stringify(value)}`));
      const plan: Record<'QUERY PLAN', string>[] = await api
        .get(DataSource)
        .query(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, [...values]);
      for (const line of plan) print(`  ${line['QUERY PLAN']}`);
    }
  } finally {
    await api.close();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
