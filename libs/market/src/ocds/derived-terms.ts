import { Award, classify, NoticeDraft, Publication, Release } from '#registers';
import { PartyRegister } from './parties';
import { PublishedFacts } from './published-facts';

/** A row of `supplier_sector` or `supplier_technology`. */
export interface TermRow {
  supplier_id: string;
  source: 'DERIVED';
  reason: string;
  [column: string]: string;
}

/** What awards say of their suppliers' sectors and technologies: the first reason for each is kept. */
export class DerivedTerms {
  readonly sector = new Map<string, TermRow>();
  readonly technology = new Map<string, TermRow>();

  constructor(
    private readonly register: PartyRegister,
    private readonly facts: PublishedFacts,
  ) {}

  add({ notice, parties, awards }: Release, publication: Publication): void {
    for (const award of awards) {
      const { sectors, technologies } = termsOf(notice, award);
      for (const { partyId } of award.suppliers) {
        const party = parties.find(({ id }) => id === partyId);
        const supplierId =
          party === undefined ? null : (this.register.join(notice.ocid, party)?.organisation.supplierId ?? null);
        if (supplierId === null) continue;
        this.keep(supplierId, 'sector', sectors, { notice, publication });
        this.keep(supplierId, 'technology', technologies, { notice, publication });
      }
    }
  }

  private keep(
    supplierId: string,
    taxonomy: 'sector' | 'technology',
    terms: ReturnType<typeof classify>['sectors'],
    said: { notice: NoticeDraft; publication: Publication },
  ): void {
    for (const { code, reason } of terms) {
      const key = `${supplierId} ${code}`;
      if (this[taxonomy].has(key)) continue;
      const words = `${reason} in notice ${said.notice.noticeId}`;
      this[taxonomy].set(key, { supplier_id: supplierId, [`${taxonomy}_code`]: code, source: 'DERIVED', reason: words });
      this.facts.derived(supplierId, taxonomy === 'sector' ? 'sectors' : 'technologies', { code, reason: words }, said);
    }
  }
}

/** A description that speaks of more sectors than these lists what a framework may come to cover. */
const MOST_SECTORS_OF_ONE_AWARD = 3;

/**
 * What an award is for, by its codes, its titles and, where all that is bought is one thing, the description. The description of
 * a framework speaks of what others won, or nobody yet: it would make an ecologist a supplier of charging points.
 */
export function termsOf({ title, description, lots, cpvCodes }: NoticeDraft, award: Award): ReturnType<typeof classify> {
  const codes = award.cpvCodes.length > 0 ? award.cpvCodes : cpvCodes;
  const won = lots.filter(({ id }) => award.lots.includes(id)).flatMap((lot) => lot.title ?? []);
  const byTitle = classify({ cpvCodes: codes, texts: [title, award.title, ...won] });
  if (lots.length > 1 || description === null) return byTitle;
  const withDescription = classify({ cpvCodes: codes, texts: [title, award.title, ...won, description] });
  return withDescription.sectors.length > MOST_SECTORS_OF_ONE_AWARD ? byTitle : withDescription;
}
