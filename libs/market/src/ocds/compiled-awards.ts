import { v5 as uuidv5 } from 'uuid';
import { Award, compileReleases, givenAwardId, idOf, Party, Publication, readCurrency, readRelease, Release } from '#registers';
import { Buyer, compiledPerformance, PerformanceRow } from './compiled-performance';
import { NAMESPACE, partyKey, PartyRegister } from './parties';
import { StoredRelease } from './stored-release';

/** A row of `award`. */
export interface AwardRow {
  id: string;
  notice_id: string;
  ocid: string;
  award_id: string;
  supplier_id: string | null;
  status: string | null;
  [column: string]: unknown;
}

/** Statuses of what was in the end not awarded. The notice that says so is kept; an award it is not. */
const NOT_AWARDED = ['cancelled', 'unsuccessful'];

/** Whether an award, as its notices have it in the end, stands. */
export function stands({ status }: { status: string | null }): boolean {
  return !NOT_AWARDED.includes(status ?? '');
}

/**
 * What the releases of one ocid come to: its awards, each supplier's once, as the latest release has them.
 *
 * @returns the compiled release too, and who published the latest, which it is called by; and what its notices state of performance
 */
export function compiledAwards(
  releases: readonly StoredRelease[],
  register: PartyRegister,
): { compiled: Release | null; publication: Publication; rows: AwardRow[]; performance: PerformanceRow[]; problems: string[] } {
  const { publication } = releases[releases.length - 1];
  const apart = compileReleases(releases.map(({ release }) => release));
  const read = readRelease(apart.compiled);
  if (!read.ok) return { compiled: null, publication, rows: [], performance: [], problems: [] };
  const { release: compiled } = read;
  const sources = releases.map((stored, index) => ({ ...stored, release: apart.releases[index] }));
  const latest = latestByAward(sources);
  const addressOf = addressReader();
  const rows = new Map<string, AwardRow>();
  const problems: string[] = [];
  for (const award of compiled.awards) {
    if (award.suppliers.length === 0 && stands(award))
      problems.push(`award ${award.awardId || '(without an id)'} names no supplier: it is not counted`);
    for (const problem of flawsOf(award)) problems.push(`award ${award.awardId || '(without an id)'}: ${problem}`);
    const source = latest.get(award.awardId) ?? sources[sources.length - 1];
    for (const row of rowsOf(compiled, award, { ...source, sourceUrl: addressOf(source) }, register)) rows.set(row.id, row);
  }
  const standing = eachOnce([...rows.values()], sources).filter(stands);
  const performance = compiledPerformance(compiled, { given: releases, apart: sources }, standing, buyerOf(compiled, register));
  return {
    compiled,
    publication,
    rows: standing,
    performance: performance.rows,
    problems: [...problems, ...performance.problems],
  };
}

/** What two awards agree in that are one: but for the id of its party, which the publisher changed. */
const OF_ONE_AWARD = ['supplier_id', 'value_gross', 'value_net', 'currency'];

/**
 * Awards that the register gave one id, of one value to one supplier, are one: a notice was published again with another id of the supplier,
 * which only joining shows to be the same. Two that stand in one release are two. It is called as the first was, and says what the last says.
 */
function eachOnce(rows: readonly AwardRow[], releases: readonly StoredRelease[]): AwardRow[] {
  const awards: AwardRow[] = [];
  for (const row of rows) {
    const at = awards.findIndex((before) => isOneAward(before, row, releases));
    if (at < 0) awards.push(row);
    else awards[at] = { ...withoutNulls(awards[at], row), id: awards[at].id, award_id: awards[at].award_id };
  }
  return awards;
}

function isOneAward(one: AwardRow, other: AwardRow, releases: readonly StoredRelease[]): boolean {
  return (
    one.supplier_id !== null &&
    one.award_id !== other.award_id &&
    givenAwardId(one.award_id) === givenAwardId(other.award_id) &&
    OF_ONE_AWARD.every((column) => one[column] === other[column]) &&
    !releases.some(({ release }) => {
      const named = namedIn(release, 'awards', 'id');
      return [one, other].every(({ award_id }) => named.includes(award_id));
    })
  );
}

/** A row, with what it does not say as one before it says it. */
function withoutNulls(before: AwardRow, row: AwardRow): AwardRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? before[column]])) as AwardRow;
}

/** A release that awards come from, with the address of its notice. */
interface Source extends StoredRelease {
  sourceUrl: string | null;
}

/** Tells the address of a release's notice, and reads each release once: one may have a thousand awards. */
function addressReader(): (stored: StoredRelease) => string | null {
  const known = new Map<StoredRelease, string | null>();
  return (stored) => {
    const before = known.get(stored);
    if (before !== undefined) return before;
    const read = readRelease(stored.release);
    const address = read.ok ? read.release.notice.sourceUrl : null;
    known.set(stored, address);
    return address;
  };
}

/** The latest release that speaks of an award or of its contract, by the award's id. */
function latestByAward(releases: readonly StoredRelease[]): Map<string, StoredRelease> {
  const latest = new Map<string, StoredRelease>();
  for (const stored of releases)
    for (const awardId of [...namedIn(stored.release, 'awards', 'id'), ...namedIn(stored.release, 'contracts', 'awardID')])
      latest.set(awardId, stored);
  return latest;
}

/** The awards that a list of a release names, by their ids. */
function namedIn(release: object, list: 'awards' | 'contracts', key: 'id' | 'awardID'): string[] {
  const things = (release as Record<string, unknown>)[list];
  return Array.isArray(things) ? things.map((each: Record<string, unknown> | null) => idOf(each?.[key]) ?? '') : [];
}

function rowsOf({ notice, parties }: Release, award: Award, source: Source, register: PartyRegister): AwardRow[] {
  const buyer = buyerOf({ notice }, register);
  return award.suppliers.flatMap(({ partyId, name }) => {
    const party: Pick<Party, 'id' | 'name'> & Partial<Party> = parties.find(({ id }) => id === partyId) ?? {
      id: partyId,
      name,
    };
    const supplierName = party.name || name;
    if (supplierName === '') return [];
    const joined = party.identifiers === undefined ? null : register.join(notice.ocid, party as Party);
    const supplierId = joined?.organisation.supplierId ?? null;
    return {
      id: uuidv5(`award:${notice.ocid}:${award.awardId}:${supplierId ?? supplierName}`, NAMESPACE),
      notice_id: source.id,
      ocid: notice.ocid,
      award_id: award.awardId,
      title: award.title,
      status: award.status,
      contract_status: award.contractStatus,
      buyer_name: buyer.name,
      buyer_organisation_id: buyer.organisationId,
      party_key: partyKey(notice.ocid, { id: party.id, name: supplierName }),
      supplier_id: supplierId,
      supplier_name: supplierName,
      join_confidence: supplierId === null ? null : (joined?.confidence ?? null),
      joined_by: supplierId === null ? null : (joined?.proposalId ?? null),
      value_gross: award.value?.gross ?? null,
      value_net: award.value?.net ?? null,
      currency: readCurrency(award.value?.currency),
      awarded_on: award.awardedOn,
      starts_on: award.contractPeriod?.startsOn ?? null,
      ends_on: award.contractPeriod?.endsOn ?? null,
      lots: award.lots,
      cpv_codes: award.cpvCodes.length > 0 ? award.cpvCodes : notice.cpvCodes,
      region_codes: award.regions,
      under_framework: notice.underFramework,
      source_url: source.sourceUrl ?? notice.sourceUrl,
    };
  });
}

/** Whose contracts they are, as the notice names it and as the directory knows it. */
/** Stands for the buyer of a notice that names none; the market counts it as no buyer (`refresh_market`). */
const NOT_NAMED = 'not stated';

function buyerOf({ notice }: Pick<Release, 'notice'>, register: PartyRegister): Buyer {
  const found = register.find(notice.buyer?.identifiers ?? [])?.organisation;
  return { name: notice.buyer?.name ?? NOT_NAMED, organisationId: found?.organisationId ?? null };
}

/** What of an award is not taken as it stands. */
function flawsOf({ value }: Award): string[] {
  if (value === null || readCurrency(value.currency) !== null) return [];
  if (value.currency === null) return ['it has a value and no currency: its value is of none'];
  return [`"${value.currency}" is not a currency: its value is of none`];
}
