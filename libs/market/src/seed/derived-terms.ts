import { Award, classify, NoticeDraft, Release } from '#registers';
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

  add(release: Release): void {
    for (const award of release.awards) this.addAward(release, award);
  }

  private addAward({ notice, parties }: Release, award: Award): void {
    const { sectors, technologies } = termsOf(notice, award);
    for (const { partyId } of award.suppliers) {
      const organisation = this.register.find(parties.find(({ id }) => id === partyId)?.identifiers ?? [])?.organisation;
      if (organisation === undefined || organisation.supplierId === null) continue;
      const { supplierId } = organisation;
      for (const [taxonomy, field, found] of [
        ['sector', 'sectors', sectors],
        ['technology', 'technologies', technologies],
      ] as const) {
        for (const { code, reason } of found) {
          const key = `${supplierId} ${code}`;
          if (this[taxonomy].has(key)) continue;
          const words = `${reason} in notice ${notice.noticeId}`;
          this[taxonomy].set(key, { supplier_id: supplierId, [`${taxonomy}_code`]: code, source: 'DERIVED', reason: words });
          this.facts.derived(organisation, field, code, words, notice);
        }
      }
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
