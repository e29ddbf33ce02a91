import { v5 as uuidv5 } from 'uuid';
import { Award, Release } from '#registers';
import { NAMESPACE, PartyRegister } from './parties';

/** A row of `award`. */
export interface AwardRow {
  id: string;
  notice_id: string;
  supplier_id: string | null;
  status: string | null;
  [column: string]: unknown;
}

/** Statuses of what was in the end not awarded. The notice that says so is kept; an award it is not. */
const NOT_AWARDED = ['cancelled', 'unsuccessful'];

/** The awards of the notices, each supplier's once: where notices repeat or change an award, the latest counts. */
export class PublishedAwards {
  private readonly latest = new Map<string, { publishedAt: string; row: AwardRow }>();

  constructor(private readonly register: PartyRegister) {}

  /** The key of a notice's row. */
  static noticeKey(noticeId: string): string {
    return uuidv5(`notice:${noticeId}`, NAMESPACE);
  }

  add(release: Release): void {
    const publishedAt = release.notice.publishedAt ?? '';
    for (const award of release.awards) {
      for (const row of this.rowsOf(release, award)) {
        const known = this.latest.get(row.id);
        if (known === undefined || known.publishedAt <= publishedAt) this.latest.set(row.id, { publishedAt, row });
      }
    }
  }

  rows(): AwardRow[] {
    return [...this.latest.values()].map(({ row }) => row).filter(({ status }) => !NOT_AWARDED.includes(status ?? ''));
  }

  private rowsOf({ notice, parties }: Release, award: Award): AwardRow[] {
    const buyer = this.register.find(notice.buyer?.identifiers ?? [])?.organisation;
    return award.suppliers.map(({ partyId, name }) => {
      const party = parties.find(({ id }) => id === partyId);
      const joined = this.register.find(party?.identifiers ?? []);
      const supplierId = joined?.organisation.supplierId ?? null;
      const supplierName = party?.name ?? name;
      return {
        id: uuidv5(`award:${notice.ocid}:${award.awardId}:${supplierId ?? supplierName}`, NAMESPACE),
        notice_id: PublishedAwards.noticeKey(notice.noticeId),
        ocid: notice.ocid,
        award_id: award.awardId,
        title: award.title,
        status: award.status,
        buyer_name: notice.buyer?.name ?? 'not stated',
        buyer_organisation_id: buyer?.organisationId ?? null,
        supplier_id: supplierId,
        supplier_name: supplierName,
        join_confidence: supplierId === null ? null : (joined?.confidence ?? null),
        value_gross: award.value?.gross ?? null,
        value_net: award.value?.net ?? null,
        currency: award.value?.currency ?? null,
        awarded_on: award.awardedOn,
        starts_on: award.contractPeriod?.startsOn ?? null,
        ends_on: award.contractPeriod?.endsOn ?? null,
        lots: award.lots,
        cpv_codes: award.cpvCodes,
        region_codes: award.regions,
        source_url: notice.sourceUrl,
      };
    });
  }
}
