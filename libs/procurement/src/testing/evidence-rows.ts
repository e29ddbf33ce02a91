import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '#identity';
import { LONDON_DAYS } from '#platform';
import { letDeadlinePass } from './let-deadline-pass';

/** A fictional supplier with its page and its people. */
export interface FictionalSupplier {
  organisationId: string;
  supplierId: string;
  name: string;
  editor: string;
  signatory: string;
}

/** A procurement whose criteria are locked, with its shortlist. */
export interface ReadyProcurement {
  id: string;
  key: string;
  candidates: Map<string, string>;
}

/** Days from today, as PostgreSQL adds them. */
interface Validity {
  issued: number;
  expires: number | null;
  /** Its last day, where that is another than the one on which it expires. */
  covers?: number | null;
  /** The id of the one whose place it took. */
  replaces?: string | null;
}

/** What an attestation is about, where that is not the whole organisation. */
interface About {
  /** The id of a product. */
  product?: string | null;
  versions?: string[];
  sites?: string[];
}

/** The refs of the requirements of every procurement here: a gate and a scored one that a scheme evidences, and one that none does. */
export const REFS = { GATE: 'R1', STRONG: 'R2', PLAIN: 'R3' } as const;

/** Rows of fictional organisations that a test begins with, written as the owner. What the product does to them goes through the API. */
export class EvidenceRows {
  private passwordHash = '';
  private readonly scheme = `test-scheme-${uuidv7().slice(-6)}`;
  private itemId = '';

  private constructor(
    private readonly owner: Client,
    private readonly ownerUrl: string,
  ) {}

  /** @param password of everybody that it adds */
  static async open(ownerUrl: string, password: string): Promise<EvidenceRows> {
    // Days are days in London, as they are to the API.
    const owner = new Client({ connectionString: ownerUrl, options: LONDON_DAYS });
    await owner.connect();
    const rows = new EvidenceRows(owner, ownerUrl);
    rows.passwordHash = await hashPassword(password);
    await rows.guidance();
    return rows;
  }

  async close(): Promise<void> {
    await this.owner.end();
  }

  /** Any statement as the owner, for what a test has to look at or to bend. */
  async query<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(sql, values)).rows;
  }

  async organisation(kind: 'BUYER' | 'SUPPLIER', name: string): Promise<string> {
    const id = uuidv7();
    await this.query(`INSERT INTO organisation (id, kind, name, provenance) VALUES ($1, $2, $3, 'DEMONSTRATION')`, [
      id,
      kind,
      name,
    ]);
    return id;
  }

  /** Somebody with a role in an organisation. @returns the e-mail address to sign in with */
  async person(organisationId: string, name: string, roles: string[]): Promise<string> {
    const id = uuidv7();
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${id.slice(-6)}@test.invalid`;
    await this.query('INSERT INTO user_account (id, name, email, password_hash) VALUES ($1, $2, $3, $4)', [
      id,
      name,
      email,
      this.passwordHash,
    ]);
    await this.query('INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, $3)', [
      id,
      organisationId,
      roles,
    ]);
    return email;
  }

  async supplier(name: string): Promise<FictionalSupplier> {
    const organisationId = await this.organisation('SUPPLIER', name);
    const supplierId = uuidv7();
    await this.query(`INSERT INTO supplier (id, organisation_id, name, provenance) VALUES ($1, $2, $3, 'DEMONSTRATION')`, [
      supplierId,
      organisationId,
      name,
    ]);
    const editor = await this.person(organisationId, `Editor of ${name}`, ['EDITOR']);
    const signatory = await this.person(organisationId, `Signatory of ${name}`, ['SIGNATORY']);
    return { organisationId, supplierId, name, editor, signatory };
  }

  /** A product of the supplier's page. @returns its opaque id */
  async product({ supplierId }: FictionalSupplier, name: string, versions: string[] = []): Promise<string> {
    const id = uuidv7();
    await this.query(`INSERT INTO product (id, supplier_id, name, kind, versions) VALUES ($1, $2, $3, 'HARDWARE', $4)`, [
      id,
      supplierId,
      name,
      versions,
    ]);
    return `prd_${id}`;
  }

  /** An attestation of the scheme that evidences R1 and R2. @returns its opaque id */
  async attestation(
    { organisationId, supplierId, name }: FictionalSupplier,
    reference: string,
    state: string,
    { issued, expires, covers = null, replaces = null }: Validity,
    { product = null, versions = [], sites = [] }: About = {},
  ): Promise<string> {
    const id = uuidv7();
    await this.query(
      `INSERT INTO attestation (id, organisation_id, supplier_id, scheme_code, reference, legal_entity, claimed_strength, strength,
         issued_on, expires_on, covers_to, state, supersedes_id, product_id, product_versions, sites, signatory_name, statement, signed_at, signed_hash)
       VALUES ($1, $2, $3, $4, $5, $6, 'INDEPENDENT_VALIDATION', 'INDEPENDENT_VALIDATION', current_date + $7::int, current_date + $8::int, current_date + $10::int, $9, $11, $12, $13, $14,
         'Test Signatory', 'Signed for a test.', now(), repeat('0', 64))`,
      [
        id,
        organisationId,
        supplierId,
        this.scheme,
        reference,
        name,
        issued,
        expires,
        state,
        covers,
        replaces?.slice('att_'.length) ?? null,
        product?.slice('prd_'.length) ?? null,
        versions,
        sites,
      ],
    );
    return `att_${id}`;
  }

  /** A procurement of the buyer whose criteria are locked, with these suppliers on its shortlist. */
  async procurement(
    buyerId: string,
    shortlist: readonly FictionalSupplier[],
    excluded: readonly FictionalSupplier[] = [],
  ): Promise<ReadyProcurement> {
    const key = uuidv7();
    await this.query(
      `INSERT INTO procurement (id, organisation_id, reference, title, stage, buyer_name)
       VALUES ($1, $2, $3, 'Parking sensors for a fictional town', 'SOURCING', 'Fictional Council')`,
      [key, buyerId, `P-${key.slice(-6)}`],
    );
    await this.requirements(key, buyerId);
    const candidates = await this.candidates(key, buyerId, shortlist, excluded);
    await this.query(`UPDATE procurement SET stage = 'CRITERIA_LOCKED', criteria_locked_at = now() WHERE id = $1`, [key]);
    return { id: `prc_${key}`, key, candidates };
  }

  /** Lets the deadline of a procurement pass. */
  deadlinePasses({ key }: ReadyProcurement): Promise<void> {
    return letDeadlinePass(this.ownerUrl, key);
  }

  private async requirements(procurement: string, buyerId: string): Promise<void> {
    const made = [
      [REFS.GATE, 'Devices have no default passwords.', 'GATE', null],
      [REFS.STRONG, 'Updates are signed.', 'SCORED', 60],
      [REFS.PLAIN, 'The data can be exported.', 'SCORED', 40],
    ] as const;
    for (const [position, [ref, text, kind, weight]] of made.entries()) {
      const id = uuidv7();
      await this.query(
        `INSERT INTO requirement (id, procurement_id, organisation_id, ref, text, kind, weight, minimum_strength, applicable, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'ASSERTION', true, $8)`,
        [id, procurement, buyerId, ref, text, kind, weight, position],
      );
      if (ref === REFS.PLAIN) continue;
      await this.query(
        `INSERT INTO requirement_guidance (id, requirement_id, organisation_id, item_id, score, confidence, reasons, status, position, decided_at, decided_text)
         VALUES ($1, $2, $3, $4, 1, 1, '[]', 'ACCEPTED', 0, now(), $5)`,
        [uuidv7(), id, buyerId, this.itemId, text],
      );
    }
  }

  private async candidates(
    procurement: string,
    buyerId: string,
    shortlist: readonly FictionalSupplier[],
    excluded: readonly FictionalSupplier[],
  ): Promise<Map<string, string>> {
    const search = uuidv7();
    await this.query(
      `INSERT INTO locked_search (id, procurement_id, organisation_id, criteria, result_count, data_date, digest, locked_by_name)
       VALUES ($1, $2, $3, '{}', $4, now(), repeat('0', 64), 'Test Buyer')`,
      [search, procurement, buyerId, shortlist.length + excluded.length],
    );
    const made = new Map<string, string>();
    for (const [position, supplier] of [...shortlist, ...excluded].entries()) {
      const id = uuidv7();
      await this.query(
        `INSERT INTO locked_result (locked_search_id, supplier_id, organisation_id, position, snapshot, hash) VALUES ($1, $2, $3, $4, '{}', repeat('0', 64))`,
        [search, supplier.supplierId, buyerId, position],
      );
      await this.query(
        `INSERT INTO candidate (id, procurement_id, organisation_id, locked_search_id, supplier_id, supplier_organisation_id, state, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'For a test')`,
        [
          id,
          procurement,
          buyerId,
          search,
          supplier.supplierId,
          supplier.organisationId,
          excluded.includes(supplier) ? 'EXCLUDED' : 'SHORTLISTED',
        ],
      );
      made.set(supplier.name, `cnd_${id}`);
    }
    return made;
  }

  /** A guidance item and a scheme that evidences it in part. */
  private async guidance(): Promise<void> {
    const [document, code] = [uuidv7(), `test-${uuidv7().slice(-6)}`];
    this.itemId = uuidv7();
    await this.query(
      `INSERT INTO guidance_document (id, code, title, publisher, version, licence, verified, position)
       VALUES ($1, $2, 'Guidance made for a test', 'Nobody', '1', 'none', false, 999)`,
      [document, code],
    );
    await this.query(
      `INSERT INTO guidance_item (id, document_id, code, title, summary, theme, lifecycle_stage, position, verified)
       VALUES ($1, $2, $3, 'An item made for a test', 'Made for a test.', 'test', 'test', 0, false)`,
      [this.itemId, document, `${code}.1`],
    );
    await this.query(
      `INSERT INTO attestation_scheme (code, name, issuer, kind, validity_rule, fields, verified, position)
       VALUES ($1, 'Test Mark', 'Nobody', 'CERTIFICATION', 'none', '[]', false, 999)`,
      [this.scheme],
    );
    await this.query(`INSERT INTO scheme_evidence (scheme_code, item_id, extent) VALUES ($1, $2, 'PARTIAL')`, [
      this.scheme,
      this.itemId,
    ]);
  }
}
