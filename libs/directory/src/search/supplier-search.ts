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
  instantSql,
  OrderKey,
  Reader,
  ReadOrder,
  SqlParameters,
  Tx,
} from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { Taxonomies } from '../taxonomy/taxonomies';
import { FEW_HITS, hitsSql, rankSql, readSearch } from './search-text';
import { reasonsSql, SupplierQuery, whereSql } from './supplier-conditions';
import { facetsSql } from './supplier-facets';
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

/** The best matches first. */
function byRelevance(words: string, many: Condition | null): (parameters: SqlParameters) => ReadOrder {
  return (parameters) => {
    const rank = rankSql(words, many, parameters);
    return { descending: true, keys: [{ sql: rank, type: 'numeric' }, BY_LOT] };
  };
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
    await this.mustKnow(this.dataSource, query);
    const text = readSearch(query.search);
    const found = await this.lookUp(this.dataSource, query);
    const where = whereSql(found);
    const many = found.hits === undefined ? where : null;
    return this.reader.page(caller, info, Supplier, page, {
      mark: ['suppliers', orderBy, query],
      where,
      order: orderBy === 'RELEVANCE' && typeof text === 'object' ? byRelevance(text.words, many) : BY_NAME,
      edgeFields: { matchReasons: reasonsSql(found) },
      connectionFields: { facets: (parameters) => facetsSql(found, parameters) },
    });
  }

  /**
   * Every supplier that matches, as it stands now, in an order that favours nobody.
   *
   * @throws BadUserInput when more match than a fair shortlist can look at
   */
  async snapshot(tx: Tx, query: SupplierQuery, limit: number = MOST_SNAPSHOTS): Promise<SupplierSnapshot[]> {
    await this.mustKnow(tx, query);
    const parameters = new SqlParameters();
    const found = await this.lookUp(tx, query);
    const where = whereSql(found)('n', parameters);
    const reasons = reasonsSql(found)('n', parameters);
    const rows: { snapshot: SupplierSnapshot }[] = await tx.query(
      `SELECT ${snapshotSql(reasons)} AS snapshot FROM supplier n WHERE ${where} ORDER BY md5(n.id::text) LIMIT ${limit + 1}`,
      parameters.values,
    );
    if (rows.length > limit) {
      throw new BadUserInput(
        `More than ${limit} suppliers match. A fair shortlist assesses all of them: narrow the search by sector, technology, region or attestation.`,
      );
    }
    return rows.map(({ snapshot }) => snapshot);
  }

  /** The query with what its search finds, where that is little. */
  private async lookUp(tx: Pick<Tx, 'query'>, query: SupplierQuery): Promise<SupplierQuery> {
    const text = readSearch(query.search);
    if (typeof text !== 'object') return query;
    const parameters = new SqlParameters();
    const [{ keys }]: { keys: string[] }[] = await tx.query(hitsSql(text.words, parameters), parameters.values);
    return keys.length > FEW_HITS ? query : { ...query, hits: keys };
  }

  private async mustKnow(tx: Pick<Tx, 'query'>, query: SupplierQuery): Promise<void> {
    const filter = query.filter ?? {};
    await this.taxonomies.mustKnow(tx, 'sector', filter.sectors ?? [], 'filter.sectors');
    await this.taxonomies.mustKnow(tx, 'technology', filter.technologies ?? [], 'filter.technologies');
    await this.taxonomies.mustKnow(tx, 'region', filter.regions ?? [], 'filter.regions');
    const schemes = (filter.attested ?? []).map(({ scheme }) => scheme);
    await this.taxonomies.mustKnow(tx, 'attestation_scheme', schemes, 'filter.attested.scheme');
  }
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
