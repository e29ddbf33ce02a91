import type { DecidedExample } from '../model';
import { cosine, type Vector } from '../text/features';

/** Texts less alike than this have nothing to teach one another. */
export const LEAST_ALIKE = 0.35;

const ACCEPTED = 0.9;
const REJECTED = 0.4;
const MOST = 2.5;

/** What was decided on an item for like texts: how many of either kind, those of the very same text counting one. */
interface Heard {
  accepted: number;
  rejected: number;
}

/**
 * Lets earlier decisions speak: an acceptance raises the item for texts like it, a rejection lowers it less than half as much, and all together
 * never more than 2.5 in log-odds. A first rejection counts half of what further ones do, so that a careless one does not flip a good match.
 */
export class Decisions {
  private readonly read = new WeakMap<DecidedExample, Vector>();

  constructor(
    private readonly likenessOf: (text: string) => Vector,
    private readonly headIndex: (code: string) => number,
  ) {}

  /** Adds what decisions say to the sum of each head, leaving one out when told to. */
  addTo(sums: Float64Array, likeness: Vector, decisions: readonly DecidedExample[], leftOut?: DecidedExample): void {
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
    for (const [head, { accepted, rejected }] of heard) {
      const move = ACCEPTED * accepted - (REJECTED * rejected ** 2) / (rejected + 1);
      sums[head] += MOST * Math.tanh(move / MOST);
    }
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
