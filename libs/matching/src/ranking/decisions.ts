import type { DecidedExample } from '../model';
import { cosine, type Vector } from '../text/features';

/** Texts less alike than this have nothing to teach one another. */
export const LEAST_ALIKE = 0.35;

const ACCEPTED = 0.9;
const REJECTED = 0.45;
const MOST = 2.5;

/**
 * Lets earlier decisions speak: an acceptance raises the item for texts like it, a rejection lowers it half as much, and all together never
 * more than 2.5 in log-odds, so that one careless rejection does not flip a good match.
 */
export class Decisions {
  private readonly read = new WeakMap<DecidedExample, Vector>();

  constructor(
    private readonly likenessOf: (text: string) => Vector,
    private readonly headIndex: (code: string) => number,
  ) {}

  /** Adds what decisions say to the sum of each head, leaving one out when told to. */
  addTo(sums: Float64Array, likeness: Vector, decisions: readonly DecidedExample[], leftOut?: DecidedExample): void {
    const moves = new Map<number, number>();
    for (const decision of decisions) {
      const head = this.headIndex(decision.code);
      if (decision === leftOut || head < 0) continue;
      const alike = this.alike(likeness, decision);
      if (alike < LEAST_ALIKE) continue;
      moves.set(head, (moves.get(head) ?? 0) + alike * alike * (decision.decision === 'ACCEPT' ? ACCEPTED : -REJECTED));
    }
    for (const [head, move] of moves) sums[head] += MOST * Math.tanh(move / MOST);
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
