import { Injectable } from '@nestjs/common';
import type { GraphQLResolveInfo } from 'graphql';
import { DataSource } from 'typeorm';
import { identifiersSql } from '#identity';
import { JsonValue } from '#pack';
import {
  BadUserInput,
  Caller,
  Condition,
  Connection,
  cursorMark,
  DEFAULT_PAGE,
  instantSql,
  OrderKey,
  PageSource,
  readCursor,
  Reader,
  ReadOrder,
  SqlParameters,
  Tx,
} from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { Taxonomies } from '../taxonomy/taxonomies';
import { namedSql, rankSql, readSearch, SearchWords } from './search-text';
import { countedConditions, reasonsSql, soughtBy, SoughtSuppliers, SupplierQuery, whereSql } from './supplier-conditions';
import { askedSql, countSql, countSuppliers, FACET_FIELDS, FacetWish, foundSql, IS_FOUND } from './supplier-counts';
import { SupplierOrder } from './supplier-filter';

/** A fair shortlist assesses all that match: more than these nobody can look at. */
export const MOST_SNAPSHOTS = 200;

/** A supplier as it stands, whole, for a search that is to be frozen. */
export interface SupplierSnapshot {
  id: string;
  organisationId: string;
  name: string;
  provenance: string;
  identifiers: JsonValue[];
  region: JsonValue;
  sizeBand: string;
  sectors: JsonValue[];
  technologies: JsonValue[];
  products: JsonValue[];
  attestations: JsonValue[];
  matchReasons: string[];
}

/** A hash of the id: among equals it favours nobody, neither who came first nor whose name begins with A. */
const BY_LOT: OrderKey = { sql: (a) => `md5(${a}.id::text)`, type: 'text' };

/** Alphabetically, capitals as small letters, in the order of the index `supplier_name_order`. */
const BY_NAME: ReadOrder = {
  descending: false,
  keys: [{ sql: (a) => `(lower(${a}.name) COLLATE "C")`, type: 'text' }, BY_LOT],
};

interface Found {
  where: Condition;
  order: PageSource['order'];
}

/** The best matches first, of few. */
function byRank(words: SearchWords): Found['order'] {
  return (parameters) => ({ descending: true, keys: [{ sql: rankSql(words, parameters), type: 'numeric' }, BY_LOT] });
}

/** The lot of a supplier, by its number: among very many it is read from their bits, or from an index. */
const BY_NUMBERED_LOT: OrderKey = { sql: (a) => `supplier_lot(${a}.number)`, type: 'integer' };
/** Above every lot: the default of `found_by_lot`. */
const ABOVE_ALL_LOTS = (4000 << 17) - 1;

/** SQL of the keys of those with lots below one, the greatest first, of very many that were found; only of those that meet a condition. */
type LotsBelow = (below: number, condition: Condition, parameters: SqlParameters) => string;

/** Those of a first page, whom the count told. */
const toldLots =
  (first: readonly string[]): LotsBelow =>
  (_, condition, parameters) =>
    `SELECT h.id FROM unnest(${parameters.add(first)}::uuid[]) h (id) WHERE ${condition('h', parameters)}`;

/** From the bits of what was found, which are read only as far as a page needs. */
const lotsFromBits: LotsBelow = (below, condition, parameters) =>
  `SELECT h.id FROM found CROSS JOIN LATERAL found_by_lot(found.bits, ${parameters.add(below)}::integer) w
    CROSS JOIN LATERAL (SELECT s.id FROM supplier s WHERE s.number = w.number OFFSET 0) h WHERE ${condition('h', parameters)}`;

/** From the index of lots, with a look at each row. */
const lotsFromRows =
  (sought: Condition): LotsBelow =>
  (below, condition, parameters) =>
    `SELECT h.id FROM supplier h WHERE ${sought('h', parameters)} AND ${condition('h', parameters)} AND supplier_lot(h.number) < ${parameters.add(below)}::integer
      ORDER BY supplier_lot(h.number) DESC`;

/**
 * Of many that meet a condition, those first whose name is what was searched, and then by lot: the names have an index, and lots are
 * read in their order, so that a page is found without going through all.
 */
function manyByName(
  words: SearchWords,
  where: Condition,
  lotsBelow: LotsBelow,
  page: { first?: number; after?: string },
  mark: readonly unknown[],
): Found {
  const [isNamed, lot] = page.after
    ? readCursor(cursorMark(Supplier.name, true, mark), ['integer', 'integer'], page.after)
    : ['1', ''];
  const below = isNamed === '1' ? ABOVE_ALL_LOTS : Number(lot);
  const notNamed: Condition = (a) => `${a}.id <> ALL (ARRAY(SELECT named.id FROM named))`;
  return {
    where: (a, p) => `${a}.id = ANY (ARRAY(
        WITH named AS MATERIALIZED (SELECT h.id FROM supplier h WHERE ${namedSql(words, p)('h')} AND ${where('h', p)})
        SELECT named.id FROM named
        UNION ALL
        (${lotsBelow(below, notNamed, p)} LIMIT ${onePast(page)})))`,
    order: (p) => {
      const isNamed = namedSql(words, p);
      return { descending: true, keys: [{ sql: (a) => `(${isNamed(a)})::integer`, type: 'integer' }, BY_NUMBERED_LOT] };
    },
  };
}

/**
 * Of many that words find: by lot where the best matches are wanted, and else by name.
 *
 * @param words null where they are wanted by name
 * @param first those of a first page by lot, where the count told them
 * @param areBitsTold whether the statement has the bits of what was found
 */
function ofMany(
  sought: SoughtSuppliers,
  words: SearchWords | null,
  first: readonly string[] | null,
  areBitsTold: boolean,
  page: { first?: number; after?: string },
  mark: readonly unknown[],
): Found {
  const many = areBitsTold ? IS_FOUND : whereSql(sought);
  if (words === null) return { where: areBitsTold ? walkedAndFound(sought) : many, order: BY_NAME };
  if (first !== null) return manyByName(words, many, toldLots(first), page, mark);
  return manyByName(words, many, areBitsTold ? lotsFromBits : lotsFromRows(many), page, mark);
}

/** As many as a page has, and one that says whether there are more. */
function onePast({ first }: { first?: number }): number {
  return (first ?? DEFAULT_PAGE) + 1;
}

/**
 * What a filter finds, by name: counted and read in one statement. Where they are few their keys come with the count, and the page is
 * read of these; where they are many, the list is walked. Its index tells what a filter asks for but evidence: whoever asks for that is
 * told bits.
 */
function countedAndFound(sought: SoughtSuppliers, wish: FacetWish, mark: readonly unknown[]): PageSource {
  const areBitsTold = countedConditions(sought).some(({ facet }) => facet === 'SCHEME');
  const many = areBitsTold ? walkedAndFound(sought) : whereSql(sought);
  return {
    mark,
    given: (parameters) => {
      const asked = askedSql(sought, null, parameters);
      const counted = `counted AS MATERIALIZED (SELECT * FROM ${countSql(asked, wish, parameters.add(sought.schemesOn))})`;
      return areBitsTold ? `${counted}, ${foundSql(asked)}` : counted;
    },
    where: [
      (a, p) => `(SELECT ids FROM counted) IS NULL AND ${many(a, p)}`,
      (a) => `${a}.id = ANY ((SELECT ids FROM counted)::uuid[])`,
    ],
    order: BY_NAME,
    connectionFields: {
      totalCount: () => '(SELECT total::integer FROM counted)',
      totalCountIsExact: () => 'true',
      facets: () => '(SELECT counts FROM counted)',
    },
    written: { facets: FACET_FIELDS },
  };
}

/** Of many by name: the relevant have an index of their own. */
function walkedAndFound({ filter }: SoughtSuppliers): Condition {
  return (a, p) => (filter.relevance === 'ALL' ? IS_FOUND(a, p) : `${a}.is_relevant AND ${IS_FOUND(a, p)}`);
}

function oneOf(ids: readonly string[]): Condition {
  return (a, p) => `${a}.id = ANY (${p.add(ids)}::uuid[])`;
}

@Injectable()
export class SupplierSearch {
  constructor(
    private readonly reader: Reader,
    private readonly dataSource: DataSource,
    private readonly taxonomies: Taxonomies,
  ) {}

  /** A page of suppliers, with total, facets and reasons as the request asks for them. */
  async page(
    caller: Caller,
    info: GraphQLResolveInfo,
    query: SupplierQuery,
    page: { first?: number; after?: string },
    orderBy: SupplierOrder,
  ): Promise<Connection<Supplier>> {
    const sought = await this.read(this.dataSource, query);
    const wish = this.reader.isAsked(info, Supplier, 'facets') ? 'FACETS' : 'NO_FACETS';
    const source =
      sought.text === 'EVERYTHING'
        ? countedAndFound(sought, wish, ['suppliers', orderBy, query])
        : await this.found(sought, wish, query, page, orderBy);
    // Before the source, for V8's sake: `libs/platform/src/http/hidden-classes.ts`.
    return this.reader.page(caller, info, Supplier, page, { edgeFields: { matchReasons: reasonsSql(sought) }, ...source });
  }

  /** What words find: counted first, since it depends on how many they are what is best read of them, and in which order. */
  private async found(
    sought: SoughtSuppliers,
    wish: FacetWish,
    query: SupplierQuery,
    page: { first?: number; after?: string },
    orderBy: SupplierOrder,
  ): Promise<PageSource> {
    const words = orderBy === 'RELEVANCE' && typeof sought.text === 'object' ? sought.text : null;
    // What the count tells of a first page needs no bits besides; those whose name was searched stand before it, and leave no gap in it.
    const lots = words !== null && !page.after ? onePast(page) : 0;
    const { total, isExact, ids, first, listed, facets } = await countSuppliers(this.dataSource, sought, wish, lots);
    const mark = ['suppliers', orderBy, query, ids !== null];
    const areBitsTold = ids === null && isExact && first === null;
    return {
      ...(ids === null
        ? ofMany(sought, words, first, areBitsTold, page, mark)
        : { where: oneOf(ids), order: words === null ? BY_NAME : byRank(words) }),
      mark,
      given: areBitsTold ? (parameters) => foundSql(askedSql(sought, listed, parameters)) : undefined,
      connectionFields: {
        totalCount: (parameters) => `${parameters.add(total)}::integer`,
        totalCountIsExact: (parameters) => `${parameters.add(isExact)}::boolean`,
        facets: (parameters) => `${parameters.add(JSON.stringify(facets))}::json`,
      },
      written: { facets: FACET_FIELDS },
    };
  }

  /**
   * Every supplier that matches, as it stands now, in an order that favours nobody.
   *
   * @throws BadUserInput when more match than a fair shortlist can look at
   */
  async snapshot(tx: Tx, query: SupplierQuery, limit: number = MOST_SNAPSHOTS): Promise<SupplierSnapshot[]> {
    const sought = await this.read(tx, query);
    const parameters = new SqlParameters();
    const { total, ids } = await countSuppliers(tx, sought, 'NO_FACETS');
    if (total > limit || ids === null) throw tooMany(limit);
    const where = oneOf(ids)('n', parameters);
    const reasons = reasonsSql(sought)('n', parameters);
    const rows: { snapshot: SupplierSnapshot }[] = await tx.query(
      `SELECT ${snapshotSql(reasons)} AS snapshot FROM supplier n WHERE ${where} ORDER BY md5(n.id::text)`,
      parameters.values,
    );
    return rows.map(({ snapshot }) => snapshot);
  }

  /** @throws BadUserInput when the search is too long, or a code is not known */
  private async read(tx: Pick<Tx, 'query'>, query: SupplierQuery): Promise<SoughtSuppliers> {
    const filter = query.filter ?? {};
    await this.taxonomies.mustKnow(tx, 'sector', filter.sectors ?? [], 'filter.sectors');
    await this.taxonomies.mustKnow(tx, 'technology', filter.technologies ?? [], 'filter.technologies');
    await this.taxonomies.mustKnow(tx, 'region', filter.regions ?? [], 'filter.regions');
    const schemes = (filter.attested ?? []).map(({ scheme }) => scheme);
    await this.taxonomies.mustKnow(tx, 'attestation_scheme', schemes, 'filter.attested.scheme');
    return soughtBy(query, await readSearch(tx, query.search));
  }
}

function tooMany(limit: number): BadUserInput {
  return new BadUserInput(
    `More than ${limit} suppliers match. A fair shortlist assesses all of them: narrow the search by sector, technology, region or attestation.`,
  );
}

function snapshotSql(reasons: string): string {
  const linked = (table: string): string =>
    `(SELECT coalesce(json_agg(json_build_object('code', l.${table}_code, 'label', x.label, 'source', l.source, 'reason', l.reason) ORDER BY l.${table}_code), '[]') FROM supplier_${table} l JOIN ${table} x ON x.code = l.${table}_code WHERE l.supplier_id = n.id)`;
  return `json_build_object('id', n.id, 'organisationId', n.organisation_id, 'name', n.name, 'provenance', n.provenance,
    'identifiers', ${identifiersSql('n.organisation_id')},
    'region', (SELECT json_build_object('code', r.code, 'name', r.name) FROM region r WHERE r.code = n.region_code),
    'sizeBand', n.size_band, 'sectors', ${linked('sector')}, 'technologies', ${linked('technology')},
    'products', (SELECT coalesce(json_agg(json_build_object('id', 'prd_' || p.id, 'name', p.name, 'kind', p.kind, 'versions', p.versions, 'supportEndsOn', p.support_ends_on) ORDER BY p.name, p.id), '[]') FROM product p WHERE p.supplier_id = n.id),
    'attestations', (SELECT coalesce(json_agg(json_build_object('id', 'att_' || t.id, 'scheme', t.scheme_code, 'reference', t.reference, 'productId', 'prd_' || t.product_id,
      'legalEntity', t.legal_entity, 'sites', t.sites, 'productVersions', t.product_versions, 'exclusions', t.exclusions,
      'claimedStrength', t.claimed_strength, 'strength', t.strength, 'state', t.state, 'signedHash', t.signed_hash,
      'coversFrom', t.covers_from, 'coversTo', t.covers_to, 'issuedOn', t.issued_on, 'expiresOn', t.expires_on, 'receivedAt', ${instantSql('t.received_at')}) ORDER BY t.id), '[]')
      FROM attestation t WHERE t.supplier_id = n.id AND t.state IN ('VERIFIED', 'WITHDRAWN', 'SUPERSEDED')),
    'matchReasons', ${reasons})`;
}
