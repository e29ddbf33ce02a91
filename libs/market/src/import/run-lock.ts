import { DataSource, QueryRunner } from 'typeorm';
import { isOutage, LOCKS } from '#platform';

/** Another process has taken the run while this one's connection was broken. */
export class RunTakenOver extends Error {
  override name = 'RunTakenOver';
}

/** That one process works on a run: a lock of PostgreSQL, held by a session of its own, and gone with it. */
export class RunLock {
  private constructor(
    private readonly owner: DataSource,
    private readonly id: string,
    private session: QueryRunner,
  ) {}

  /** @returns null when another process has it */
  static async take(owner: DataSource, id: string): Promise<RunLock | null> {
    const session = await locked(owner, id);
    return session === null ? null : new RunLock(owner, id, session);
  }

  /** Takes it again, after the connection broke. @throws RunTakenOver */
  async retake(): Promise<void> {
    if (await this.isHeld()) return;
    await release(this.session);
    const session = await locked(this.owner, this.id);
    if (session === null) throw new RunTakenOver('Another process works on this import now.');
    this.session = session;
  }

  async release(): Promise<void> {
    await this.session.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCKS.importing, this.id]).catch(ifGone);
    await release(this.session);
  }

  /** A session that still answers has not lost its locks. */
  private async isHeld(): Promise<boolean> {
    return this.session.query('SELECT 1').then(
      () => true,
      (error: unknown) => {
        ifGone(error);
        return false;
      },
    );
  }
}

async function locked(owner: DataSource, id: string): Promise<QueryRunner | null> {
  const session = owner.createQueryRunner();
  try {
    const [{ mine }]: { mine: boolean }[] = await session.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine', [
      LOCKS.importing,
      id,
    ]);
    if (mine) return session;
  } catch (error) {
    await release(session);
    throw error;
  }
  await release(session);
  return null;
}

async function release(session: QueryRunner): Promise<void> {
  if (!session.isReleased) await session.release().catch(ifGone);
}

function ifGone(error: unknown): void {
  if (!isOutage(error)) throw error;
}
