import { createHash } from 'node:crypto';
import { Member } from '../caller/caller';
import { mustBeKey, usedForAnother } from '../database/idempotency-key';
import type { Tx } from '../database/transactions';

/** A key under which a client sends a file, so that what is sent again is the document that it was. */
export class UploadKey {
  private readonly requestHash: string;

  /** @throws BadUserInput when it can be no key */
  constructor(
    private readonly caller: Member,
    private readonly key: string,
    fileName: string,
    sha256: string,
  ) {
    mustBeKey(key);
    const request = JSON.stringify(['document', caller.organisation.id, fileName, sha256]);
    this.requestHash = createHash('sha256').update(request).digest('hex');
  }

  /**
   * Takes the key. Of two that send at once the second waits for the first.
   *
   * @returns the document that was made under it, by its key; null when none was
   * @throws BadUserInput when another request has it
   */
  async take(tx: Tx): Promise<string | null> {
    const { user, organisation } = this.caller;
    const taken: unknown[] = await tx.query(
      'INSERT INTO idempotency_key (user_id, key, organisation_id, request_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key',
      [user.id, this.key, organisation.id, this.requestHash],
    );
    if (taken.length > 0) return null;
    const [known]: { request_hash: string; document: string }[] = await tx.query(
      `SELECT request_hash, response #>> '{data,document}' AS document FROM idempotency_key WHERE user_id = $1 AND key = $2`,
      [user.id, this.key],
    );
    if (known.request_hash !== this.requestHash) throw usedForAnother();
    return known.document;
  }

  /** Keeps which document was made under it. */
  async keep(tx: Tx, document: string): Promise<void> {
    await tx.query('UPDATE idempotency_key SET response = $3 WHERE user_id = $1 AND key = $2', [
      this.caller.user.id,
      this.key,
      JSON.stringify({ data: { document } }),
    ]);
  }
}
