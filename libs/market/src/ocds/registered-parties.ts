import { v5 as uuidv5 } from 'uuid';
import { insertRows, Tx } from '#platform';
import { Party, printIdentifier, Publication, readRelease, Release } from '#registers';
import { StoredRelease } from './stored-release';
import { AcceptedName, NAMESPACE, partyKey, PartyRegister, RegisteredOrganisation, unjoinedKeys } from './parties';

/** A party of a release that was not there before. */
export interface NewParty {
  ocid: string;
  party: Party;
  read: Release;
  publication: Publication;
}

/** What the database knows of all identifiers in some releases, with the new parties added to it. */
export async function registerOf(
  tx: Tx,
  releases: readonly StoredRelease[],
  parties: readonly NewParty[],
): Promise<PartyRegister> {
  const stored = releases.flatMap(({ ocid, release }) => {
    const read = readRelease(release);
    return read.ok ? read.release.parties.map((party) => ({ ocid, party })) : [];
  });
  const all = [...stored, ...parties];
  const printed = new Set(all.flatMap(({ party }) => party.identifiers.filter(({ joins }) => joins).map(printIdentifier)));
  const keys = [...new Set(all.map(({ ocid, party }) => partyKey(ocid, party)))];
  const accepted: AcceptedName[] = await tx.query(
    `SELECT party_key AS "partyKey", id AS "proposalId", supplier_id AS "supplierId" FROM join_proposal WHERE state = 'ACCEPTED' AND party_key = ANY ($1)`,
    [keys],
  );
  const known = await organisations(
    tx,
    [...printed],
    accepted.map(({ supplierId }) => supplierId),
    parties.flatMap(({ ocid, party, publication }) => unjoinedKeys(ocid, party, publication.publisher)),
  );
  const register = new PartyRegister(known, new Map(accepted.map((each) => [each.partyKey, each])));
  addParties(register, parties);
  return register;
}

/** Adds parties to a register, those with a PPON first, so that the others find them. */
export function addParties(register: PartyRegister, parties: readonly NewParty[]): void {
  for (const { ocid, party, read, publication } of pponFirst(parties))
    register.add(ocid, party, { supplies: supplies(party, read), publisher: publication.publisher });
}

/** The page of a party: by its identifiers, or, where they are none, by what is written of it, which joins it to no award. */
export function supplierOf(register: PartyRegister, given: NewParty): string | null {
  return (register.join(given.ocid, given.party)?.organisation ?? unjoined(register, given))?.supplierId ?? null;
}

/** Keeps what the register has learnt: organisations, their identifiers, suppliers, and where and on what website they are. */
export async function keepOrganisations(
  tx: Tx,
  register: PartyRegister,
  parties: readonly NewParty[],
  readAt: string,
): Promise<void> {
  const fresh = register.made.map(({ organisation: { organisationId, supplierId, name }, publisher }) => ({
    id: organisationId,
    kind: supplierId === null ? 'BUYER' : 'SUPPLIER',
    name,
    provenance: publisher,
    created_at: readAt,
  }));
  await insertRows(tx, 'organisation', fresh, '(id) DO NOTHING');
  const identifiers = register.learnt.map(({ organisation, identifier, publisher }) => ({
    key: uuidv5(`identifier:${organisation.organisationId}:${printIdentifier(identifier)}`, NAMESPACE),
    organisation_id: organisation.organisationId,
    scheme: identifier.scheme,
    identifier: identifier.id,
    published: identifier.published,
    legal_name: identifier.legalName ?? null,
    uri: identifier.uri ?? null,
    is_primary: organisation.isNew && organisation.identifiers[0] === identifier,
    flaw: identifier.flaw ?? null,
    source: publisher,
  }));
  await insertRows(tx, 'organisation_identifier', identifiers, 'DO NOTHING');
  const pages = await pagesOf(tx, register, parties);
  const suppliers = register.nowSupplying.map(({ organisation: { supplierId, organisationId, name }, publisher }) => ({
    id: supplierId,
    organisation_id: organisationId,
    name,
    provenance: publisher,
    // Suppliers are numbered by region when they are added.
    region_code: pages.get(supplierId ?? '')?.region ?? null,
  }));
  await insertRows(tx, 'supplier', suppliers, 'DO NOTHING');
  await keepPages(tx, pages);
}

/** What parties say of the pages of suppliers: where they are, as regions are today, and their websites. */
type Pages = ReadonlyMap<string, { region: string | null; website: string | null }>;

/** The first party that says something of a page counts. */
async function pagesOf(tx: Tx, register: PartyRegister, parties: readonly NewParty[]): Promise<Pages> {
  const said = new Map<string, { nuts: string | null; website: string | null }>();
  for (const given of parties) {
    const supplierId = supplierOf(register, given);
    if (supplierId === null) continue;
    const { party } = given;
    const so = said.get(supplierId);
    said.set(supplierId, { nuts: so?.nuts ?? party.region, website: so?.website ?? party.website });
  }
  const known: { nuts: string; region: string | null }[] = await tx.query(
    'SELECT nuts_code AS nuts, region_code AS region FROM nuts_region WHERE nuts_code = ANY ($1)',
    [[...said.values()].flatMap(({ nuts }) => nuts ?? [])],
  );
  const regions = new Map(known.map(({ nuts, region }) => [nuts, region]));
  return new Map([...said].map(([id, { nuts, website }]) => [id, { region: regions.get(nuts ?? '') ?? null, website }]));
}

async function keepPages(tx: Tx, pages: Pages): Promise<void> {
  await tx.query(
    `UPDATE supplier s SET website = coalesce(s.website, r.website), region_code = coalesce(s.region_code, r.region)
     FROM json_to_recordset($1) r (id uuid, region text, website text)
     WHERE s.id = r.id AND s.claimed_at IS NULL
       AND (coalesce(s.website, r.website) IS DISTINCT FROM s.website OR coalesce(s.region_code, r.region) IS DISTINCT FROM s.region_code)`,
    [JSON.stringify([...pages].map(([id, page]) => ({ id, ...page })))],
  );
}

async function organisations(
  tx: Tx,
  printed: readonly string[],
  supplierIds: readonly string[],
  organisationIds: readonly string[],
): Promise<RegisteredOrganisation[]> {
  const rows: {
    organisationId: string;
    supplierId: string | null;
    name: string;
    joinedAs: string[] | null;
    identifiers: { scheme: string; id: string; flaw: string | null; legalName: string | null }[];
  }[] = await tx.query(
    `SELECT o.id AS "organisationId", s.id AS "supplierId", o.name,
         (SELECT json_agg(name) FROM (SELECT s.name WHERE s.id IS NOT NULL UNION SELECT a.supplier_name FROM award a WHERE a.supplier_id = s.id) names) AS "joinedAs",
         (SELECT json_agg(json_build_object('scheme', i.scheme, 'id', i.identifier, 'flaw', i.flaw, 'legalName', i.legal_name) ORDER BY i.is_primary DESC, i.key)
          FROM organisation_identifier i WHERE i.organisation_id = o.id) AS identifiers
       FROM organisation o LEFT JOIN supplier s ON s.organisation_id = o.id
       WHERE o.provenance <> 'DEMONSTRATION' AND (s.id = ANY ($2) OR o.id = ANY ($3) OR o.id IN (SELECT i.organisation_id FROM organisation_identifier i
         JOIN (SELECT split_part(p, ' ', 1) AS scheme, substr(p, strpos(p, ' ') + 1) AS identifier FROM unnest($1::text[]) p) x USING (scheme, identifier)))
       ORDER BY o.id`,
    [printed.map((each) => each.replace(/^([A-Z]{2}-[A-Z]+)-/, '$1 ')), supplierIds, organisationIds],
  );
  return rows.map(({ joinedAs, identifiers, ...organisation }) => ({
    ...organisation,
    joinedAs: joinedAs ?? [],
    isNew: false,
    identifiers: (identifiers ?? []).map(({ scheme, id, flaw, legalName }) => ({
      scheme,
      id,
      published: id,
      valid: flaw === null,
      joins: flaw === null,
      ...(legalName === null ? {} : { legalName }),
    })),
  }));
}

function pponFirst(parties: readonly NewParty[]): NewParty[] {
  const has = ({ party }: NewParty): number =>
    Number(party.identifiers.some(({ scheme, joins }) => scheme === 'GB-PPON' && joins));
  return [...parties].sort((a, b) => has(b) - has(a));
}

function supplies({ id, roles }: Party, { awards }: Release): boolean {
  return (
    roles.includes('supplier') ||
    roles.includes('tenderer') ||
    awards.some(({ suppliers }) => suppliers.some(({ partyId }) => partyId === id))
  );
}

/** The page of a party whose identifiers are none: found by what is written of it, and joined to no award. */
function unjoined(register: PartyRegister, { ocid, party, publication }: NewParty): RegisteredOrganisation | undefined {
  if (party.identifiers.some(({ joins }) => joins)) return undefined;
  return register.withKey(unjoinedKeys(ocid, party, publication.publisher));
}
