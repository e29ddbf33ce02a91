import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  CreateProduct,
  OurProduct,
  type OurProductQuery,
  OurProducts,
  type ProductKind,
  UpdateProduct,
} from '../api/operations';
import { dayToType, readDay, typedDay, type TypedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { linesOf } from '../form/lines';
import { type FormField, namesIn, standing } from '../form/standing';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

const PRODUCT_KINDS = ['HARDWARE', 'SOFTWARE', 'PLATFORM', 'CONNECTIVITY', 'SERVICE'] as const satisfies readonly ProductKind[];

type Product = NonNullable<OurProductQuery['mySupplier']>['products'][number];

/** A product as it was typed. */
interface TypedProduct {
  name: string;
  kind: string;
  description: string;
  versions: string;
  technologies: string[];
  securityContact: string;
  supportEndsOn: TypedDay;
}

const FIELDS = {
  'input.name': 'name',
  description: 'description',
  versions: 'versions',
  'input.securityContact': 'securityContact',
  securityContact: 'securityContact',
  supportEndsOn: 'supportEndsOn-day',
};

/** What a supplier makes and runs. */
@Controller('our/products')
@For('SUPPLIER')
export class OurProductsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { mySupplier } = await visit.ask(OurProducts);
    await visit.show('our/products', {
      hasPage: mySupplier !== null,
      products: mySupplier?.products ?? [],
      mayEdit: visit.has('EDITOR'),
    });
  }

  @Get('new')
  async new(@CurrentVisit() visit: Visit): Promise<void> {
    await this.show(visit, null, typed(visit), '', new FormErrors());
  }

  @Post('new')
  async create(@CurrentVisit() visit: Visit): Promise<void> {
    const { mySupplier } = await visit.ask(OurProducts);
    if (mySupplier === null) throw new NotFoundException();
    const errors = new FormErrors();
    const product = read(visit, errors);
    if (errors.any || product === null) return this.show(visit, null, typed(visit), '', errors);
    try {
      const input = { ...product, supplierId: mySupplier.id };
      await visit.doOnce(CreateProduct, { input }, visit.t('our.product.list'));
    } catch (error) {
      return this.show(visit, null, typed(visit), '', FormErrors.of(error, 'name', FIELDS));
    }
    await visit.goTo('/our/products', { key: 'our.product.created', values: { name: product.name } });
  }

  @Get(':id/edit')
  async edit(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const product = await this.one(visit, id);
    await this.show(visit, id, productToType(product), String(product.version), new FormErrors());
  }

  @Post(':id/edit')
  async update(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.one(visit, id);
    const errors = new FormErrors();
    const product = read(visit, errors);
    const version = visit.field('version');
    if (errors.any || product === null) return this.show(visit, id, typed(visit), version, errors);
    try {
      await visit.ask(UpdateProduct, { input: { ...product, productId: id, expectedVersion: Number(version) } });
    } catch (error) {
      const errors = FormErrors.of(error, 'name', FIELDS);
      const now = await this.one(visit, id);
      if (String(now.version) === version) return this.show(visit, id, typed(visit), version, errors);
      return this.show(visit, id, typed(visit), String(now.version), errors, productToType(now));
    }
    await visit.goTo('/our/products', { key: 'our.product.saved', values: { name: product.name } });
  }

  private async one(visit: Visit, id: string) {
    const { mySupplier } = await visit.ask(OurProduct);
    const product = mySupplier?.products.find((one) => one.id === id);
    if (product === undefined) throw new NotFoundException();
    return product;
  }

  private async show(
    visit: Visit,
    id: string | null,
    values: TypedProduct,
    version: string,
    errors: FormErrors,
    stands: TypedProduct | null = null,
  ): Promise<void> {
    const { technologies } = await visit.ask(OurProduct);
    const theirs = stands && standing(values, stands, fieldsOf(visit, technologies), visit.t('form.nothing'));
    const action = id === null ? '/our/products/new' : `/our/products/${encodeURIComponent(id)}/edit`;
    const context = { values, errors, technologies, version, action, isNew: id === null, kinds: PRODUCT_KINDS, theirs };
    await visit.show('our/product', context, errors.any ? 400 : 200);
  }
}

function typed(visit: Visit): TypedProduct {
  return {
    name: visit.field('name'),
    kind: visit.field('kind'),
    description: visit.field('description'),
    versions: visit.field('versions'),
    technologies: visit.fields('technology'),
    securityContact: visit.field('securityContact'),
    supportEndsOn: typedDay(visit, 'supportEndsOn'),
  };
}

function productToType(product: Product): TypedProduct {
  return {
    name: product.name,
    kind: product.kind,
    description: product.description ?? '',
    versions: product.versions.join('\n'),
    technologies: product.technologies.map(({ code }) => code),
    securityContact: product.securityContact ?? '',
    supportEndsOn: dayToType(product.supportEndsOn),
  };
}

/** The fields of the form, as the page calls them. */
function fieldsOf({ t }: Visit, technologies: OurProductQuery['technologies']): FormField<TypedProduct>[] {
  return [
    { name: 'name', label: t('our.product.name') },
    { name: 'kind', label: t('our.product.kind'), say: (kind) => t(`our.product.kinds.${kind}`) },
    { name: 'description', label: t('our.product.description') },
    { name: 'technologies', label: t('suppliers.filter.technology'), say: namesIn(technologies) },
    { name: 'versions', label: t('our.product.versions') },
    { name: 'supportEndsOn', label: t('our.product.supportEndsOn') },
    { name: 'securityContact', label: t('our.product.contact') },
  ];
}

function read(visit: Visit, errors: FormErrors) {
  const product = typed(visit);
  errors.require('name', product.name, visit.t('our.product.nameMissing'));
  const kind = PRODUCT_KINDS.find((one) => one === product.kind);
  if (kind === undefined) errors.add('kind', visit.t('our.product.kindMissing'));
  const supportEndsOn = readDay(visit, 'supportEndsOn', errors, visit.t('our.product.supportEndsOn'));
  if (kind === undefined) return null;
  return {
    name: product.name,
    kind,
    description: product.description || null,
    versions: linesOf(product.versions),
    technologies: product.technologies,
    securityContact: product.securityContact || null,
    supportEndsOn,
  };
}
