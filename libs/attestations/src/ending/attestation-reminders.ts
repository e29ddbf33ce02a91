import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { dayOf } from '#pack';
import {
  Caller,
  daysFrom,
  forEachOrganisation,
  isTold,
  lastDayTold,
  ScheduledJob,
  type Threshold,
  thresholdOn,
  Transactions,
  Tx,
  workerFor,
} from '#platform';
import { Attestation } from '../attestation/attestation.entity';
import { tellHolder } from '../attestation/letters';
import { renewedSql } from '../attestation/renewed';
import { endingWords } from './ending-words';

/** The queue of this job. */
export const ATTESTATION_REMINDERS = 'attestation-reminders';

/** Days after an end within which it is told still; what ended longer ago, before anybody looked, is no news. */
const OVERDUE_DAYS = 30;

interface Row {
  id: string;
  organisationId: string;
  endsOn: string;
  scheme: string;
  reference: string | null;
  told: string[];
}

/** The first and the last day on which what ends is told. */
interface Span {
  since: string;
  until: string;
}

/**
 * Tells a supplier that what it attests is about to end, at each threshold once, whether or not anybody relies on it. What waits to be
 * checked ends by its dates as well. Nothing is told of what was taken back, replaced, or is to be by one that waits; nor of a page that
 * its supplier has not claimed.
 */
@Injectable()
export class AttestationReminders implements ScheduledJob {
  readonly name = ATTESTATION_REMINDERS;
  readonly cron = '20 6 * * *';

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
    const span = { since: daysFrom(today, -OVERDUE_DAYS), until: lastDayTold(today) };
    const organisations: { id: string }[] = await this.dataSource.query('SELECT organisations_with_endings($1, $2) AS id', [
      span.since,
      span.until,
    ]);
    await forEachOrganisation('Reminders', organisations, (id) => {
      const caller = workerFor(id, 'SUPPLIER');
      return this.transactions.run(caller, (tx) => this.remind(tx, caller, today, span));
    });
  }

  private async remind(tx: Tx, caller: Caller, today: string, span: Span): Promise<void> {
    for (const row of await this.ending(tx, caller, span)) {
      const threshold = thresholdOn(row.endsOn, today);
      if (threshold === null || isTold(row.told, threshold) || !(await this.takeNotice(tx, row, threshold))) continue;
      const text = endingWords(row.scheme, row.reference, row.endsOn, threshold);
      await tellHolder(tx, { attestation: row, kind: 'ATTESTATION_ENDS', text });
      await this.audit.record(tx, caller, {
        action: 'attestation.end-told',
        subject: { type: Attestation, id: row.id },
        detail: { threshold, endsOn: row.endsOn },
      });
    }
  }

  private ending(tx: Tx, caller: Caller, { since, until }: Span): Promise<Row[]> {
    return tx.query(
      `SELECT a.id, a.organisation_id AS "organisationId", to_char(least(a.expires_on, a.covers_to), 'YYYY-MM-DD') AS "endsOn", c.name AS scheme, a.reference,
         ARRAY(SELECT n.threshold FROM attestation_notice n WHERE n.attestation_id = a.id) AS told
       FROM attestation a JOIN attestation_scheme c ON c.code = a.scheme_code
         JOIN supplier s ON s.id = a.supplier_id AND s.organisation_id = a.organisation_id AND s.claimed_at IS NOT NULL
       WHERE a.organisation_id = $1 AND a.state IN ('SUBMITTED', 'VERIFIED') AND least(a.expires_on, a.covers_to) BETWEEN $2 AND $3
         AND NOT ${renewedSql('a')}
       ORDER BY least(a.expires_on, a.covers_to), a.id`,
      [caller.organisation?.id, since, until],
    );
  }

  /** Of two workers that look at once, one gets the key and tells. @returns whether it is ours to tell */
  private async takeNotice(tx: Tx, { id, organisationId }: Row, threshold: Threshold): Promise<boolean> {
    const taken: unknown[] = await tx.query(
      'INSERT INTO attestation_notice (attestation_id, threshold, organisation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING attestation_id',
      [id, threshold, organisationId],
    );
    return taken.length > 0;
  }
}
