import { v5 as uuidv5 } from 'uuid';
import { NoticeDraft, Party } from '#registers';
import { NAMESPACE } from './parties';

/** A row of `fact`. */
export interface FactRow {
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

/** What notices say of suppliers: one fact for each different value of a field, with the first notice that says so. */
export class PublishedFacts {
  private readonly found = new Map<string, FactRow>();

  /** @param readAt when what has no date of its own was read: ISO 8601 */
  constructor(private readonly readAt: string) {}

  /** What one notice says of one of its parties. */
  noticed(supplierId: string, party: Party, notice: NoticeDraft): void {
    const { name, region, scale, vcse, website } = party;
    const fields = { name, region, scale, vcse: vcse === null ? null : String(vcse), website };
    for (const [field, value] of Object.entries(fields)) this.keep(supplierId, field, value, notice, NOTES[field] ?? null);
  }

  /** What this product concluded from a notice: a sector or a technology. */
  derived(supplierId: string, field: 'sectors' | 'technologies', code: string, reason: string, notice: NoticeDraft): void {
    this.keep(supplierId, field, code, notice, `Derived by this directory: ${reason}`);
  }

  rows(): FactRow[] {
    return [...this.found.values()];
  }

  private keep(supplierId: string, field: string, value: string | null, notice: NoticeDraft, note: string | null): void {
    if (value === null || value === '') return;
    const key = `fact:${supplierId}:${field}:${value}`;
    if (this.found.has(key)) return;
    this.found.set(key, {
      id: uuidv5(key, NAMESPACE),
      supplier_id: supplierId,
      field,
      value,
      source: 'FIND_A_TENDER',
      source_url: notice.sourceUrl,
      recorded_at: notice.publishedAt ?? this.readAt,
      note,
    });
  }
}
