import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '#identity';
import { insertRows, Seed } from '#platform';
import { demonstrationId } from '../demonstration/demonstration-id';

interface DemonstrationOrganisation {
  key: string;
  kind: string;
  name: string;
  identifiers: { scheme: string; id: string }[];
  region: string | null;
  users: { key: string; name: string; email: string; roles: string[] }[];
}

interface DemonstrationSupplier {
  organisation: string;
  description: string;
  website: string | null;
  sizeBand: string;
  sectors: string[];
  technologies: string[];
  sicCodes: string[];
  products: {
    key: string;
    name: string;
    kind: string;
    description: string;
    versions: string[];
    supportEndsOn: string | null;
    securityContact: string | null;
    technologies: string[];
  }[];
}

const ORGANISATIONS = 'demonstration/organisations.json';
const SUPPLIERS = 'demonstration/suppliers.json';

/**
 * The invented organisations, people, suppliers and products, each marked DEMONSTRATION.
 *
 * @param password of every demonstration account
 */
export function demonstrationSuppliersSeed(password: string): Seed {
  return {
    name: 'demonstration-suppliers',
    files: [ORGANISATIONS, SUPPLIERS],
    async load(tx, folder) {
      const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
      const organisations = read<DemonstrationOrganisation[]>(ORGANISATIONS);
      const suppliers = read<DemonstrationSupplier[]>(SUPPLIERS);
      const id = (key: string): string => demonstrationId('organisation', key);

      await insertRows(
        tx,
        'organisation',
        organisations.map(({ key, kind, name }) => ({
          id: id(key),
          kind,
          name,
          provenance: 'DEMONSTRATION',
          created_at: new Date(),
        })),
        '(id) DO NOTHING',
      );
      const identifiers = organisations.flatMap(({ key, name, identifiers: own }) =>
        own.map(({ scheme, id: identifier }, index) => ({
          key: demonstrationId('organisation', `${key}:${scheme}:${identifier}`),
          organisation_id: id(key),
          scheme,
          identifier,
          published: identifier,
          legal_name: name,
          is_primary: index === 0,
          source: 'DEMONSTRATION',
        })),
      );
      await insertRows(tx, 'organisation_identifier', identifiers, '(key) DO NOTHING');

      const people = organisations.flatMap(({ key, users }) => users.map((user) => ({ ...user, organisation: key })));
      const passwordHash = await hashPassword(password);
      const accounts = people.map(({ key, name, email }) => ({
        id: demonstrationId('user', key),
        name,
        email: email.toLowerCase(),
        password_hash: passwordHash,
        demonstration: true,
        created_at: new Date(),
      }));
      await insertRows(tx, 'user_account', accounts, '(id) DO UPDATE SET password_hash = excluded.password_hash');
      const memberships = people.map(({ key, organisation, roles }) => ({
        user_id: demonstrationId('user', key),
        organisation_id: id(organisation),
        roles,
        created_at: new Date(),
      }));
      await insertRows(tx, 'membership', memberships, '(user_id, organisation_id) DO UPDATE SET roles = excluded.roles');

      const nameOf = new Map(organisations.map(({ key, name, region }) => [key, { name, region }]));
      const pages = suppliers.map((supplier) => ({
        id: demonstrationId('supplier', supplier.organisation),
        organisation_id: id(supplier.organisation),
        name: nameOf.get(supplier.organisation)?.name,
        provenance: 'DEMONSTRATION',
        description: supplier.description,
        website: supplier.website,
        region_code: nameOf.get(supplier.organisation)?.region ?? null,
        size_band: supplier.sizeBand,
        claimed_at: new Date(),
        is_relevant: false,
        search: '',
        version: 1,
        created_at: new Date(),
        updated_at: new Date(),
      }));
      await insertRows(tx, 'supplier', pages, '(id) DO NOTHING');
      for (const taxonomy of ['sector', 'technology'] as const) {
        const rows = suppliers.flatMap((supplier) =>
          (taxonomy === 'sector' ? supplier.sectors : supplier.technologies).map((code) => ({
            supplier_id: demonstrationId('supplier', supplier.organisation),
            [`${taxonomy}_code`]: code,
            source: 'DEMONSTRATION',
          })),
        );
        await insertRows(tx, `supplier_${taxonomy}`, rows, 'DO NOTHING');
      }
      const sic = suppliers.flatMap((supplier) =>
        supplier.sicCodes.map((code) => ({ supplier_id: demonstrationId('supplier', supplier.organisation), sic_code: code })),
      );
      await insertRows(tx, 'supplier_sic', sic, 'DO NOTHING');
      const products = suppliers.flatMap((supplier) =>
        supplier.products.map((product) => ({ ...product, supplier: supplier.organisation })),
      );
      await insertRows(
        tx,
        'product',
        products.map((product) => ({
          id: demonstrationId('product', product.key),
          supplier_id: demonstrationId('supplier', product.supplier),
          name: product.name,
          kind: product.kind,
          description: product.description,
          versions: product.versions,
          support_ends_on: product.supportEndsOn,
          security_contact: product.securityContact,
          version: 1,
          created_at: new Date(),
        })),
        '(id) DO NOTHING',
      );
      const links = products.flatMap((product) =>
        product.technologies.map((code) => ({ product_id: demonstrationId('product', product.key), technology_code: code })),
      );
      await insertRows(tx, 'product_technology', links, 'DO NOTHING');
    },
  };
}
