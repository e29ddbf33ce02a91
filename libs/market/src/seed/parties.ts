import { v5 as uuidv5 } from 'uuid';
import { Identifier, parseIdentifier, printIdentifier, readIdentifier } from '#registers';

/** The namespace of the keys of all that this library loads: the same rows in every database. */
export const NAMESPACE = '0b7a6a3e-2f0e-5f8b-8d0b-6d1b0e6f3c55';

/** A row of the distinct organisations that notices name. Empty where the notices say nothing. */
export interface PartyRow {
  org_id: string;
  legal_name: string;
  gb_ppon: string;
  gb_coh: string;
  /** `GB-CHC-123456|GB-NHS-X24` */
  other_identifiers: string;
  nuts_region: string;
  scale: string;
  vcse: string;
  website: string;
}

/** An organisation of the notices, under whatever names and identifiers they know it. */
export interface ListedOrganisation {
  organisationId: string;
  /** Null for a buyer that supplies nothing, and for one known only by an id of Find a Tender's own: these have no page. */
  supplierId: string | null;
  /** The first speaks for the page: it carries the PPON, that is, what the organisation registered itself. */
  rows: [PartyRow, ...PartyRow[]];
  /** The first is the primary one. */
  identifiers: Identifier[];
}

/** How a party of a notice was found to be an organisation. A name alone never joins. */
export interface Joined {
  organisation: ListedOrganisation;
  /** NORMALISED_IDENTIFIER: the identifier in the notice had to be mended, such as by leading zeros. */
  confidence: 'IDENTIFIER' | 'NORMALISED_IDENTIFIER';
}

/**
 * The organisations of the notices, joined on public identifiers: rows that share one are one organisation, unless each has a
 * PPON of its own, for those are two registrations.
 */
export class PartyRegister {
  readonly organisations: ListedOrganisation[] = [];
  private readonly byIdentifier = new Map<string, ListedOrganisation[]>();

  constructor(suppliers: readonly PartyRow[], buyers: readonly PartyRow[]) {
    const supplying = new Set(suppliers.map(({ org_id }) => org_id));
    const rows = [...suppliers, ...buyers.filter(({ org_id }) => !supplying.has(org_id))];
    // Those with a PPON first, so that the others find them.
    for (const row of rows.filter(hasPpon)) this.add(row, supplying.has(row.org_id));
    for (const row of rows.filter((each) => !hasPpon(each))) this.add(row, supplying.has(row.org_id));
  }

  /** The one organisation that has one of the identifiers; null where none has, or where more than one has and no other tells. */
  find(identifiers: readonly Identifier[]): Joined | null {
    for (const identifier of identifiers) {
      if (!identifier.joins) continue;
      const [organisation, another] = this.byIdentifier.get(printIdentifier(identifier)) ?? [];
      if (organisation === undefined || another !== undefined) continue;
      return {
        organisation,
        confidence: identifier.published === identifier.id ? 'IDENTIFIER' : 'NORMALISED_IDENTIFIER',
      };
    }
    return null;
  }

  private add(row: PartyRow, isSupplier: boolean): void {
    const identifiers = identifiersOf(row);
    const supplierId = isSupplier && identifiers.length > 0 ? uuidv5(`supplier:${row.org_id}`, NAMESPACE) : null;
    const joined = hasPpon(row) ? null : this.find(identifiers);
    let organisation = joined?.organisation;
    if (organisation === undefined) {
      const organisationId = uuidv5(`organisation:${row.org_id}`, NAMESPACE);
      organisation = { organisationId, supplierId, rows: [row], identifiers: [] };
      this.organisations.push(organisation);
    } else {
      organisation.rows.push(row);
      organisation.supplierId ??= supplierId;
    }
    for (const identifier of identifiers) this.know(organisation, identifier);
  }

  private know(organisation: ListedOrganisation, identifier: Identifier): void {
    const printed = printIdentifier(identifier);
    if (organisation.identifiers.some((known) => printIdentifier(known) === printed)) return;
    organisation.identifiers.push(identifier);
    if (identifier.joins) this.byIdentifier.set(printed, [...(this.byIdentifier.get(printed) ?? []), organisation]);
  }
}

function hasPpon(row: PartyRow): boolean {
  return row.gb_ppon !== '';
}

/** The identifiers of a row, the PPON first. Ids that are local to Find a Tender are not among them. */
function identifiersOf(row: PartyRow): Identifier[] {
  const published = [
    ...(row.gb_ppon === '' ? [] : [{ scheme: 'GB-PPON', id: row.gb_ppon }]),
    ...(row.gb_coh === '' ? [] : [{ scheme: 'GB-COH', id: row.gb_coh }]),
    ...row.other_identifiers.split('|').flatMap((text) => parseIdentifier(text) ?? []),
  ];
  return published
    .filter(({ scheme }) => !scheme.startsWith('GB-FTS'))
    .map((each) => readIdentifier({ ...each, legalName: row.legal_name }));
}
