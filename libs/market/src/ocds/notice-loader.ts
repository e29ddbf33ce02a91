import { v5 as uuidv5 } from 'uuid';
import { insertRows, Tx } from '#platform';
import { Party, printIdentifier, readRelease, Release } from '#registers';
import { AwardRow, compiledAwards, StoredRelease } from './compiled-awards';
import { DerivedTerms, TermRow } from './derived-terms';
import { AcceptedName, NAMESPACE, partyKey, PartyRegister, RegisteredOrganisation } from './parties';
import { PublishedFacts } from './published-facts';

/** A release as it came, and where. */
export interface ArrivedRelease {
  json: unknown;
  /** For the report: `release 12`, or a line. */
  place: string;
}

/** Something that was not taken, or not as it stands. */
export interface LoadProblem {
  place: string;
  problem: string;
  /** Whether the release was taken all the same. */
  taken: boolean;
}

/** What loading came to, by name; a run adds them up. */
export type LoadCounts = Record<'added' | 'unchanged' | 'refused' | 'suppliers' | 'awards' | 'joined' | 'proposed', number>;

/** Who published it, as `notice.source` and facts have it. */
const SOURCE = 'FIND_A_TENDER';

/** A release with its keys and, where it says enough of itself, what it says. */
interface ReadArrival extends StoredRelease {
  place: string;
  release: object;
  read: Release | null;
}

/**
 * Loads releases into notices, and makes of every ocid that they belong to what its releases come to: organisations, suppliers with
 * their facts, awards. Loading a release again changes nothing. The caller's transaction makes it all or nothing.
 */
export class NoticeLoader {
  readonly problems: LoadProblem[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly readAt: string,
  ) {}

  async load(arrived: readonly ArrivedRelease[]): Promise<LoadCounts> {
    const releases = this.readAll(arrived);
    const added = await this.keepNotices(releases);
    const counts = await this.compile([...new Set(added.map(({ ocid }) => ocid))], added);
    return {
      ...counts,
      added: added.length,
      unchanged: releases.length - added.length - this.conflicts,
      refused: arrived.length - releases.length + this.conflicts,
    };
  }

  private conflicts = 0;

  /**
   * Makes the awards of some ocids anew out of their notices.
   *
   * @param added releases whose parties and facts are new
   */
  async compile(
    ocids: readonly string[],
    added: readonly ReadArrival[] = [],
  ): Promise<Pick<LoadCounts, 'suppliers' | 'awards' | 'joined' | 'proposed'>> {
    if (ocids.length === 0) return { suppliers: 0, awards: 0, joined: 0, proposed: 0 };
    await this.tx.query(`SET LOCAL assay.bulk = 'on'`);
    const stored = await this.storedReleases(ocids);
    const parties = added.flatMap(({ ocid, read }) =>
      read === null ? [] : read.parties.map((party) => ({ ocid, party, read })),
    );
    const register = await this.registerOf([...stored.values()].flat(), parties);
    for (const { ocid, party, read } of partiesInOrder(parties)) register.add(ocid, party, supplies(party, read));
    const facts = new PublishedFacts(this.readAt);
    for (const { ocid, party, read } of parties) {
      const supplierId = (register.join(ocid, party)?.organisation ?? unjoined(register, ocid, party))?.supplierId ?? null;
      if (supplierId !== null) facts.noticed(supplierId, party, read.notice);
    }
    const awards: AwardRow[] = [];
    const terms = new DerivedTerms(register, facts);
    const places = new Map(added.map(({ ocid, place }) => [ocid, place]));
    for (const [ocid, releases] of stored) {
      const { compiled, rows, problems } = compiledAwards(releases, register);
      awards.push(...rows);
      if (compiled !== null) terms.add(compiled);
      for (const problem of problems) this.problems.push({ place: places.get(ocid) ?? ocid, problem, taken: true });
    }
    await this.keepOrganisations(register, parties);
    await insertRows(this.tx, 'fact', facts.rows(), '(id) DO NOTHING');
    const suppliers = [...new Set(facts.rows().map(({ supplier_id }) => supplier_id))];
    await this.keepSizes(suppliers);
    await this.keepAwards(ocids, awards);
    await this.keepTerms(terms);
    await this.tx.query('SELECT refresh_supplier_search(id) FROM unnest($1::uuid[]) id', [suppliers]);
    const proposed = await this.propose(ocids);
    return {
      suppliers: register.nowSupplying.length,
      awards: awards.length,
      joined: awards.filter(({ supplier_id }) => supplier_id !== null).length,
      proposed,
    };
  }

  private readAll(arrived: readonly ArrivedRelease[]): ReadArrival[] {
    return arrived.flatMap(({ json, place }) => {
      const result = readRelease(json);
      const { ocid, id } = (json ?? {}) as { ocid?: unknown; id?: unknown };
      if (!isName(ocid) || !isName(id)) {
        const problem = result.ok ? 'it has no id, so that nobody could tell it from another' : result.problem.message;
        this.problems.push({ place, problem, taken: false });
        return [];
      }
      const said = `${place} (${id})`;
      if (!result.ok) this.problems.push({ place: said, problem: `only kept: ${result.problem.message}`, taken: true });
      else
        for (const { path, message } of result.warnings)
          this.problems.push({ place: said, problem: `${path}: ${message}`, taken: true });
      return {
        id: noticeKey(ocid, id),
        ocid,
        noticeId: id,
        place: said,
        release: json as object,
        read: result.ok ? result.release : null,
      };
    });
  }

  /** @returns those that were not there */
  private async keepNotices(releases: readonly ReadArrival[]): Promise<ReadArrival[]> {
    const rows = releases.map(({ id, ocid, noticeId, release, read }) => ({
      id,
      ocid,
      notice_id: noticeId,
      tags: tagsOf(release),
      title: read?.notice.title ?? null,
      published_at: read?.notice.publishedAt ?? null,
      source: SOURCE,
      source_url: read?.notice.sourceUrl ?? null,
      release: storable(release),
    }));
    const first = new Map(rows.toReversed().map((row) => [row.id, row]));
    const there: { id: string; same: boolean }[] = await this.tx.query(
      `SELECT n.id, n.release = r.release AS same FROM json_to_recordset($1) r (id uuid, release jsonb) JOIN notice n USING (id)`,
      [JSON.stringify(rows.map(({ id, release }) => ({ id, release })))],
    );
    const known = new Map(there.map(({ id, same }) => [id, same]));
    await insertRows(
      this.tx,
      'notice',
      [...first.values()].filter(({ id }) => !known.has(id)),
    );
    const added: ReadArrival[] = [];
    for (const [index, release] of releases.entries()) {
      const isFirst = first.get(release.id) === rows[index];
      if (isFirst && !known.has(release.id)) added.push(release);
      else if (
        isFirst
          ? known.get(release.id) === false
          : JSON.stringify(first.get(release.id)?.release) !== JSON.stringify(rows[index].release)
      ) {
        this.conflicts += 1;
        const problem = 'another release with this id is there already and says something else; the first one stands';
        this.problems.push({ place: release.place, problem, taken: false });
      }
    }
    return added;
  }

  private async storedReleases(ocids: readonly string[]): Promise<Map<string, StoredRelease[]>> {
    const rows: { id: string; ocid: string; notice_id: string; release: object }[] = await this.tx.query(
      `SELECT id, ocid, notice_id, release FROM notice WHERE ocid = ANY ($1) ORDER BY ocid, published_at NULLS FIRST, notice_id`,
      [ocids],
    );
    const stored = new Map<string, StoredRelease[]>();
    for (const { id, ocid, notice_id, release } of rows) {
      const list = stored.get(ocid) ?? [];
      stored.set(ocid, list);
      list.push({ id, ocid, noticeId: notice_id, release });
    }
    return stored;
  }

  /** What the database knows of all identifiers in some releases. */
  private async registerOf(
    releases: readonly StoredRelease[],
    parties: readonly { ocid: string; party: Party }[],
  ): Promise<PartyRegister> {
    const stored = releases.flatMap(({ ocid, release }) => {
      const read = readRelease(release);
      return read.ok ? read.release.parties.map((party) => ({ ocid, party })) : [];
    });
    const all = [...stored, ...parties];
    const printed = new Set(all.flatMap(({ party }) => party.identifiers.filter(({ joins }) => joins).map(printIdentifier)));
    const keys = [...new Set(all.map(({ ocid, party }) => partyKey(ocid, party)))];
    const accepted: AcceptedName[] = await this.tx.query(
      `SELECT party_key AS "partyKey", id AS "proposalId", supplier_id AS "supplierId" FROM join_proposal WHERE state = 'ACCEPTED' AND party_key = ANY ($1)`,
      [keys],
    );
    const known = await this.organisations(
      [...printed],
      accepted.map(({ supplierId }) => supplierId),
    );
    return new PartyRegister(known, new Map(accepted.map((each) => [each.partyKey, each])));
  }

  private async organisations(printed: readonly string[], supplierIds: readonly string[]): Promise<RegisteredOrganisation[]> {
    const rows: {
      organisationId: string;
      supplierId: string | null;
      name: string;
      identifiers: { scheme: string; id: string; flaw: string | null }[];
    }[] = await this.tx.query(
      `SELECT o.id AS "organisationId", s.id AS "supplierId", o.name,
           (SELECT json_agg(json_build_object('scheme', i.scheme, 'id', i.identifier, 'flaw', i.flaw) ORDER BY i.is_primary DESC, i.key)
            FROM organisation_identifier i WHERE i.organisation_id = o.id) AS identifiers
         FROM organisation o LEFT JOIN supplier s ON s.organisation_id = o.id
         WHERE o.provenance <> 'DEMONSTRATION' AND (s.id = ANY ($2) OR o.id IN (SELECT i.organisation_id FROM organisation_identifier i
           JOIN (SELECT split_part(p, ' ', 1) AS scheme, substr(p, strpos(p, ' ') + 1) AS identifier FROM unnest($1::text[]) p) x USING (scheme, identifier)))
         ORDER BY o.id`,
      [printed.map((each) => each.replace(/^([A-Z]{2}-[A-Z]+)-/, '$1 ')), supplierIds],
    );
    return rows.map(({ identifiers, ...organisation }) => ({
      ...organisation,
      isNew: false,
      identifiers: (identifiers ?? []).map(({ scheme, id, flaw }) => ({
        scheme,
        id,
        published: id,
        valid: flaw === null,
        joins: flaw === null,
      })),
    }));
  }

  private async keepOrganisations(register: PartyRegister, parties: readonly { ocid: string; party: Party }[]): Promise<void> {
    const fresh = register.organisations.filter(({ isNew }) => isNew);
    const rows = fresh.map(({ organisationId, supplierId, name }) => ({
      id: organisationId,
      kind: supplierId === null ? 'BUYER' : 'SUPPLIER',
      name,
      provenance: SOURCE,
      created_at: this.readAt,
    }));
    await insertRows(this.tx, 'organisation', rows, '(id) DO NOTHING');
    const identifiers = register.learnt.map(({ organisation, identifier }) => ({
      key: uuidv5(`identifier:${organisation.organisationId}:${printIdentifier(identifier)}`, NAMESPACE),
      organisation_id: organisation.organisationId,
      scheme: identifier.scheme,
      identifier: identifier.id,
      published: identifier.published,
      legal_name: identifier.legalName ?? null,
      uri: identifier.uri ?? null,
      is_primary: organisation.isNew && organisation.identifiers[0] === identifier,
      flaw: identifier.flaw ?? null,
      source: SOURCE,
    }));
    await insertRows(this.tx, 'organisation_identifier', identifiers, 'DO NOTHING');
    const said = new Map<string, { nuts: string | null; website: string | null }>();
    for (const { ocid, party } of parties) {
      const organisation = register.join(ocid, party)?.organisation ?? unjoined(register, ocid, party);
      if (organisation === undefined || organisation.supplierId === null) continue;
      const so = said.get(organisation.supplierId);
      said.set(organisation.supplierId, { nuts: so?.nuts ?? party.region, website: so?.website ?? party.website });
    }
    const suppliers = register.nowSupplying.map(({ supplierId, organisationId, name }) => ({
      id: supplierId,
      organisation_id: organisationId,
      name,
      provenance: SOURCE,
    }));
    await insertRows(this.tx, 'supplier', suppliers, 'DO NOTHING');
    const pages = [...said].map(([id, { nuts, website }]) => ({ id, nuts, website }));
    await this.tx.query(
      `UPDATE supplier s SET website = coalesce(s.website, r.website), region_code = coalesce(s.region_code, n.region_code)
       FROM json_to_recordset($1) r (id uuid, nuts text, website text) LEFT JOIN nuts_region n ON n.nuts_code = r.nuts
       WHERE s.id = r.id AND s.claimed_at IS NULL
         AND (coalesce(s.website, r.website) IS DISTINCT FROM s.website OR coalesce(s.region_code, n.region_code) IS DISTINCT FROM s.region_code)`,
      [JSON.stringify(pages)],
    );
  }

  /** Notices say "sme" or "large": which band an SME is in they do not say, and where they differ nobody can tell. */
  private async keepSizes(supplierIds: readonly string[]): Promise<void> {
    await this.tx.query(
      `UPDATE supplier s SET size_band = f.band FROM (SELECT supplier_id, CASE WHEN bool_and(value = 'large') THEN 'LARGE' ELSE 'UNKNOWN' END AS band
         FROM fact WHERE supplier_id = ANY ($1) AND field = 'scale' AND source = $2 GROUP BY supplier_id) f
       WHERE s.id = f.supplier_id AND s.claimed_at IS NULL AND s.size_band IN ('LARGE', 'UNKNOWN') AND s.size_band <> f.band`,
      [supplierIds, SOURCE],
    );
  }

  private async keepAwards(ocids: readonly string[], awards: readonly AwardRow[]): Promise<void> {
    await this.tx.query('DELETE FROM award WHERE ocid = ANY ($1) AND id <> ALL ($2::uuid[])', [
      ocids,
      awards.map(({ id }) => id),
    ]);
    const columns = awards.length === 0 ? [] : Object.keys(awards[0]).filter((column) => column !== 'id');
    await insertRows(
      this.tx,
      'award',
      awards,
      `(id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    );
  }

  /** Leaves pages alone that their organisations have taken over: what these declare is not ours to add to. */
  private async keepTerms(terms: DerivedTerms): Promise<void> {
    const all: TermRow[] = [...terms.sector.values(), ...terms.technology.values()];
    const claimed: { id: string }[] = await this.tx.query(
      'SELECT id FROM supplier WHERE claimed_at IS NOT NULL AND id = ANY ($1)',
      [[...new Set(all.map(({ supplier_id }) => supplier_id))]],
    );
    const taken = new Set(claimed.map(({ id }) => id));
    for (const taxonomy of ['sector', 'technology'] as const) {
      const rows = [...terms[taxonomy].values()].filter(({ supplier_id }) => !taken.has(supplier_id));
      await insertRows(this.tx, `supplier_${taxonomy}`, rows, 'DO NOTHING');
    }
    await this.tx.query(
      `UPDATE supplier s SET is_relevant = true WHERE id = ANY ($1) AND NOT is_relevant
         AND (EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id) OR EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id))`,
      [[...new Set(all.map(({ supplier_id }) => supplier_id))]],
    );
  }

  /** Proposes what only a name says: a person decides. */
  private async propose(ocids: readonly string[]): Promise<number> {
    const made: unknown[] = await this.tx.query(
      `INSERT INTO join_proposal (id, party_key, party_name, supplier_id)
       SELECT DISTINCT ON (a.party_key, s.id) gen_random_uuid(), a.party_key, a.supplier_name, s.id FROM award a
       JOIN supplier s ON name_key(s.name) = name_key(a.supplier_name) AND s.provenance <> 'DEMONSTRATION'
       WHERE a.ocid = ANY ($1) AND a.supplier_id IS NULL AND length(name_key(a.supplier_name)) > 2
       ON CONFLICT DO NOTHING RETURNING id`,
      [ocids],
    );
    return made.length;
  }
}

/** The key of a notice's row. */
export function noticeKey(ocid: string, noticeId: string): string {
  // Find a Tender numbers its notices over all ocids.
  return uuidv5(ocid.startsWith('ocds-h6vhtk-') ? `notice:${noticeId}` : `notice:${ocid}:${noticeId}`, NAMESPACE);
}

/** Those with a PPON first, so that the others find them. */
function partiesInOrder<T extends { party: Party }>(parties: readonly T[]): T[] {
  const has = ({ party }: T): number => Number(party.identifiers.some(({ scheme, joins }) => scheme === 'GB-PPON' && joins));
  return [...parties].sort((a, b) => has(b) - has(a));
}

function supplies({ id, roles }: Party, { awards }: Release): boolean {
  return (
    roles.includes('supplier') ||
    roles.includes('tenderer') ||
    awards.some(({ suppliers }) => suppliers.some(({ partyId }) => partyId === id))
  );
}

/** The page of a party whose identifiers are none: found by where it stands, and joined to no award. */
function unjoined(register: PartyRegister, ocid: string, party: Party): RegisteredOrganisation | undefined {
  if (party.identifiers.some(({ joins }) => joins)) return undefined;
  const organisationId = uuidv5(`organisation:${partyKey(ocid, party)}`, NAMESPACE);
  return register.organisations.find((each) => each.organisationId === organisationId);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 300 && !value.includes('\u0000');
}

function tagsOf(release: object): string[] {
  const { tag } = release as { tag?: unknown };
  return Array.isArray(tag)
    ? tag.filter((each): each is string => typeof each === 'string').map((each) => each.replaceAll('\u0000', ''))
    : [];
}

/** PostgreSQL's JSON has no NUL, and no half of a character. */
function storable(release: object): object {
  const text = JSON.stringify(release);
  return /\\u0000|\\ud[89a-f]/i.test(text)
    ? (JSON.parse(
        text.replace(/\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}/gi, ''),
      ) as object)
    : release;
}
