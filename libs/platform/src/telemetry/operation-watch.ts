import { ApolloServerPlugin, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { Logger } from '@nestjs/common';
import { GraphQLContext } from '../caller/caller';
import { ReadReport } from '../reads/read-report';
import { OperationMetrics } from './operation-metrics';

/** An operation that takes longer is worth a line in the log of a production system. Milliseconds. */
const SLOW = 1000;

/**
 * Makes it visible how each operation was answered: in the headers `assay-read-path` and `assay-read-reason`, in the metrics, and in the
 * log, where what is slow is a warning.
 */
export class OperationWatch implements ApolloServerPlugin<GraphQLContext> {
  private readonly logger = new Logger('Operation');

  /**
   * @param trusted operations by the SHA-256 of their text: these are counted under their own names, so that a stranger cannot make
   * more names than the metrics can hold
   */
  constructor(
    private readonly trusted: ReadonlyMap<string, string>,
    private readonly metrics: () => OperationMetrics,
  ) {}

  async requestDidStart(): Promise<GraphQLRequestListener<GraphQLContext>> {
    const started = performance.now();
    return {
      willSendResponse: async ({ contextValue: { caller, isOnlyPlanned }, response, queryHash, operationName }) => {
        if (isOnlyPlanned) return;
        const reads = caller.reads ?? new ReadReport();
        if (isRefusedUnexecuted(response)) reads.reason ??= 'it was refused before it was executed';
        response.http.headers.set('assay-read-path', reads.path.toLowerCase());
        if (reads.reason !== null) response.http.headers.set('assay-read-reason', inAscii(reads.reason));
        const milliseconds = performance.now() - started;
        const isTrusted = queryHash !== undefined && this.trusted.has(queryHash);
        this.metrics().observe(isTrusted ? (operationName ?? 'unnamed') : 'other', reads, milliseconds / 1000);
        this.log(caller.requestId, operationName ?? 'unnamed', reads, milliseconds);
      },
    };
  }

  private log(requestId: string, operation: string, reads: ReadReport, milliseconds: number): void {
    const isSlow = milliseconds >= SLOW;
    if (!isSlow && !Logger.isLevelEnabled('debug')) return;
    const line =
      `${operation} ${reads.path.toLowerCase()} ${milliseconds.toFixed(1)} ms, ` +
      `SQL ${reads.milliseconds.toFixed(1)} ms in ${reads.statements} (${reads.plans.join(' ')}), ${reads.rows} rows, request ${requestId}`;
    if (isSlow) this.logger.warn(line);
    else this.logger.debug(line);
  }
}

/** Whether the execution of an operation was never begun, as where it could not be parsed: its answer has no data then, not even null. */
function isRefusedUnexecuted({ body }: Pick<GraphQLResponse, 'body'>): boolean {
  return body.kind === 'single' && body.singleResult.data === undefined;
}

/** What a header can carry. */
function inAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
