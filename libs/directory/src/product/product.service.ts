import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Member, mustBeCurrent, NotFound, readId, refer, Transactions, Tx } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { deriveFromOwnWords } from '../supplier/own-words';
import { SupplierPages } from '../supplier/supplier-pages';
import { Taxonomies } from '../taxonomy/taxonomies';
import { Product } from './product.entity';
import { CreateProductInput, ProductInput, ProductPayload, UpdateProductInput } from './product.inputs';

/** What an organisation says of what it offers. */
@Injectable()
export class ProductService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly taxonomies: Taxonomies,
    private readonly pages: SupplierPages,
  ) {}

  async create(caller: Member, input: CreateProductInput): Promise<ProductPayload> {
    const supplierId = readId(Supplier, input.supplierId);
    const { name, kind } = input;
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      await this.pages.forChange(tx, caller, supplierId);
      await tx.insert(Product, { id, supplierId, name, kind, version: 1, versions: [], ...said(input) });
      await this.setTechnologies(tx, id, input.technologies ?? []);
      await deriveFromOwnWords(tx, supplierId);
      await this.audit.record(tx, caller, {
        action: 'product.created',
        subject: { type: Product, id },
        detail: { name, kind },
      });
    });
    return { product: refer(Product, id) };
  }

  /** @throws Conflict when the product has changed since the caller read it */
  async update(caller: Member, input: UpdateProductInput): Promise<ProductPayload> {
    const id = readId(Product, input.productId);
    await this.transactions.run(caller, async (tx) => {
      const product = await tx.findOneBy(Product, { id });
      if (product === null) throw new NotFound('product');
      await this.pages.forChange(tx, caller, product.supplierId);
      const current = await tx.findOneOrFail(Product, { where: { id }, lock: { mode: 'pessimistic_write' } });
      mustBeCurrent('product', current, input.expectedVersion ?? undefined);
      const name = input.name ?? current.name;
      const kind = input.kind ?? current.kind;
      await tx.update(Product, { id }, { name, kind, ...said(input), version: current.version + 1 });
      if (input.technologies !== undefined) await this.setTechnologies(tx, id, input.technologies ?? []);
      await deriveFromOwnWords(tx, product.supplierId);
      const fields = Object.keys(input).filter((field) => field !== 'productId' && field !== 'expectedVersion');
      await this.audit.record(tx, caller, {
        action: 'product.changed',
        subject: { type: Product, id },
        detail: { fields: fields.sort() },
      });
    });
    return { product: refer(Product, id) };
  }

  private async setTechnologies(tx: Tx, productId: string, codes: readonly string[]): Promise<void> {
    await this.taxonomies.mustKnow(tx, 'technology', codes, 'technologies');
    await tx.query('DELETE FROM product_technology WHERE product_id = $1', [productId]);
    await tx.query('INSERT INTO product_technology SELECT DISTINCT $1::uuid, c FROM unnest($2::text[]) c', [productId, codes]);
  }
}

type Said = Partial<Pick<Product, 'description' | 'versions' | 'supportEndsOn' | 'securityContact'>>;

/** The columns of what was said; what was left out is not among them. */
function said({ description, versions, supportEndsOn, securityContact }: ProductInput): Said {
  return {
    ...(description === undefined ? {} : { description }),
    ...(versions === undefined ? {} : { versions: versions ?? [] }),
    ...(supportEndsOn === undefined ? {} : { supportEndsOn }),
    ...(securityContact === undefined ? {} : { securityContact }),
  };
}
