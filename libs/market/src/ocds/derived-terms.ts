import { Award, classify, LEAST_CONFIDENCE, NoticeDraft, Publication, Release } from '#registers';
import { stands } from './compiled-awards';
import { PartyRegister } from './parties';
import { PublishedFacts } from './published-facts';

/** A row of `derived_term`. */
export interface TermRow {
  supplier_id: string;
  taxonomy: 'sector' | 'technology';
  code: string;
  evidence: 'NOTICES';
  reason: string;
  confidence: number;
}

/** What awards that stand say of their suppliers' sectors and technologies: the surest reason for each is kept, the first of equals. */
export class DerivedTerms {
  readonly sector = new Map<string, TermRow>();
  readonly technology = new Map<string, TermRow>();

  constructor(
    private readonly register: PartyRegister,
    private readonly facts: PublishedFacts,
  ) {}

  add({ notice, parties, awards }: Release, publication: Publication): void {
    for (const award of awards.filter(stands)) {
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
    for (const { code, reason, confidence } of terms) {
      const key = `${supplierId} ${code}`;
      const before = this[taxonomy].get(key);
      if (before !== undefined && before.confidence >= confidence) continue;
      const words = `${reason} in notice ${said.notice.noticeId}`;
      this[taxonomy].set(key, { supplier_id: supplierId, taxonomy, code, evidence: 'NOTICES', reason: words, confidence });
      if (confidence >= LEAST_CONFIDENCE)
        this.facts.derived(supplierId, taxonomy === 'sector' ? 'sectors' : 'technologies', { code, reason: words }, said);
    }
  }
}

/**
 * What an award is for, by its codes, its titles and, where all that is bought is one thing, the description. The description of
 * a framework speaks of what others won, or nobody yet: it would make an ecologist a supplier of charging points.
 */
export function termsOf({ title, description, lots, cpvCodes }: NoticeDraft, award: Award): ReturnType<typeof classify> {
  const won = lots.filter(({ id }) => award.lots.includes(id)).flatMap((lot) => lot.title ?? []);
  return classify({
    cpvCodes: award.cpvCodes.length > 0 ? award.cpvCodes : cpvCodes,
    titles: [title, award.title, ...won],
    description: lots.length > 1 ? null : description,
  });
}
