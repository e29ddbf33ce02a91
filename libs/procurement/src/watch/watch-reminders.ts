import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { dayOf } from '#pack';
import { Caller, globalId, ScheduledJob, stranger, Transactions, Tx } from '#platform';
import { Watch } from './watch.entities';
import { reminder, type Threshold, THRESHOLDS, thresholdOn } from './thresholds';

/** The queue of this job. */
export const WATCH_REMINDERS = 'watch-reminders';

interface Row {
  id: string;
  organisation_id: string;
  supplier_organisation_id: string;
  expires_on: string;
  scheme: string;
  reference: string;
  told: string[];
}

/** Tells buyer and supplier that evidence which a decision relied on is about to end: at each threshold once, whatever happens. */
@Injectable()
export class WatchReminders implements ScheduledJob {
  readonly name = WATCH_REMINDERS;
  readonly cron = '15 6 * * *';

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
    const until = new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10);
    const organisations: { id: string }[] = await this.dataSource.query('SELECT organisations_with_watches($1) AS id', [until]);
    const failures: unknown[] = [];
    for (const { id } of organisations) {
      const caller = systemOf(id);
      await this.transactions
        .run(caller, (tx) => this.remind(tx, caller, today, until))
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `Reminders failed for ${failures.length} organisations.`);
  }

  private async remind(tx: Tx, caller: Caller, today: string, until: string): Promise<void> {
    const rows: Row[] = await tx.query(
      `SELECT w.id, w.organisation_id, w.supplier_organisation_id, to_char(w.expires_on, 'YYYY-MM-DD') AS expires_on, s.name AS scheme, p.reference,
         ARRAY(SELECT n.threshold FROM watch_notice n WHERE n.watch_id = w.id) AS told
       FROM watch w JOIN attestation_scheme s ON s.code = w.scheme_code JOIN procurement p ON p.id = w.procurement_id
       WHERE w.expires_on <= $1 ORDER BY w.id`,
      [until],
    );
    for (const row of rows) {
      const threshold = thresholdOn(row.expires_on, today);
      // One that was told stands for all before it.
      if (
        threshold === null ||
        row.told.some((told) => THRESHOLDS.findIndex((each) => each === told) >= THRESHOLDS.indexOf(threshold))
      )
        continue;
      if (!(await this.takeNotice(tx, row, threshold))) continue;
      for (const organisation of [row.organisation_id, row.supplier_organisation_id]) {
        await tx.query('INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, $3, $4, $5)', [
          uuidv7(),
          organisation,
          'EVIDENCE_ENDS',
          globalId(Watch, row.id),
          reminder(row.scheme, row.expires_on, threshold, row.reference),
        ]);
      }
      await this.audit.record(tx, caller, {
        action: 'watch.told',
        subject: { type: Watch, id: row.id },
        detail: { threshold, expiresOn: row.expires_on },
      });
    }
  }

  /** Of two workers that look at once, one gets the key and tells. @returns whether it is ours to tell */
  private async takeNotice(tx: Tx, row: Row, threshold: Threshold): Promise<boolean> {
    const taken: unknown[] = await tx.query(
      'INSERT INTO watch_notice (watch_id, threshold, organisation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING watch_id',
      [row.id, threshold, row.organisation_id],
    );
    return taken.length > 0;
  }
}

/** The worker, acting for one organisation: row-level security shows it that one's rows and no others. */
function systemOf(organisationId: string): Caller {
  return { ...stranger('worker'), organisation: { id: organisationId, kind: 'BUYER', name: 'Assay' } };
}
