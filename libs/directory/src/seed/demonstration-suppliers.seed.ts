import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '#identity';
import { insertRows, Seed, Tx } from '#platform';
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
const SOURCE = 'DEMONSTRATION';

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
      const now = new Date().toISOString();
      await insertOrganisations(tx, organisations, now);
      await insertPeople(tx, organisations, await hashPassword(password), now);
      await insertPages(tx, organisations, suppliers, now);
      await insertTerms(tx, suppliers);
      await insertProducts(tx, suppliers, now);
      await insertFacts(tx, organisations, suppliers, now);
    },
  };
}

const organisationId = (key: string): string => demonstrationId('organisation', key);
const supplierId = ({ organisation }: DemonstrationSupplier): string => demonstrationId('supplier', organisation);

async function insertOrganisations(tx: Tx, organisations: readonly DemonstrationOrganisation[], now: string): Promise<void> {
  const rows = organisations.map(({ key, kind, name }) => ({
    id: organisationId(key),
    kind,
    name,
    provenance: SOURCE,
    created_at: now,
  }));
  await insertRows(tx, 'organisation', rows, '(id) DO NOTHING');
  const identifiers = organisations.flatMap(({ key, name, identifiers: own }) =>
    own.map(({ scheme, id: identifier }, index) => ({
      key: demonstrationId('organisation', `${key}:${scheme}:${identifier}`),
      organisation_id: organisationId(key),
      scheme,
      identifier,
      published: identifier,
      legal_name: name,
      is_primary: index === 0,
      source: SOURCE,
    })),
  );
  await insertRows(tx, 'organisation_identifier', identifiers, '(key) DO NOTHING');
}

/** All have the one demonstration password; its hash is made once. */
async function insertPeople(
  tx: Tx,
  organisations: readonly DemonstrationOrganisation[],
  passwordHash: string,
  now: string,
): Promise<void> {
  const people = organisations.flatMap(({ key, users }) => users.map((user) => ({ ...user, organisation: key })));
  const accounts = people.map(({ key, name, email }) => ({
    id: demonstrationId('user', key),
    name,
    email: email.toLowerCase(),
    password_hash: passwordHash,
    demonstration: true,
    created_at: now,
  }));
  await insertRows(tx, 'user_account', accounts, '(id) DO UPDATE SET password_hash = excluded.password_hash');
  const memberships = people.map(({ key, organisation, roles }) => ({
    user_id: demonstrationId('user', key),
    organisation_id: organisationId(organisation),
    roles,
    created_at: now,
  }));
  await insertRows(tx, 'membership', memberships, '(user_id, organisation_id) DO UPDATE SET roles = excluded.roles');
}

async function insertPages(
  tx: Tx,
  organisations: readonly DemonstrationOrganisation[],
  suppliers: readonly DemonstrationSupplier[],
  now: string,
): Promise<void> {
  const known = new Map(organisations.map((organisation) => [organisation.key, organisation]));
  const pages = suppliers.map((supplier) => ({
    id: supplierId(supplier),
    organisation_id: organisationId(supplier.organisation),
    name: known.get(supplier.organisation)?.name,
    provenance: SOURCE,
    description: supplier.description,
    website: supplier.website,
    region_code: known.get(supplier.organisation)?.region ?? null,
    size_band: supplier.sizeBand,
    claimed_at: now,
    is_relevant: false,
    search: '',
    version: 1,
    created_at: now,
    updated_at: now,
  }));
  await insertRows(tx, 'supplier', pages, '(id) DO NOTHING');
}

async function insertTerms(tx: Tx, suppliers: readonly DemonstrationSupplier[]): Promise<void> {
  for (const taxonomy of ['sector', 'technology'] as const) {
    const rows = suppliers.flatMap((supplier) =>
      (taxonomy === 'sector' ? supplier.sectors : supplier.technologies).map((code) => ({
        supplier_id: supplierId(supplier),
        [`${taxonomy}_code`]: code,
        source: SOURCE,
      })),
    );
    await insertRows(tx, `supplier_${taxonomy}`, rows, 'DO NOTHING');
  }
  const sic = suppliers.flatMap((supplier) =>
    supplier.sicCodes.map((code) => ({ supplier_id: supplierId(supplier), sic_code: code })),
  );
  await insertRows(tx, 'supplier_sic', sic, 'DO NOTHING');
}

async function insertProducts(tx: Tx, suppliers: readonly DemonstrationSupplier[], now: string): Promise<void> {
  const products = suppliers.flatMap((supplier) => supplier.products.map((product) => ({ ...product, supplier })));
  const rows = products.map((product) => ({
    id: demonstrationId('product', product.key),
    supplier_id: supplierId(product.supplier),
    name: product.name,
    kind: product.kind,
    description: product.description,
    versions: product.versions,
    support_ends_on: product.supportEndsOn,
    security_contact: product.securityContact,
    version: 1,
    created_at: now,
  }));
  await insertRows(tx, 'product', rows, '(id) DO NOTHING');
  const links = products.flatMap(({ key, technologies }) =>
    technologies.map((code) => ({ product_id: demonstrationId('product', key), technology_code: code })),
  );
  await insertRows(tx, 'product_technology', links, 'DO NOTHING');
}

/** Every public field of a page comes from a fact; these say that they are invented. */
async function insertFacts(
  tx: Tx,
  organisations: readonly DemonstrationOrganisation[],
  suppliers: readonly DemonstrationSupplier[],
  now: string,
): Promise<void> {
  const known = new Map(organisations.map((organisation) => [organisation.key, organisation]));
  const facts = suppliers.flatMap((supplier) => {
    const fields = {
      name: known.get(supplier.organisation)?.name ?? null,
      description: supplier.description,
      website: supplier.website,
      region: known.get(supplier.organisation)?.region ?? null,
      sizeBand: supplier.sizeBand,
      sectors: supplier.sectors.join(', '),
      technologies: supplier.technologies.join(', '),
    };
    return Object.entries(fields).flatMap(([field, value]) =>
      value === null || value === ''
        ? []
        : {
            id: demonstrationId('fact', `${supplier.organisation}:${field}`),
            supplier_id: supplierId(supplier),
            field,
            value,
            source: SOURCE,
            recorded_at: now,
            note: 'Invented for demonstration',
          },
    );
  });
  await insertRows(tx, 'fact', facts, '(id) DO NOTHING');
}
