import { v5 as uuidv5 } from 'uuid';
import { NoticeDraft, Party } from '#registers';
import { ListedOrganisation, NAMESPACE, PartyRow } from './parties';

/** The last day that the files tell of: when a value was read for which no single notice is known. */
export const READ_AT = '2026-08-12T00:00:00.000Z';

/** A row of `fact`. */
interface FactRow {
  id: string;
  supplier_id: string;
  field: string;
  value: string;
  source: 'FIND_A_TENDER';
  source_url: string | null;
  recorded_at: string;
  note: string | null;
}

/** Whose word a value is, where that is not the register's own. */
const NOTES: Record<string, string> = {
  region: 'NUTS code of the address in the notice',
  scale: 'As the notice says; it is the claim of the buyer who published it. "sme" does not say micro, small or medium.',
  vcse: 'As the notice says; it is the claim of the buyer who published it.',
};

/** What the notices say of suppliers: one fact for each different value of a field, with the latest notice that says so. */
export class PublishedFacts {
  private readonly found = new Map<string, FactRow>();
  private readonly valuesBy = new Map<string, string[]>();

  /** What the list of parties says: it names no single notice. */
  listed(organisation: ListedOrganisation): void {
    for (const row of organisation.rows) {
      for (const [field, value] of Object.entries(fieldsOfRow(row))) this.keep(organisation, field, value, null);
    }
  }

  /** What one notice says of one of its parties. */
  noticed(organisation: ListedOrganisation, party: Party, notice: NoticeDraft): void {
    for (const [field, value] of Object.entries(fieldsOfParty(party))) this.keep(organisation, field, value, notice);
  }

  /** What this product concluded from a notice: a sector or a technology. */
  derived(
    organisation: ListedOrganisation,
    field: 'sectors' | 'technologies',
    code: string,
    reason: string,
    notice: NoticeDraft,
  ): void {
    this.keep(organisation, field, code, notice, `Derived by this directory: ${reason}`);
  }

  /** Every value of a field that any source states of a supplier. */
  valuesOf(supplierId: string, field: string): string[] {
    return this.valuesBy.get(`${supplierId} ${field}`) ?? [];
  }

  rows(): FactRow[] {
    return [...this.found.values()];
  }

  private keep(
    { supplierId }: ListedOrganisation,
    field: string,
    value: string | null,
    notice: NoticeDraft | null,
    note: string | null = NOTES[field] ?? null,
  ): void {
    if (supplierId === null || value === null || value === '') return;
    const key = `fact:${supplierId}:${field}:${value}`;
    const recorded_at = notice?.publishedAt ?? READ_AT;
    const known = this.found.get(key);
    if (known !== undefined && known.source_url !== null && known.recorded_at >= recorded_at) return;
    if (known !== undefined && notice === null) return;
    if (known === undefined) this.valuesBy.set(`${supplierId} ${field}`, [...this.valuesOf(supplierId, field), value]);
    this.found.set(key, {
      id: uuidv5(key, NAMESPACE),
      supplier_id: supplierId,
      field,
      value,
      source: 'FIND_A_TENDER',
      source_url: notice?.sourceUrl ?? null,
      recorded_at,
      note,
    });
  }
}

function fieldsOfRow(row: PartyRow): Record<string, string> {
  return {
    name: row.legal_name,
    region: row.nuts_region,
    scale: row.scale,
    vcse: row.vcse.toLowerCase(),
    website: row.website,
  };
}

function fieldsOfParty(party: Party): Record<string, string | null> {
  const { name, region, scale, vcse, website } = party;
  return { name, region, scale, vcse: vcse === null ? null : String(vcse), website };
}
