import { parse } from 'csv-parse/sync';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { insertRows, Seed, Tx } from '#platform';
import {
  Award,
  classify,
  Identifier,
  parseIdentifier,
  Party,
  printIdentifier,
  readIdentifier,
  readRelease,
  readReleases,
  Release,
} from '#registers';

const NAMESPACE = '0b7a6a3e-2f0e-5f8b-8d0b-6d1b0e6f3c55';
const RELEASES = 'find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz';
const SUPPLIERS = 'find-a-tender/fts-suppliers-2026-08.csv';
const BUYERS = 'find-a-tender/fts-buyers-2026-08.csv';
const SOURCE = 'FIND_A_TENDER';
const RECORDED_AT = '2026-08-12T00:00:00.000Z';

/** A row of the distinct organisations of the notices. */
interface PartyRow {
  org_id: string;
  legal_name: string;
  gb_ppon: string;
  gb_coh: string;
  other_identifiers: string;
  nuts_region: string;
  scale: string;
  vcse: string;
  website: string;
}

/** An organisation of the file with what joins it. */
interface Known {
  row: PartyRow;
  organisationId: string;
  supplierId: string | null;
  identifiers: Identifier[];
}

/**
 * The real suppliers and buyers of Find a Tender, the notices whole, and the awards joined to suppliers by identifier. Every fact
 * says that the notice is its source; nothing is attested. A party known only by an id of Find a Tender's own gets no page.
 */
export const findATenderSeed: Seed = {
  name: 'find-a-tender',
  files: [RELEASES, SUPPLIERS, BUYERS],
  async load(tx, folder) {
    const table = (file: string): PartyRow[] =>
      parse(readFileSync(join(folder, file)), { columns: true, bom: true, skip_empty_lines: true }) as PartyRow[];
    const suppliers = table(SUPPLIERS).map((row) => known(row, true));
    const supplierIds = new Set(suppliers.map(({ organisationId }) => organisationId));
    const buyers = table(BUYERS)
      .map((row) => known(row, false))
      .filter(({ organisationId }) => !supplierIds.has(organisationId));
    await insertOrganisations(tx, [...suppliers, ...buyers], supplierIds);
    await insertSuppliers(tx, suppliers);
    await insertNotices(tx, folder, new PartyJoin(suppliers));
  },
};

function known(row: PartyRow, isSupplier: boolean): Known {
  const organisationId = uuidv5(`organisation:${row.org_id}`, NAMESPACE);
  const published = [
    ...(row.gb_ppon === '' ? [] : [{ scheme: 'GB-PPON', id: row.gb_ppon }]),
    ...(row.gb_coh === '' ? [] : [{ scheme: 'GB-COH', id: row.gb_coh }]),
    ...row.other_identifiers.split('|').flatMap((text) => parseIdentifier(text) ?? []),
  ];
  const identifiers = published
    .filter(({ scheme }) => !scheme.startsWith('GB-FTS'))
    .map((each) => readIdentifier({ ...each, legalName: row.legal_name }));
  return { row, organisationId, supplierId: isSupplier ? uuidv5(`supplier:${row.org_id}`, NAMESPACE) : null, identifiers };
}

async function insertOrganisations(tx: Tx, all: readonly Known[], supplierIds: ReadonlySet<string>): Promise<void> {
  const rows = all.map(({ organisationId, row }) => ({
    id: organisationId,
    kind: supplierIds.has(organisationId) ? 'SUPPLIER' : 'BUYER',
    name: row.legal_name,
    provenance: SOURCE,
    created_at: RECORDED_AT,
  }));
  await insertRows(tx, 'organisation', rows, '(id) DO NOTHING');
  const identifiers = all.flatMap(({ organisationId, identifiers: own }) =>
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
  await insertRows(tx, 'organisation_identifier', identifiers, 'DO NOTHING');
}

async function insertSuppliers(tx: Tx, suppliers: readonly Known[]): Promise<void> {
  const rows = suppliers.map(({ row, organisationId, supplierId }) => ({
    id: supplierId,
    organisation_id: organisationId,
    name: row.legal_name,
    provenance: SOURCE,
    website: row.website === '' ? null : row.website,
    nuts: row.nuts_region,
    // The notice says "sme" or "large"; which band of the three below large an SME is, it does not say.
    size_band: row.scale === 'large' ? 'LARGE' : 'UNKNOWN',
  }));
  await tx.query('ALTER TABLE supplier DISABLE TRIGGER search');
  await tx.query(
    `INSERT INTO supplier (id, organisation_id, name, provenance, website, region_code, size_band)
     SELECT r.id, r.organisation_id, r.name, r.provenance, r.website, n.region_code, r.size_band
     FROM json_to_recordset($1) r (id uuid, organisation_id uuid, name text, provenance text, website text, nuts text, size_band text)
     LEFT JOIN nuts_region n ON n.nuts_code = r.nuts ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(rows)],
  );
  await tx.query('ALTER TABLE supplier ENABLE TRIGGER search');
  const facts = suppliers.flatMap(({ row, supplierId }) =>
    factsOf(row).map(({ field, value, note }) => ({
      id: uuidv5(`fact:${supplierId}:${field}`, NAMESPACE),
      supplier_id: supplierId,
      field,
      value,
      source: SOURCE,
      recorded_at: RECORDED_AT,
      note,
    })),
  );
  await insertRows(tx, 'fact', facts, '(id) DO NOTHING');
}

/** What the notices say of a supplier, as published. */
function factsOf(row: PartyRow): { field: string; value: string; note: string | null }[] {
  const claim = 'As a notice on Find a Tender says; the claim is that of the buyer who published it.';
  return [
    { field: 'name', value: row.legal_name, note: null },
    ...(row.nuts_region === ''
      ? []
      : [{ field: 'region', value: row.nuts_region, note: 'NUTS code of the address in the notice' }]),
    ...(row.scale === '' ? [] : [{ field: 'scale', value: row.scale, note: claim }]),
    ...(row.vcse === '' ? [] : [{ field: 'vcse', value: row.vcse.toLowerCase(), note: claim }]),
    ...(row.website === '' ? [] : [{ field: 'website', value: row.website, note: null }]),
  ];
}

/** Finds the supplier that a party of a notice is: by an identifier as published, else by one that could be mended. */
class PartyJoin {
  private readonly byPublished = new Map<string, string>();
  private readonly byNormalised = new Map<string, string>();

  constructor(suppliers: readonly Known[]) {
    for (const { supplierId, identifiers } of suppliers) {
      for (const identifier of identifiers) {
        if (supplierId === null || !identifier.joins) continue;
        this.byPublished.set(`${identifier.scheme}-${identifier.published}`, supplierId);
        this.byNormalised.set(printIdentifier(identifier), supplierId);
      }
    }
  }

  find(party: Party | undefined): { supplierId: string; confidence: string } | null {
    const identifiers = (party?.identifiers ?? []).filter(({ joins }) => joins);
    for (const identifier of identifiers) {
      const supplierId = this.byPublished.get(`${identifier.scheme}-${identifier.published}`);
      if (supplierId !== undefined) return { supplierId, confidence: 'IDENTIFIER' };
    }
    for (const identifier of identifiers) {
      const supplierId = this.byNormalised.get(printIdentifier(identifier));
      if (supplierId !== undefined) return { supplierId, confidence: 'NORMALISED_IDENTIFIER' };
    }
    return null;
  }
}

async function insertNotices(tx: Tx, folder: string, registry: PartyJoin): Promise<void> {
  const notices: object[] = [];
  const awards: object[] = [];
  const reasons = { sector: new Map<string, object>(), technology: new Map<string, object>() };
  for await (const json of readReleases(createReadStream(join(folder, RELEASES)), { gzip: true })) {
    const read = readRelease(json);
    if (!read.ok) throw new Error(`a release of the seed cannot be read: ${read.problem.path} ${read.problem.message}`);
    const { notice } = read.release;
    const noticeKey = uuidv5(`notice:${notice.noticeId}`, NAMESPACE);
    notices.push({
      id: noticeKey,
      ocid: notice.ocid,
      notice_id: notice.noticeId,
      tags: notice.tags,
      title: notice.title,
      published_at: notice.publishedAt,
      source: SOURCE,
      source_url: notice.sourceUrl,
      release: json,
    });
    for (const award of read.release.awards) {
      for (const row of awardRows(read.release, award, noticeKey, registry)) {
        awards.push(row);
        if (row.supplier_id !== null) derive(reasons, row.supplier_id, read.release, award);
      }
    }
  }
  await insertRows(tx, 'notice', notices, '(notice_id) DO NOTHING');
  await insertRows(tx, 'award', awards, 'DO NOTHING');
  for (const taxonomy of ['sector', 'technology'] as const) {
    await tx.query(`ALTER TABLE supplier_${taxonomy} DISABLE TRIGGER search`);
    await insertRows(tx, `supplier_${taxonomy}`, [...reasons[taxonomy].values()], 'DO NOTHING');
    await tx.query(`ALTER TABLE supplier_${taxonomy} ENABLE TRIGGER search`);
  }
  await tx.query(
    `DO $$ DECLARE s uuid; BEGIN FOR s IN SELECT id FROM supplier WHERE provenance = '${SOURCE}' LOOP PERFORM refresh_supplier_search(s); END LOOP; END $$`,
  );
}

interface AwardRow {
  supplier_id: string | null;
  [column: string]: unknown;
}

function awardRows(release: Release, award: Award, noticeKey: string, registry: PartyJoin): AwardRow[] {
  const { notice, parties } = release;
  return award.suppliers.map(({ partyId, name }) => {
    const party = parties.find(({ id }) => id === partyId);
    const joined = registry.find(party);
    return {
      id: uuidv5(`award:${notice.noticeId}:${award.awardId}:${partyId}`, NAMESPACE),
      notice_id: noticeKey,
      ocid: notice.ocid,
      award_id: award.awardId,
      title: award.title,
      buyer_name: notice.buyer?.name ?? 'not stated',
      supplier_id: joined?.supplierId ?? null,
      supplier_name: party?.name ?? name,
      join_confidence: joined?.confidence ?? null,
      value_gross: award.value?.gross ?? null,
      value_net: award.value?.net ?? null,
      currency: award.value?.currency ?? null,
      awarded_on: award.awardedOn,
      starts_on: award.contractPeriod?.startsOn ?? null,
      ends_on: award.contractPeriod?.endsOn ?? null,
      lots: award.lots,
      cpv_codes: award.cpvCodes,
      region_codes: award.regions,
      source_url: notice.sourceUrl,
    };
  });
}

/** What an award says of its supplier's sectors and technologies: the first reason for each is kept. */
function derive(
  reasons: Record<'sector' | 'technology', Map<string, object>>,
  supplierId: string,
  { notice }: Release,
  award: Award,
): void {
  const derived = classify({
    cpvCodes: award.cpvCodes.length > 0 ? award.cpvCodes : notice.cpvCodes,
    texts: [notice.title, notice.description ?? '', award.title],
  });
  for (const [taxonomy, found] of [
    ['sector', derived.sectors],
    ['technology', derived.technologies],
  ] as const) {
    for (const { code, reason } of found) {
      const key = `${supplierId} ${code}`;
      if (reasons[taxonomy].has(key)) continue;
      reasons[taxonomy].set(key, {
        supplier_id: supplierId,
        [`${taxonomy}_code`]: code,
        source: 'DERIVED',
        reason: `${reason} in notice ${notice.noticeId}`,
      });
    }
  }
}
