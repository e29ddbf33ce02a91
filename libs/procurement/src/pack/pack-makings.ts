import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PackProgress } from '#pack';
import { CONFIGURATION, Configuration, hasRole, LOCKS, Member, OrganisationKind, OwnerWork, Refusal, Role } from '#platform';
import { PackService } from './pack.service';

/** The progress of a making is written down no oftener. */
const PAUSE_MS = 500;

interface OpenMaking {
  id: string;
  procurement_id: string;
  organisation_id: string;
  asked_by: string;
}

interface Asker {
  id: string;
  name: string;
  email: string;
  kind: OrganisationKind;
  organisation_name: string;
  roles: Role[];
}

/**
 * In the worker: makes the packs that were asked for, one after the other, each as whoever asked. How far it is stands in the row of its
 * making. One that was cut off begins again, unless its pack, which bears the same key, is there already.
 */
@Injectable()
export class PackMakings extends OwnerWork {
  readonly name = 'pack-makings';

  constructor(
    @Inject(CONFIGURATION) configuration: Configuration,
    private readonly packs: PackService,
  ) {
    super(configuration, LOCKS.makingPacks);
  }

  protected async work(owner: DataSource): Promise<void> {
    for (;;) {
      const making = await next(owner);
      if (making === undefined || this.stopped) return;
      await this.make(owner, making);
    }
  }

  private async make(owner: DataSource, making: OpenMaking): Promise<void> {
    const telling = new Telling(owner, making.id);
    try {
      if (!(await isMade(owner, making)))
        await this.packs.make(await asker(owner, making), making.procurement_id, making.id, (progress) =>
          telling.tell(progress),
        );
      await telling.end();
      await owner.query(`UPDATE pack_making SET state = 'DONE', finished_at = now() WHERE id = $1`, [making.id]);
    } catch (error) {
      await telling.end();
      // A worker that goes down closes its connections: what breaks off then is begun again.
      if (this.stopped) return;
      await owner.query(`UPDATE pack_making SET state = 'FAILED', finished_at = now(), error = $2 WHERE id = $1`, [
        making.id,
        reasonOf(error, making),
      ]);
    }
  }
}

/** The making that has waited longest, or that was cut off; it runs from now on. */
async function next(owner: DataSource): Promise<OpenMaking | undefined> {
  const [[making]]: [OpenMaking[]] = await owner.query(
    `UPDATE pack_making SET state = 'RUNNING', documents_total = NULL, documents_written = 0, bytes_total = NULL, bytes_written = 0
     WHERE id = (SELECT id FROM pack_making WHERE state IN ('QUEUED', 'RUNNING') ORDER BY created_at, id LIMIT 1)
     RETURNING id, procurement_id, organisation_id, asked_by`,
  );
  return making;
}

async function isMade(owner: DataSource, { id }: OpenMaking): Promise<boolean> {
  const packs: unknown[] = await owner.query('SELECT FROM assurance_pack WHERE id = $1', [id]);
  return packs.length > 0;
}

/** Whoever asked, with the roles of now. @throws Refusal when they may no longer make packs */
async function asker(owner: DataSource, { id, asked_by, organisation_id }: OpenMaking): Promise<Member> {
  const [found]: Asker[] = await owner.query(
    `SELECT u.id, u.name, u.email, o.kind, o.name AS organisation_name, m.roles
     FROM membership m JOIN user_account u ON u.id = m.user_id JOIN organisation o ON o.id = m.organisation_id
     WHERE m.user_id = $1 AND m.organisation_id = $2`,
    [asked_by, organisation_id],
  );
  if (found === undefined || !(hasRole(found, 'EDITOR') || hasRole(found, 'APPROVER')))
    throw new Refusal(
      'FORBIDDEN',
      'Whoever asked for this pack may no longer make one. An editor or an approver can ask for it.',
    );
  const { name, email, kind, organisation_name, roles } = found;
  const organisation = { id: organisation_id, kind, name: organisation_name };
  return { user: { id: found.id, name, email }, organisation, roles, scopes: null, sessionId: null, requestId: id };
}

/** What the person reads. What they cannot mend goes to the log, where it is found by the key of the making. */
function reasonOf(error: unknown, { id }: OpenMaking): string {
  if (error instanceof Refusal) return error.message;
  process.stderr.write(`${JSON.stringify({ level: 'error', context: 'pack-makings', making: id, message: String(error) })}\n`);
  return `The pack could not be written, and nothing was saved. Ask for it again; if it fails again, tell the operator that pkm_${id} failed.`;
}

/** Writes down how far a making is: now and then, one after the other, and always the end. */
class Telling {
  private due = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly owner: DataSource,
    private readonly id: string,
  ) {}

  tell({ documentsTotal, documentsWritten, bytesTotal, bytesWritten }: PackProgress): void {
    if (Date.now() < this.due && documentsWritten < documentsTotal) return;
    this.due = Date.now() + PAUSE_MS;
    const values = [this.id, documentsTotal, documentsWritten, bytesTotal, bytesWritten];
    this.last = this.last.then(() =>
      this.owner
        .query(
          `UPDATE pack_making SET documents_total = $2, documents_written = $3, bytes_total = $4, bytes_written = $5 WHERE id = $1`,
          values,
        )
        // What could not be told is told the next time.
        .catch(() => undefined),
    );
  }

  /** After this nothing more is written. */
  async end(): Promise<void> {
    await this.last;
  }
}
