import { v7 as uuidv7 } from 'uuid';
import { Conflict, insertRows, LOCKS, patiently, timeOfDeed, Tx } from '#platform';
import { declaredFacts } from './declared-page';
import { PageRequest } from './page-request.entity';
import { Bearer } from './page-request.policy';

/**
 * Holds, until the transaction ends, which numbers have a page: a register that is read meanwhile, and another request with the same number,
 * wait and find the page. Taken before anything else that a decision holds, since a load that is under way is waited for.
 *
 * @throws Conflict when the load takes longer than a person waits
 */
export async function holdNumbers(tx: Tx): Promise<void> {
  await patiently(
    tx,
    () => tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.loading]),
    () =>
      new Conflict(
        'A register is being read into the directory at this moment, and it may name this supplier. What you decided was not recorded. Wait a minute, then decide again.',
      ),
  );
}

/** Other organisations that have an identifier which a request names. */
export function bearersOf(tx: Tx, { organisationId, declared }: PageRequest): Promise<Bearer[]> {
  return tx.query(
    `SELECT x.scheme, x.id, o.name AS organisation, s.name AS page FROM json_to_recordset($2) x (scheme text, id text)
     JOIN organisation_identifier i ON i.scheme = x.scheme AND i.identifier = x.id AND i.flaw IS NULL AND i.organisation_id <> $1
     JOIN organisation o ON o.id = i.organisation_id LEFT JOIN supplier s ON s.organisation_id = o.id
     ORDER BY s.id IS NULL, o.name`,
    [organisationId, JSON.stringify(declared)],
  );
}

/**
 * Opens the page of an accepted request. All that it shows is the supplier's word: nobody has verified its identifiers, and its size is unknown
 * until it says which. Registers find it by the identifiers from then on, and what they say stands beside.
 *
 * @param supplierId by which the accepted request names the page: row-level security asks for it
 */
export async function openPage(tx: Tx, supplierId: string, request: PageRequest, isInvented: boolean): Promise<void> {
  const { organisationId, name, description, website, regionCode, sectorCodes, technologyCodes } = request;
  await tx.query(
    `INSERT INTO supplier (id, organisation_id, name, provenance, description, website, region_code, claimed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [supplierId, organisationId, name, isInvented ? 'DEMONSTRATION' : 'SELF_DECLARED', description, website, regionCode],
  );
  await addTerms(tx, 'sector', supplierId, sectorCodes);
  await addTerms(tx, 'technology', supplierId, technologyCodes);
  await addIdentifiers(tx, request);
  const recordedAt = await timeOfDeed(tx);
  const facts = declaredFacts(request).map((fact) => ({
    id: uuidv7(),
    supplier_id: supplierId,
    ...fact,
    source: 'SELF_DECLARED',
    recorded_at: recordedAt.toISOString(),
  }));
  await insertRows(tx, 'fact', facts, 'DO NOTHING');
}

async function addTerms(
  tx: Tx,
  taxonomy: 'sector' | 'technology',
  supplierId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO supplier_${taxonomy} (supplier_id, ${taxonomy}_code, source) SELECT $1::uuid, c, 'SELF_DECLARED' FROM unnest($2::text[]) c`,
    [supplierId, codes],
  );
}

/** Those that the organisation has here already stay as they are. */
async function addIdentifiers(tx: Tx, { organisationId, name, declared }: PageRequest): Promise<void> {
  await tx.query(
    `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, legal_name, uri, is_primary, source)
     SELECT gen_random_uuid(), $1::uuid, x.scheme, x.id, x.published, $3, x.uri,
       x.place = 1 AND NOT EXISTS (SELECT FROM organisation_identifier i WHERE i.organisation_id = $1 AND i.is_primary), 'SELF_DECLARED'
     FROM (SELECT d.*, row_number() OVER () AS place FROM json_to_recordset($2) d (scheme text, id text, published text, uri text)) x
     ON CONFLICT (organisation_id, scheme, identifier) DO NOTHING`,
    [organisationId, JSON.stringify(declared), name],
  );
}
