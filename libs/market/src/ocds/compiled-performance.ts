import { v5 as uuidv5 } from 'uuid';
import { ContractPerformance, givenAwardId, performanceIn, readCurrency, Release } from '#registers';
import { NAMESPACE, partyKey } from './parties';
import { StoredRelease } from './stored-release';

/** A row of `contract_performance`. */
export interface PerformanceRow {
  id: string;
  notice_id: string;
  ocid: string;
  award_id: string | null;
  party_keys: string[] | null;
  [column: string]: unknown;
}

/** A buyer as its notice names it; its organisation where the directory knows that. */
export interface Buyer {
  name: string;
  organisationId: string | null;
}

/**
 * What the releases of one ocid state of the performance of its contracts, each statement once, as the latest release has it and with the notice
 * that last stated it. What nobody can tell the contract of, or whose supplier no notice names, is told of.
 *
 * @param releases as they were given, and with their awards told apart
 * @param awards of the ocid that stand
 */
export function compiledPerformance(
  compiled: Release,
  releases: { given: readonly StoredRelease[]; apart: readonly StoredRelease[] },
  awards: readonly { award_id: string; party_key?: unknown }[],
  buyer: Buyer,
): { rows: PerformanceRow[]; problems: string[] } {
  const problems = new Set(ambiguousIn(releases));
  if (compiled.performance.length === 0) return { rows: [], problems: [...problems] };
  const latest = new Map(
    releases.apart.flatMap((stored) => performanceIn(stored.release).map((stated) => [keyOf(stated), stored] as const)),
  );
  const rows = new Map<string, PerformanceRow>();
  for (const [position, stated] of compiled.performance.entries()) {
    const source = latest.get(keyOf(stated)) ?? releases.apart[releases.apart.length - 1];
    const row = { ...rowOf(stated, source), position, buyer_name: buyer.name, buyer_organisation_id: buyer.organisationId };
    // Two contracts under one id state two things.
    const id = rows.has(row.id) ? uuidv5(`${row.id} ${position}`, NAMESPACE) : row.id;
    rows.set(id, { ...row, id });
    const problem = unheld(stated, row, awards);
    if (problem !== null) problems.add(problem);
  }
  return { rows: [...rows.values()], problems: [...problems] };
}

function keyOf({ kind, contractId, statement }: ContractPerformance): string {
  return JSON.stringify([kind, contractId, statement]);
}

function rowOf(stated: ContractPerformance, { id, ocid }: StoredRelease): PerformanceRow {
  const { penalty } = stated;
  return {
    id: uuidv5(`performance:${ocid}:${keyOf(stated)}`, NAMESPACE),
    notice_id: id,
    ocid,
    contract_id: stated.contractId,
    award_id: stated.awardId,
    kind: stated.kind,
    indicator: stated.indicator,
    target: stated.target,
    starts_on: stated.period?.startsOn ?? null,
    ends_on: stated.period?.endsOn ?? null,
    every: stated.every,
    measured: stated.measured,
    rating: stated.rating,
    rating_description: stated.ratingDescription,
    party_keys: stated.responsible?.map(({ partyId, name }) => partyKey(ocid, { id: partyId, name })) ?? null,
    decided_on: penalty?.decidedOn ?? null,
    penalty_on: penalty?.penaltyOn ?? null,
    penalty_basis: penalty?.basis ?? null,
    penalty_gross: penalty?.value?.gross ?? null,
    penalty_net: penalty?.value?.net ?? null,
    penalty_currency: readCurrency(penalty?.value?.currency),
    partial_termination: penalty?.partialTermination ?? null,
  };
}

/** What is told of a statement that no award of the ocid is the contract of. */
function unheld(
  { contractId, kind, responsible }: ContractPerformance,
  { award_id, party_keys }: PerformanceRow,
  awards: readonly { award_id: string; party_key?: unknown }[],
): string | null {
  const holders = awards.filter((award) => award.award_id === award_id);
  const contract = `contract ${contractId || '(without an id)'}`;
  if (holders.length === 0)
    return kind === 'AGREED'
      ? null
      : `${contract}: what is said of its performance stands with its notice alone, since no notice that is here says who was awarded it`;
  if (party_keys === null || holders.some(({ party_key }) => party_keys.includes(String(party_key)))) return null;
  const names = responsible?.map(({ partyId, name }) => name || partyId).join(', ') ?? '';
  return `${contract}: a failure is said to be of ${names}, to whom it was not awarded: it stands with its notice alone`;
}

/** What was left out with a contract that may be of any of several awards. */
function ambiguousIn({ given, apart }: { given: readonly StoredRelease[]; apart: readonly StoredRelease[] }): string[] {
  return given.flatMap(({ noticeId, release }, index) => {
    const all = performanceIn(release);
    if (all.length === 0) return [];
    const told = new Set(performanceIn(apart[index].release).map(({ contractId }) => givenAwardId(contractId)));
    const lost = new Set(all.flatMap(({ contractId }) => (told.has(contractId) ? [] : [contractId])));
    return [...lost].map(
      (contractId) =>
        `contract ${contractId || '(without an id)'} of ${noticeId}: several awards have the id of its award, so that nobody can tell whose performance it is; it is not taken`,
    );
  });
}
