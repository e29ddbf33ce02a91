import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Caller, Conflict, Member, NotFound, refer, Transactions } from '#platform';
import { OpenDataFile, OpenDataRelease, ReleasePayload } from './open-data.entities';

/** What people do with open data: ask for a release, and take a file of one. */
@Injectable()
export class OpenDataService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Puts a release into the queue of the worker. @throws Conflict when one is being made */
  async ask(caller: Member): Promise<ReleasePayload> {
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const [{ day, open, ofDay }]: { day: string; open: number; ofDay: number }[] = await tx.query(
        `SELECT current_date::text AS day, count(*) FILTER (WHERE state IN ('QUEUED', 'RUNNING'))::int AS open,
           count(*) FILTER (WHERE left(version, 10) = current_date::text)::int AS "ofDay" FROM open_data_release`,
      );
      if (open > 0) throw new Conflict('A release is being made already. It is listed when it is published.');
      const version = ofDay === 0 ? day : `${day}.${ofDay + 1}`;
      await tx.query(`INSERT INTO open_data_release (id, version, asked_by) VALUES ($1, $2, $3)`, [
        id,
        version,
        caller.user.id,
      ]);
      await this.audit.record(tx, caller, {
        action: 'open-data.asked',
        subject: { type: OpenDataRelease, id },
        detail: { version },
      });
    });
    return { release: refer(OpenDataRelease, id) };
  }

  /** A file of a published release. @throws NotFound */
  file(caller: Caller, version: string, name: string): Promise<OpenDataFile> {
    return this.transactions.read(caller, async (tx) => {
      const file = await tx
        .createQueryBuilder(OpenDataFile, 'f')
        .innerJoin('f.release', 'r')
        .where(`r.version = :version AND r.state = 'DONE' AND f.name = :name`, { version, name })
        .getOne();
      if (file === null) throw new NotFound('file');
      return file;
    });
  }
}
