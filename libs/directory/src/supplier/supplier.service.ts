import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { BadUserInput, isDay, Member, mustBeCurrent, NotFound, readId, refer, Transactions, Tx } from '#platform';
import { Fact } from '../fact/fact.entity';
import { Product } from '../product/product.entity';
import { Taxonomies } from '../taxonomy/taxonomies';
import {
  AnswerFactInput,
  CreateProductInput,
  ProductInput,
  ProductPayload,
  SupplierPayload,
  UpdateProductInput,
  UpdateSupplierProfileInput,
} from './supplier.inputs';
import { Supplier } from './supplier.entity';

/** Fields of the profile that are columns, with the column's name. */
const COLUMNS = { description: 'description', website: 'website', sizeBand: 'size_band', region: 'region_code' } as const;

/** What an organisation does with its own page. */
@Injectable()
export class SupplierService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly taxonomies: Taxonomies,
  ) {}

  /**
   * Changes the caller's own page. Each field that changes becomes a fact, declared by the supplier; what other sources say stays
   * beside it. A sector or technology that the supplier names replaces what was derived.
   */
  async updateProfile(caller: Member, input: UpdateSupplierProfileInput): Promise<SupplierPayload> {
    const key = readId(Supplier, input.supplierId);
    await this.transactions.run(caller, async (tx) => {
      const supplier = await this.own(tx, caller, key);
      mustBeCurrent('page', supplier, input.expectedVersion);
      if (input.region !== undefined) await this.taxonomies.mustKnow(tx, 'region', [input.region], 'region');
      await this.declareLinks(tx, key, 'sector', input.sectors);
      await this.declareLinks(tx, key, 'technology', input.technologies);
      const declared: Record<string, string> = {};
      for (const [field, column] of Object.entries(COLUMNS)) {
        const value = input[field as keyof typeof COLUMNS];
        if (value === undefined) continue;
        declared[field] = value;
        await tx.query(`UPDATE supplier SET ${column} = $2 WHERE id = $1`, [key, value]);
      }
      if (input.sectors !== undefined) declared.sectors = input.sectors.join(', ');
      if (input.technologies !== undefined) declared.technologies = input.technologies.join(', ');
      const now = new Date();
      for (const [field, value] of Object.entries(declared)) {
        await tx.insert(Fact, {
          id: uuidv7(),
          supplierId: key,
          field,
          value,
          source: 'SELF_DECLARED',
          sourceUrl: null,
          recordedAt: now,
          note: null,
        });
      }
      await tx.query('UPDATE supplier SET version = version + 1, updated_at = now() WHERE id = $1', [key]);
      await this.audit.record(tx, caller, {
        action: 'supplier.changed',
        subject: { type: Supplier, id: key },
        detail: { fields: Object.keys(declared) },
      });
    });
    return { supplier: refer(Supplier, key) };
  }

  /** The right of reply: the supplier's word on a fact, beside it on the page. The fact itself stays. */
  async answerFact(caller: Member, { factId, value, note }: AnswerFactInput): Promise<SupplierPayload> {
    const fact = await this.transactions.run(caller, async (tx) => {
      const found = await tx.findOneBy(Fact, { id: readId(Fact, factId) });
      if (found === null) throw new NotFound('fact');
      await this.own(tx, caller, found.supplierId);
      await tx.insert(Fact, {
        id: uuidv7(),
        supplierId: found.supplierId,
        field: found.field,
        value: value ?? null,
        source: 'SELF_DECLARED',
        sourceUrl: null,
        recordedAt: new Date(),
        note,
      });
      await this.audit.record(tx, caller, {
        action: 'fact.answered',
        subject: { type: Fact, id: found.id },
        detail: { field: found.field },
      });
      return found;
    });
    return { supplier: refer(Supplier, fact.supplierId) };
  }

  async createProduct(caller: Member, input: CreateProductInput): Promise<ProductPayload> {
    const supplierId = readId(Supplier, input.supplierId);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      await this.own(tx, caller, supplierId);
      await tx.insert(Product, { id, supplierId, name: input.name, kind: input.kind, version: 1, ...checked(input) });
      await this.setTechnologies(tx, id, input.technologies ?? []);
      await this.audit.record(tx, caller, {
        action: 'product.created',
        subject: { type: Product, id },
        detail: { name: input.name },
      });
    });
    return { product: refer(Product, id) };
  }

  async updateProduct(caller: Member, input: UpdateProductInput): Promise<ProductPayload> {
    const id = readId(Product, input.productId);
    await this.transactions.run(caller, async (tx) => {
      const product = await tx.findOne(Product, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (product === null) throw new NotFound('product');
      await this.own(tx, caller, product.supplierId);
      mustBeCurrent('product', product, input.expectedVersion);
      await tx.update(
        Product,
        { id },
        { name: input.name ?? product.name, ...checked({ ...withoutNull(product), ...input }), version: product.version + 1 },
      );
      if (input.technologies !== undefined) await this.setTechnologies(tx, id, input.technologies);
      await this.audit.record(tx, caller, { action: 'product.changed', subject: { type: Product, id } });
    });
    return { product: refer(Product, id) };
  }

  /** @throws NotFound also for a page of somebody else: a page is public, but who may write it is not up for discussion */
  private async own(tx: Tx, caller: Member, key: string): Promise<Supplier> {
    const supplier = await tx.findOneBy(Supplier, { id: key });
    if (supplier === null || supplier.organisationId !== caller.organisation.id) throw new NotFound('supplier');
    return supplier;
  }

  private async declareLinks(
    tx: Tx,
    supplierId: string,
    taxonomy: 'sector' | 'technology',
    codes: readonly string[] | undefined,
  ): Promise<void> {
    if (codes === undefined) return;
    await this.taxonomies.mustKnow(tx, taxonomy, codes, taxonomy === 'sector' ? 'sectors' : 'technologies');
    await tx.query(`DELETE FROM supplier_${taxonomy} WHERE supplier_id = $1`, [supplierId]);
    await tx.query(
      `INSERT INTO supplier_${taxonomy} (supplier_id, ${taxonomy}_code, source) SELECT DISTINCT $1::uuid, c, 'SELF_DECLARED' FROM unnest($2::text[]) c`,
      [supplierId, codes],
    );
  }

  private async setTechnologies(tx: Tx, productId: string, codes: readonly string[]): Promise<void> {
    await this.taxonomies.mustKnow(tx, 'technology', codes, 'technologies');
    await tx.query('DELETE FROM product_technology WHERE product_id = $1', [productId]);
    await tx.query('INSERT INTO product_technology SELECT DISTINCT $1::uuid, c FROM unnest($2::text[]) c', [productId, codes]);
  }
}

function checked(input: ProductInput): Pick<Product, 'description' | 'versions' | 'supportEndsOn' | 'securityContact'> {
  if (input.supportEndsOn !== undefined && !isDay(input.supportEndsOn))
    throw BadUserInput.field('supportEndsOn', 'This is not a calendar day. Write it as yyyy-mm-dd.');
  return {
    description: input.description ?? null,
    versions: input.versions ?? [],
    supportEndsOn: input.supportEndsOn ?? null,
    securityContact: input.securityContact ?? null,
  };
}

function withoutNull({ description, versions, supportEndsOn, securityContact }: Product): ProductInput {
  return {
    description: description ?? undefined,
    versions,
    supportEndsOn: supportEndsOn ?? undefined,
    securityContact: securityContact ?? undefined,
  };
}
