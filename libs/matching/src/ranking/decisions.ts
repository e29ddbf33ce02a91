import type { DecidedExample } from '../model';
import { tokenise, type Token } from '../text/tokens';
import type { Similarity } from './similarity';

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
  private readonly read = new WeakMap<DecidedExample, readonly Token[]>();

  constructor(
    private readonly similarity: Similarity,
    private readonly headIndex: (code: string) => number,
  ) {}

  /** Adds what decisions say to the sum of each head, leaving one out when told to. */
  addTo(sums: Float64Array, tokens: readonly Token[], decisions: readonly DecidedExample[], leftOut?: DecidedExample): void {
    const moves = new Map<number, number>();
    for (const decision of decisions) {
      const head = this.headIndex(decision.code);
      if (decision === leftOut || head < 0) continue;
      const alike = this.alike(tokens, decision);
      if (alike < LEAST_ALIKE) continue;
      moves.set(head, (moves.get(head) ?? 0) + alike * alike * (decision.decision === 'ACCEPT' ? ACCEPTED : -REJECTED));
    }
    for (const [head, move] of moves) sums[head] += MOST * Math.tanh(move / MOST);
  }

  /** The cosine of a text and a decided one, 0..1. */
  alike(tokens: readonly Token[], decision: DecidedExample): number {
    return this.similarity.between(tokens, this.tokensOf(decision));
  }

  private tokensOf(decision: DecidedExample): readonly Token[] {
    const known = this.read.get(decision);
    if (known) return known;
    const tokens = tokenise(decision.text);
    this.read.set(decision, tokens);
    return tokens;
  }
}
