import { parse } from 'csv-parse/sync';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { insertRows, Seed, Tx } from '#platform';
import { printIdentifier, readRelease, readReleases } from '#registers';
import { DerivedTerms, TermRow } from './derived-terms';
import { ListedOrganisation, NAMESPACE, PartyRegister, PartyRow } from './parties';
import { PublishedAwards } from './published-awards';
import { PublishedFacts, READ_AT } from './published-facts';

const RELEASES = 'find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz';
const SUPPLIERS = 'find-a-tender/fts-suppliers-2026-08.csv';
const BUYERS = 'find-a-tender/fts-buyers-2026-08.csv';
const SOURCE = 'FIND_A_TENDER';

/**
 * The real suppliers and buyers of Find a Tender, the notices whole, and the awards joined to suppliers by identifier. Every fact
 * says which notice is its source; nothing is attested. A party known only by an id of Find a Tender's own gets no page.
 */
export const findATenderSeed: Seed = {
  name: 'find-a-tender',
  files: [RELEASES, SUPPLIERS, BUYERS],
  async load(tx, folder) {
    const table = (file: string): PartyRow[] =>
      parse(readFileSync(join(folder, file)), { columns: true, bom: true, skip_empty_lines: true }) as PartyRow[];
    const register = new PartyRegister(table(SUPPLIERS), table(BUYERS));
    const { notices, facts, awards, terms } = await readNotices(join(folder, RELEASES), register);
    await insertOrganisations(tx, register.organisations);
    await insertSuppliers(tx, register.organisations, facts);
    await insertRows(tx, 'notice', notices, '(notice_id) DO NOTHING');
    await insertRows(tx, 'award', awards.rows(), 'DO NOTHING');
    await insertTerms(tx, terms);
    await tx.query('SELECT refresh_supplier_search(id) FROM supplier WHERE provenance = $1', [SOURCE]);
  },
};

interface ReadNotices {
  notices: object[];
  facts: PublishedFacts;
  awards: PublishedAwards;
  terms: DerivedTerms;
}

/** One pass over the releases. @throws Error when one cannot be read, since the file is ours */
async function readNotices(path: string, register: PartyRegister): Promise<ReadNotices> {
  const facts = new PublishedFacts();
  const read = {
    notices: [] as object[],
    facts,
    awards: new PublishedAwards(register),
    terms: new DerivedTerms(register, facts),
  };
  for (const organisation of register.organisations) facts.listed(organisation);
  for await (const json of readReleases(createReadStream(path), { gzip: true })) {
    const result = readRelease(json);
    if (!result.ok) throw new Error(`a release of the seed cannot be read: ${result.problem.path} ${result.problem.message}`);
    const { release } = result;
    const { notice, parties } = release;
    read.notices.push({
      id: PublishedAwards.noticeKey(notice.noticeId),
      ocid: notice.ocid,
      notice_id: notice.noticeId,
      tags: notice.tags,
      title: notice.title,
      published_at: notice.publishedAt,
      source: SOURCE,
      source_url: notice.sourceUrl,
      release: json,
    });
    for (const party of parties) {
      const organisation = register.find(party.identifiers)?.organisation;
      if (organisation !== undefined) facts.noticed(organisation, party, notice);
    }
    read.awards.add(release);
    read.terms.add(release);
  }
  return read;
}

async function insertOrganisations(tx: Tx, organisations: readonly ListedOrganisation[]): Promise<void> {
  const rows = organisations.map(({ organisationId, supplierId, rows: [row] }) => ({
    id: organisationId,
    kind: supplierId === null ? 'BUYER' : 'SUPPLIER',
    name: row.legal_name,
    provenance: SOURCE,
    created_at: READ_AT,
  }));
  await insertRows(tx, 'organisation', rows, '(id) DO NOTHING');
  const identifiers = organisations.flatMap(({ organisationId, identifiers: own }) =>
    own.map((identifier, index) => ({
      key: uuidv5(`identifier:${organisationId}:${printIdentifier(identifier)}`, NAMESPACE),
      organisation_id: organisationId,
      scheme: identifier.scheme,
      identifier: identifier.id,
      published: identifier.published,
      legal_name: identifier.legalName ?? null,
      uri: identifier.uri ?? null,
      is_primary: index === 0,
      flaw: identifier.flaw ?? null,
      source: SOURCE,
    })),
  );
  await insertRows(tx, 'organisation_identifier', identifiers, '(key) DO NOTHING');
}

async function insertSuppliers(tx: Tx, organisations: readonly ListedOrganisation[], facts: PublishedFacts): Promise<void> {
  const rows = organisations.flatMap(({ organisationId, supplierId, rows: known }) =>
    supplierId === null
      ? []
      : {
          id: supplierId,
          organisation_id: organisationId,
          name: known[0].legal_name,
          provenance: SOURCE,
          website: known.find(({ website }) => website !== '')?.website ?? null,
          nuts: known.find(({ nuts_region }) => nuts_region !== '')?.nuts_region ?? null,
          size_band: sizeBandOf(facts.valuesOf(supplierId, 'scale')),
        },
  );
  await tx.query('ALTER TABLE supplier DISABLE TRIGGER search');
  await tx.query(
    `INSERT INTO supplier (id, organisation_id, name, provenance, website, region_code, size_band)
     SELECT r.id, r.organisation_id, r.name, r.provenance, r.website, n.region_code, r.size_band
     FROM json_to_recordset($1) r (id uuid, organisation_id uuid, name text, provenance text, website text, nuts text, size_band text)
     LEFT JOIN nuts_region n ON n.nuts_code = r.nuts ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(rows)],
  );
  await tx.query('ALTER TABLE supplier ENABLE TRIGGER search');
  await insertRows(tx, 'fact', facts.rows(), '(id) DO NOTHING');
}

/** Notices say "sme" or "large": which band an SME is in they do not say, and where they differ nobody can tell. */
function sizeBandOf(scales: readonly string[]): 'LARGE' | 'UNKNOWN' {
  return scales.length > 0 && scales.every((scale) => scale === 'large') ? 'LARGE' : 'UNKNOWN';
}

/** Leaves pages alone that their organisations have taken over: what these declare is not ours to add to. */
async function insertTerms(tx: Tx, terms: DerivedTerms): Promise<void> {
  const claimed: { id: string }[] = await tx.query('SELECT id FROM supplier WHERE claimed_at IS NOT NULL');
  const taken = new Set(claimed.map(({ id }) => id));
  for (const taxonomy of ['sector', 'technology'] as const) {
    const rows: TermRow[] = [...terms[taxonomy].values()].filter(({ supplier_id }) => !taken.has(supplier_id));
    await tx.query(`ALTER TABLE supplier_${taxonomy} DISABLE TRIGGER search`);
    await insertRows(tx, `supplier_${taxonomy}`, rows, 'DO NOTHING');
    await tx.query(`ALTER TABLE supplier_${taxonomy} ENABLE TRIGGER search`);
  }
}
