import { scopeTest } from '#attestations';
import { type AttestationSnapshot, type OfferedProduct, type ScopeTest, sitesToCover } from '#pack';
import type { KeptPlace } from '../procurement/place';

/** What the attestations of a submission are held against. */
export interface PlannedScope {
  /** What would be signed; null to whoever cannot read the procurement. */
  contract: PlannedContract | null;
  /** What the supplier said that it offers; null where it said nothing. Ids are keys. */
  offer: OfferedProduct[] | null;
  /** From where the supplier said that it would operate; null where it said nothing. */
  offerSites: string[] | null;
  /** The product that each attestation is about, by the attestation's key; null: the organisation. */
  products: Record<string, { id: string; name: string } | null>;
}

/** The contract that evidence is held against, as far as it is known. */
export interface PlannedContract {
  legalEntity: string;
  startsOn: string | null;
  endsOn: string | null;
  /** What the buyer shortlisted the supplier for, in no version. */
  shortlistedFor: OfferedProduct[];
  /** Where the buyer wants it to be run or delivered. */
  places: KeptPlace[];
}

/** SQL for the parts of a {@link PlannedScope} of a submission, as `json_build_object` takes them. */
export function scopeSql(alias: string): string {
  const product = `CASE WHEN t.product_id IS NOT NULL THEN json_build_object('id', t.product_id, 'name', (SELECT p.name FROM product p WHERE p.id = t.product_id)) END`;
  return `'contract', ${contractSql(alias)}, 'offer', submitted_offer(${alias}.id), 'offerSites', submitted_sites(${alias}.id),
    'products', ${byAttestationSql(alias, product)}`;
}

/** SQL for something of each attestation of a submission that may be read, by its key. */
export function byAttestationSql(alias: string, what: string, which = 'true'): string {
  return `(SELECT coalesce(json_object_agg(t.id, ${what}), '{}') FROM attestation t WHERE ${which} AND t.id IN (SELECT (x ->> 'id')::uuid
    FROM jsonb_array_elements(submitted_answers(${alias}.id)) y CROSS JOIN LATERAL jsonb_array_elements(y -> 'attestations') x))`;
}

function contractSql(alias: string): string {
  return `(SELECT json_build_object('startsOn', p.starts_on, 'endsOn', p.ends_on, 'places', p.places, 'shortlistedFor',
      (SELECT coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'version', null) ORDER BY l.name, l.id), '[]') FROM product l WHERE l.id = ANY (c.product_ids)),
      'legalEntity', coalesce((SELECT o.legal_name FROM organisation_identifier o WHERE o.organisation_id = bidder.organisation_id AND o.legal_name IS NOT NULL
       ORDER BY o.is_primary DESC, o.scheme, o.identifier LIMIT 1), bidder.name))
    FROM candidate c JOIN procurement p ON p.id = c.procurement_id JOIN supplier bidder ON bidder.id = c.supplier_id WHERE c.id = ${alias}.candidate_id)`;
}

/**
 * Whether an attestation that was submitted covers the contract: what the supplier offers and from where, or what it was shortlisted for and the
 * places of the procurement where it has not said.
 * Null where the contract is not the reader's to know.
 */
export function testedScope(
  { id, scope, dates, product }: Pick<AttestationSnapshot, 'id' | 'scope' | 'dates' | 'product'>,
  { contract, offer, offerSites, products }: PlannedScope,
  requirement: string,
): ScopeTest | null {
  if (contract === null) return null;
  const { legalEntity, startsOn, endsOn, shortlistedFor, places } = contract;
  const about = product === undefined ? products[id] : product;
  const test = scopeTest(
    { ...scope, ...dates, legalEntity: scope.legalEntity ?? '', product: about ?? null },
    {
      legalEntity,
      requirement,
      period: { startsOn, endsOn },
      products: offer ?? shortlistedFor,
      sites: sitesToCover(offerSites ?? [], places),
    },
  );
  if (about !== undefined) return test;
  return { ...test, product: { answer: 'UNKNOWN', reason: 'Which product it is about is not recorded.' } };
}
