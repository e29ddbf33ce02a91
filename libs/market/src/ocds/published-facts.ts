import { v5 as uuidv5 } from 'uuid';
import { NoticeDraft, NoticePublisher, Party, Publication } from '#registers';
import { NAMESPACE } from './parties';

/** A row of `fact`. */
export interface FactRow {
  id: string;
  supplier_id: string;
  field: string;
  value: string;
  source: NoticePublisher;
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
  noticed(supplierId: string, party: Party, notice: NoticeDraft, publication: Publication): void {
    const { name, region, scale, vcse, website } = party;
    const fields = { name, region, scale, vcse: vcse === null ? null : String(vcse), website };
    for (const [field, value] of Object.entries(fields))
      this.keep({ supplierId, field, value, notice, publication, note: NOTES[field] ?? null });
  }

  /** What this product concluded from a notice: a sector or a technology. */
  derived(
    supplierId: string,
    field: 'sectors' | 'technologies',
    { code, reason }: { code: string; reason: string },
    { notice, publication }: { notice: NoticeDraft; publication: Publication },
  ): void {
    this.keep({ supplierId, field, value: code, notice, publication, note: `Derived by this directory: ${reason}` });
  }

  rows(): FactRow[] {
    return [...this.found.values()];
  }

  private keep({ supplierId, field, value, notice, publication, note }: Said): void {
    if (value === null || value === '') return;
    // What Find a Tender says has its key from before there were others; what two publishers say are two facts.
    const { publisher } = publication;
    const key = `fact:${publisher === 'FIND_A_TENDER' ? '' : `${publisher}:`}${supplierId}:${field}:${value}`;
    if (this.found.has(key)) return;
    this.found.set(key, {
      id: uuidv5(key, NAMESPACE),
      supplier_id: supplierId,
      field,
      value,
      source: publisher,
      source_url: notice.sourceUrl,
      recorded_at: notice.publishedAt ?? this.readAt,
      note: [note, toldBy(publication)].flatMap((each) => each ?? []).join(' ') || null,
    });
  }
}

interface Said {
  supplierId: string;
  field: string;
  value: string | null;
  notice: NoticeDraft;
  publication: Publication;
  note: string | null;
}

/** Names a publisher that has no code of its own. */
function toldBy({ publisher, name }: Publication): string | null {
  if (publisher !== 'OTHER_PUBLISHER') return null;
  return name === null ? 'Its package names no publisher.' : `Published by ${name}.`;
}
