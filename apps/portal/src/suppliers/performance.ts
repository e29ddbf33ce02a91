import type { PerformancePartsFragment, SupplierPerformancePartsFragment } from '../api/operations';
import type { Translate } from '../page/messages';

type Stated = PerformancePartsFragment;

/** A statement of a notice as a page shows it. */
export interface ShownStatement {
  id: string;
  /** All of it in a line. */
  said: string;
  /** Null where the notice names no indicator. */
  indicator: string | null;
  target: string | null;
  startsOn: string | null;
  endsOn: string | null;
  measured: string | null;
  /** The buyer's rating in words; null where it states none. */
  rating: string | null;
  /** How often it is measured, in words. */
  every: string | null;
}

/** What came of a failure, beside the statement of it. */
export type ShownFailure = ShownStatement &
  Pick<Stated, 'decidedOn' | 'penaltyOn' | 'penaltyGross' | 'penaltyNet' | 'penaltyCurrency' | 'partialTermination'> & {
    basis: string | null;
  };

/** What one notice states of one contract. */
export interface ShownContract<T> {
  contractId: string;
  buyerName: string;
  notice: Stated['notice'];
  /** What the page shows besides of the first statement: of what is the same of all of a contract. */
  its: T;
  measured: (ShownStatement & T)[];
  failures: (ShownFailure & T)[];
  agreed: (ShownStatement & T)[];
}

/**
 * Statements in words, by the notice and the contract that they are of, in the order in which the first of each came.
 *
 * @param beside what a page shows of each besides, such as its reply
 */
export function performanceInWords<T>(
  statements: readonly { performance: Stated; beside: T }[],
  t: Translate,
): ShownContract<T>[] {
  const contracts = new Map<string, ShownContract<T>>();
  for (const { performance, beside } of statements) {
    const { notice, contractId, buyerName, kind } = performance;
    const key = JSON.stringify([notice.ocid, notice.noticeId, contractId]);
    const contract = contracts.get(key) ?? {
      contractId,
      buyerName,
      notice,
      its: beside,
      measured: [],
      failures: [],
      agreed: [],
    };
    contracts.set(key, contract);
    if (kind === 'FAILURE') contract.failures.push({ ...failureInWords(performance, t), ...beside });
    else contract[kind === 'MEASURED' ? 'measured' : 'agreed'].push({ ...statementInWords(performance, t), ...beside });
  }
  return [...contracts.values()];
}

/** What notices state of a supplier's contracts, as its page shows it. */
export function performanceOfPage(
  { totalCount, edges }: { totalCount: number; edges: readonly { node: SupplierPerformancePartsFragment }[] },
  t: Translate,
) {
  const statements = edges.map(({ node: { performance, ...its } }) => ({
    performance,
    beside: { ...its, replies: its.reply === null ? [] : [{ ...its.reply, name: null }] },
  }));
  return { count: totalCount, shown: statements.length, contracts: performanceInWords(statements, t) };
}

function statementInWords(stated: Stated, t: Translate): ShownStatement {
  const { id, kind, indicator, target, startsOn, endsOn, measured, every } = stated;
  const notSaid = t('performance.notSaid');
  const said = t(`performance.said.${kind}`, { indicator: indicator ?? target ?? notSaid, measured: measured ?? notSaid });
  return {
    id,
    said,
    indicator,
    target,
    startsOn,
    endsOn,
    measured,
    rating: ratingInWords(stated, t),
    every: everyInWords(every, t),
  };
}

function failureInWords(stated: Stated, t: Translate): ShownFailure {
  const { decidedOn, penaltyOn, penaltyGross, penaltyNet, penaltyCurrency, partialTermination, penaltyBasis } = stated;
  const basis = penaltyBasis === null ? null : t(`performance.basis.${penaltyBasis}`, { defaultValue: penaltyBasis });
  return {
    ...statementInWords(stated, t),
    decidedOn,
    penaltyOn,
    penaltyGross,
    penaltyNet,
    penaltyCurrency,
    partialTermination,
    basis,
  };
}

/** The words that were published, or else those of the code; a code that nobody knows stays as it is. */
function ratingInWords({ rating, ratingDescription }: Stated, t: Translate): string | null {
  if (ratingDescription !== null || rating === null) return ratingDescription;
  return t(`performance.rating.${rating}`, { defaultValue: rating });
}

const UNITS = { M: 'performance.everyMonths', D: 'performance.everyDays' };

function everyInWords(every: string | null, t: Translate): string | null {
  const parts = every === null ? null : /^P(\d+)([MD])$/.exec(every);
  return parts === null ? every : t(UNITS[parts[2] as 'M' | 'D'], { count: Number(parts[1]) });
}
