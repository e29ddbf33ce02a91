import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isTakenBack, TAKEN_BACK_STATES } from '#attestations';
import { AuditTrail } from '#audit';
import { dayOf } from '#pack';
import {
  Caller,
  forEachOrganisation,
  globalId,
  isTold,
  lastDayTold,
  ScheduledJob,
  type Threshold,
  thresholdOn,
  Transactions,
  Tx,
  workerFor,
} from '#platform';
import { Correspondence } from '../evidence/correspondence';
import { Watch } from './watch.entities';
import { reminder, TAKEN_BACK } from './watch-words';

/** The queue of this job. */
export const WATCH_REMINDERS = 'watch-reminders';

interface Row {
  id: string;
  procurement_id: string;
  organisation_id: string;
  supplier_organisation_id: string;
  /** Null where the evidence states no end. */
  expires_on: string | null;
  scheme: string;
  reference: string;
  told: string[];
  /** Of the attestation. */
  state: string;
}

/**
 * Tells buyer and supplier that evidence which a decision relied on is about to end, at each threshold once, whatever happens; and that it
 * was taken back. A procurement that was cancelled or closed relies on nothing.
 */
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
    const until = lastDayTold(today);
    const organisations: { id: string }[] = await this.dataSource.query('SELECT organisations_with_watches($1) AS id', [until]);
    await forEachOrganisation('Reminders', organisations, (id) => {
      const caller = workerFor(id, 'BUYER');
      return this.transactions.run(caller, (tx) => this.remind(tx, caller, today, until));
    });
  }

  private async remind(tx: Tx, caller: Caller, today: string, until: string): Promise<void> {
    await this.watchRenewals(tx);
    const rows: Row[] = await tx.query(
      `SELECT * FROM (
         SELECT w.id, w.procurement_id, w.organisation_id, w.supplier_organisation_id, to_char(w.expires_on, 'YYYY-MM-DD') AS expires_on, s.name AS scheme, p.reference,
           ARRAY(SELECT n.threshold FROM watch_notice n WHERE n.watch_id = w.id) AS told, state_of_watched(w.attestation_id) AS state
         FROM watch w JOIN attestation_scheme s ON s.code = w.scheme_code JOIN procurement p ON p.id = w.procurement_id
         WHERE p.stage NOT IN ('CANCELLED', 'CLOSED') AND NOT EXISTS (SELECT FROM attestation a WHERE ${renews('a', 'w')})
       ) watched WHERE expires_on <= $1 OR state = ANY ($2::text[]) ORDER BY id`,
      [until, TAKEN_BACK_STATES],
    );
    for (const row of rows) {
      const threshold = isTakenBack(row.state) ? TAKEN_BACK : thresholdOn(row.expires_on, today);
      if (threshold === null || wasTold(row, threshold) || !(await this.takeNotice(tx, row, threshold))) continue;
      const letter = {
        kind: 'EVIDENCE_ENDS',
        subjectId: globalId(Watch, row.id),
        procurementId: row.procurement_id,
        text: reminder(row.scheme, row.expires_on, threshold, row.reference),
      };
      await Correspondence.tell(
        tx,
        [row.organisation_id, row.supplier_organisation_id].map((organisationId) => ({ ...letter, organisationId })),
      );
      await this.audit.record(tx, caller, {
        action: 'watch.told',
        subject: { type: Watch, id: row.id },
        detail: { threshold, expiresOn: row.expires_on },
      });
    }
  }

  /** What took the place of evidence is watched from then on, and the evidence before it no more. */
  private async watchRenewals(tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO watch (id, procurement_id, organisation_id, supplier_organisation_id, attestation_id, scheme_code, expires_on)
       SELECT gen_random_uuid(), w.procurement_id, w.organisation_id, w.supplier_organisation_id, a.id, a.scheme_code, least(a.expires_on, a.covers_to)
       FROM watch w JOIN procurement p ON p.id = w.procurement_id JOIN attestation a ON ${renews('a', 'w')}
       WHERE p.stage NOT IN ('CANCELLED', 'CLOSED')
       ON CONFLICT DO NOTHING`,
    );
  }

  /** Of two workers that look at once, one gets the key and tells. @returns whether it is ours to tell */
  private async takeNotice(tx: Tx, row: Row, threshold: Threshold | typeof TAKEN_BACK): Promise<boolean> {
    const taken: unknown[] = await tx.query(
      'INSERT INTO watch_notice (watch_id, threshold, organisation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING watch_id',
      [row.id, threshold, row.organisation_id],
    );
    return taken.length > 0;
  }
}

/** Whether an attestation took the place of the one that is watched, as a verifier saw; another may have taken its own place since. */
function renews(attestation: string, watch: string): string {
  return `${attestation}.supersedes_id = ${watch}.attestation_id AND ${attestation}.state IN ('VERIFIED', 'SUPERSEDED')`;
}

function wasTold({ told }: Row, threshold: Threshold | typeof TAKEN_BACK): boolean {
  return threshold === TAKEN_BACK ? told.includes(TAKEN_BACK) : isTold(told, threshold);
}
