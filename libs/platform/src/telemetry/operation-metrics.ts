import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { ReadPath, ReadReport } from '../reads/read-report';

/** Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What operations cost, by their name and the path that their reads took, for Prometheus. */
@Injectable()
export class OperationMetrics {
  private readonly registry = new Registry();
  private readonly all = this.histogram('assay_operation_seconds', 'From an operation being read to its answer being ready');
  private readonly sql = this.histogram('assay_operation_sql_seconds', 'Of that, waiting for statements');
  private readonly rows = this.counter(
    'assay_operation_rows_total',
    'Rows that statements answered, not counting what is nested in those of planned reads',
  );
  private readonly statements = this.counter('assay_operation_statements_total', 'Statements, of plans or not');

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * @param operation a name out of a bounded set
   * @param seconds how long the whole of it took
   */
  observe(operation: string, reads: ReadReport, seconds: number): void {
    const labels = { operation, path: reads.path.toLowerCase() as Lowercase<ReadPath> };
    this.all.observe(labels, seconds);
    if (reads.statements === 0) return;
    this.sql.observe(labels, reads.milliseconds / 1000);
    this.rows.inc(labels, reads.rows);
    this.statements.inc(labels, reads.statements);
  }

  /** As if nothing had been asked. */
  forget(): void {
    for (const counted of [this.all, this.sql, this.rows, this.statements]) counted.reset();
  }

  /** All that was counted, in Prometheus' text format. */
  async text(): Promise<{ body: string; contentType: string }> {
    return { body: await this.registry.metrics(), contentType: this.registry.contentType };
  }

  private histogram(name: string, help: string): Histogram<'operation' | 'path'> {
    return new Histogram({ name, help, labelNames: ['operation', 'path'], buckets: BUCKETS, registers: [this.registry] });
  }

  private counter(name: string, help: string): Counter<'operation' | 'path'> {
    return new Counter({ name, help, labelNames: ['operation', 'path'], registers: [this.registry] });
  }
}
