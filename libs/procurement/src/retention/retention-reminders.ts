import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { dayOf } from '#pack';
import { Caller, forEachOrganisation, lastDayTold, ScheduledJob, Transactions, Tx, workerFor } from '#platform';
import { Correspondence } from '../evidence/correspondence';
import { Procurement } from '../procurement/procurement.entity';
import { dueNotice, retentionThreshold, type RetentionThreshold, wasTold } from './retention-words';
import type { RetentionState } from './retention.types';

/** The queue of this job. */
export const RETENTION_REMINDERS = 'retention-reminders';

interface Row {
  id: string;
  reference: string;
  title: string;
  keptUntil: string;
  state: RetentionState;
  told: string[];
}

/**
 * Tells a buyer 30 and 7 days before the records of a procurement fall due, and when they have, once each; where the day moves, of the other day.
 * It erases nothing: that is for administrators to ask for and to confirm.
 */
@Injectable()
export class RetentionReminders implements ScheduledJob {
  readonly name = RETENTION_REMINDERS;
  readonly cron = '25 6 * * *';

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param today a calendar day; the job asks with that of the clock
   * @throws AggregateError when some organisation could not be told; all others were
   */
  async run(today = dayOf(new Date().toISOString())): Promise<void> {
    const until = lastDayTold(today);
    const buyers: { id: string }[] = await this.dataSource.query('SELECT organisations_with_records_due($1) AS id', [until]);
    await forEachOrganisation('Reminders of records', buyers, (id) => {
      const caller = workerFor(id, 'BUYER');
      return this.transactions.run(caller, (tx) => this.remind(tx, caller, id, today, until));
    });
  }

  private async remind(tx: Tx, caller: Caller, organisationId: string, today: string, until: string): Promise<void> {
    const rows: Row[] = await tx.query(
      `SELECT p.id, p.reference, p.title, to_char(r.kept_until, 'YYYY-MM-DD') AS "keptUntil", r.state,
         ARRAY(SELECT n.threshold FROM retention_notice n WHERE n.procurement_id = p.id AND n.kept_until = r.kept_until) AS told
       FROM procurement p CROSS JOIN LATERAL retention_of(p.id) r WHERE r.kept_until <= $1 ORDER BY p.id`,
      [until],
    );
    for (const row of rows) {
      const threshold = retentionThreshold(row.keptUntil, today);
      if (threshold === null || wasTold(row.told, threshold) || !(await takeNotice(tx, row, organisationId, threshold)))
        continue;
      const { id, keptUntil, state } = row;
      await Correspondence.tellColleagues(tx, { ...row, organisationId }, 'RECORDS_DUE', (name) =>
        dueNotice(name, keptUntil, threshold, state),
      );
      await this.audit.record(tx, caller, {
        action: 'retention.told',
        subject: { type: Procurement, id },
        detail: { threshold, keptUntil },
      });
    }
  }
}

/** Of two workers that look at once, one gets the key and tells. @returns whether it is ours to tell */
async function takeNotice(tx: Tx, row: Row, organisationId: string, threshold: RetentionThreshold): Promise<boolean> {
  const taken: unknown[] = await tx.query(
    `INSERT INTO retention_notice (procurement_id, kept_until, threshold, organisation_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING threshold`,
    [row.id, row.keptUntil, threshold, organisationId],
  );
  return taken.length > 0;
}
