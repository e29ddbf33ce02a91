import type { DecidedExample } from '../model';
import { cosine, type Vector } from '../text/features';

/** Texts less alike than this have nothing to teach one another. */
export const LEAST_ALIKE = 0.35;

const ACCEPTED = 0.9;
const REJECTED = 0.4;
const MOST = 2.5;

/** What one rejection leaves of the lead of an item that was first, however small that was. */
const LEAD_LEFT = 0.1;
/** One rejection of the very same text, as far as figures can tell. */
const ONE = 1 + 1e-9;

/** What was decided on an item for like texts: how many of either kind, those of the very same text counting one. */
interface Heard {
  accepted: number;
  rejected: number;
}

/**
 * Lets earlier decisions speak: an acceptance raises the item for texts like it, a rejection lowers it less than half as much, and all together
 * never more than 2.5 in log-odds. A first rejection counts half of what further ones do, and no more than to leave an item first that was: a careless one
 * does not flip a good match.
 */
export class Decisions {
  private readonly read = new WeakMap<DecidedExample, Vector>();

  constructor(
    private readonly likenessOf: (text: string) => Vector,
    private readonly headIndex: (code: string) => number,
  ) {}

  /**
   * Adds what decisions say to the sum of each head.
   *
   * @param rivalOf the greatest sum of the other heads in a head's document, before any decision; -Infinity where it is the only one
   * @param leftOut a decision that is not to speak
   */
  addTo(
    sums: Float64Array,
    likeness: Vector,
    decisions: readonly DecidedExample[],
    rivalOf: (head: number) => number,
    leftOut?: DecidedExample,
  ): void {
    const heard = new Map<number, Heard>();
    for (const decision of decisions) {
      const head = this.headIndex(decision.code);
      if (decision === leftOut || head < 0) continue;
      const alike = this.alike(likeness, decision);
      if (alike < LEAST_ALIKE) continue;
      const all = heard.get(head) ?? { accepted: 0, rejected: 0 };
      all[decision.decision === 'ACCEPT' ? 'accepted' : 'rejected'] += alike * alike;
      heard.set(head, all);
    }
    // All are worked out before any is written, so that their order says nothing.
    const moved = Array.from(heard, ([head, { accepted, rejected }]): [head: number, sum: number] => {
      const move = ACCEPTED * accepted - (REJECTED * rejected ** 2) / (rejected + 1);
      const sum = sums[head] + MOST * Math.tanh(move / MOST);
      return [head, rejected > ONE ? sum : Math.max(sum, leastFirst(sums[head], rivalOf(head)))];
    });
    for (const [head, sum] of moved) sums[head] = sum;
  }

  /** The cosine of a text and a decided one, 0..1. */
  alike(likeness: Vector, decision: DecidedExample): number {
    return cosine(likeness, this.likenessOfDecided(decision));
  }

  private likenessOfDecided(decision: DecidedExample): Vector {
    const known = this.read.get(decision);
    if (known) return known;
    const likeness = this.likenessOf(decision.text);
    this.read.set(decision, likeness);
    return likeness;
  }
}

/** The least that a head may be lowered to by one rejection: any sum if it was not first, or has no rival. */
function leastFirst(sum: number, rival: number): number {
  return sum > rival && rival > -Infinity ? rival + LEAD_LEFT * (sum - rival) : -Infinity;
}
