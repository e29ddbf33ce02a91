import { AfterQueryEvent, EntitySubscriberInterface, EventSubscriber } from 'typeorm';
import { ReadReport } from '../reads/read-report';

/** What a transaction knows of the request that it is for. */
export interface Watched {
  reads?: ReadReport;
}

/** Counts what is asked of PostgreSQL outside of plans, in the report of the request that it is asked for. */
@EventSubscriber()
export class SqlWatch implements EntitySubscriberInterface {
  afterQuery({ queryRunner, executionTime, rawResults }: AfterQueryEvent): void {
    const { reads } = queryRunner.data as Watched;
    const { rowCount } = (rawResults ?? {}) as { rowCount?: number | null };
    reads?.ran(executionTime ?? 0, rowCount ?? 0);
  }
}
