import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Member, mustBeCurrent, NotFound, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { Fact } from '../fact/fact.entity';
import { Taxonomies } from '../taxonomy/taxonomies';
import { deriveFromOwnWords } from './own-words';
import { ProfileChanges, profileChanges, StandingTerm } from './profile-changes';
import { AnswerFactInput, RemoveFactReplyInput, SupplierPayload, UpdateSupplierProfileInput } from './supplier.inputs';
import { Supplier } from './supplier.entity';
import { mustOwnPage } from './supplier.policy';
import { SupplierPages } from './supplier-pages';

/** What an organisation does with its own page. */
@Injectable()
export class SupplierService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly taxonomies: Taxonomies,
    private readonly pages: SupplierPages,
  ) {}

  /**
   * Changes the caller's own page. Each field that changes becomes a fact, declared by the supplier; what other sources say stays
   * beside it. A sector or technology that the supplier names replaces what was derived.
   *
   * @throws Conflict when the page has changed since the caller read it
   */
  async updateProfile(caller: Member, input: UpdateSupplierProfileInput): Promise<SupplierPayload> {
    const id = readId(Supplier, input.supplierId);
    await this.transactions.run(caller, async (tx) => {
      const page = await this.pages.forChange(tx, caller, id);
      mustBeCurrent('page', page, input.expectedVersion ?? undefined);
      await this.mustKnowTerms(tx, input);
      const standing = { sectors: await termsOf(tx, 'sector', id), technologies: await termsOf(tx, 'technology', id) };
      const changes = profileChanges(page, standing, input);
      const fields = Object.keys(changes.declared);
      if (fields.length === 0) return;
      await write(tx, id, changes);
      await deriveFromOwnWords(tx, id);
      await this.audit.record(tx, caller, {
        action: 'supplier.changed',
        subject: { type: Supplier, id },
        detail: { fields },
      });
    });
    return { supplier: refer(Supplier, id) };
  }

  /** The right of reply: the supplier's word on a fact, beside it on the page. The fact itself stays; a second reply replaces the first. */
  async answerFact(caller: Member, { factId, value, note }: AnswerFactInput): Promise<SupplierPayload> {
    return this.reply(caller, factId, 'fact.answered', async (tx, { id, field }) => {
      await tx.query(
        `INSERT INTO fact_reply (fact_id, value, note) VALUES ($1, $2, $3)
         ON CONFLICT (fact_id) DO UPDATE SET value = excluded.value, note = excluded.note, replied_at = now()`,
        [id, value ?? null, note],
      );
      return { field, value: value ?? null, note };
    });
  }

  /** Takes a reply back. What it said stays in the audit trail. @throws NotFound when there is none */
  async removeFactReply(caller: Member, { factId }: RemoveFactReplyInput): Promise<SupplierPayload> {
    return this.reply(caller, factId, 'fact.replyRemoved', async (tx, { id, field }) => {
      const removed: unknown[] = await tx.query(
        'WITH removed AS (DELETE FROM fact_reply WHERE fact_id = $1 RETURNING fact_id) SELECT fact_id FROM removed',
        [id],
      );
      if (removed.length === 0) throw new NotFound('reply');
      return { field };
    });
  }

  /** Changes the reply to a fact of the caller's own page. @param change answers what the audit trail says of it */
  private async reply(
    caller: Member,
    factId: string,
    action: string,
    change: (tx: Tx, fact: Fact) => Promise<Record<string, string | null>>,
  ): Promise<SupplierPayload> {
    const id = readId(Fact, factId);
    const supplierId = await this.transactions.run(caller, async (tx) => {
      const fact = await tx.findOneBy(Fact, { id });
      if (fact === null) throw new NotFound('fact');
      mustOwnPage(caller, await tx.findOneBy(Supplier, { id: fact.supplierId }));
      const detail = await change(tx, fact);
      await this.audit.record(tx, caller, { action, subject: { type: Fact, id }, detail });
      return fact.supplierId;
    });
    return { supplier: refer(Supplier, supplierId) };
  }

  private async mustKnowTerms(tx: Tx, { region, sectors, technologies }: UpdateSupplierProfileInput): Promise<void> {
    await this.taxonomies.mustKnow(tx, 'region', typeof region === 'string' ? [region] : [], 'region');
    await this.taxonomies.mustKnow(tx, 'sector', sectors ?? [], 'sectors');
    await this.taxonomies.mustKnow(tx, 'technology', technologies ?? [], 'technologies');
  }
}

function termsOf(tx: Tx, taxonomy: 'sector' | 'technology', supplierId: string): Promise<StandingTerm[]> {
  return tx.query(`SELECT ${taxonomy}_code AS code, source FROM supplier_${taxonomy} WHERE supplier_id = $1`, [supplierId]);
}

async function write(tx: Tx, id: string, { columns, sectors, technologies, declared }: ProfileChanges): Promise<void> {
  const names = Object.keys(columns).map((column, index) => `${column} = $${index + 2}, `);
  await tx.query(`UPDATE supplier SET ${names.join('')}version = version + 1, updated_at = now() WHERE id = $1`, [
    id,
    ...Object.values(columns),
  ]);
  if (sectors !== null) await replaceTerms(tx, 'sector', id, sectors);
  if (technologies !== null) await replaceTerms(tx, 'technology', id, technologies);
  for (const [field, value] of Object.entries(declared)) await declare(tx, id, field, value);
}

async function replaceTerms(tx: Tx, taxonomy: 'sector' | 'technology', id: string, codes: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM supplier_${taxonomy} WHERE supplier_id = $1`, [id]);
  await tx.query(
    `INSERT INTO supplier_${taxonomy} (supplier_id, ${taxonomy}_code, source) SELECT $1::uuid, c, 'SELF_DECLARED' FROM unnest($2::text[]) c`,
    [id, codes],
  );
}

async function declare(tx: Tx, supplierId: string, field: string, value: string | null): Promise<void> {
  const source = { source: 'SELF_DECLARED' as const, sourceUrl: null, recordedAt: await timeOfDeed(tx) };
  await tx.insert(Fact, { id: uuidv7(), supplierId, field, value, note: null, ...source });
}
