import type { Conformance } from '../api/operations';

/** Two figures of one answer that seldom go together: not met, and yet points; met, and yet none. */
export type Doubt = 'NOT_MET_WITH_POINTS' | 'MET_WITHOUT_POINTS';

/**
 * What a person is asked to look at again before a figure is settled; null where nothing is odd. Conformance and score are two figures,
 * each with a meaning of its own, so that both may be meant and nothing is refused for it.
 */
export function doubtOf({ conformance, score }: { conformance: Conformance; score: number | null }): Doubt | null {
  if (score === null) return null;
  if (conformance === 'NOT_MET' && score > 0) return 'NOT_MET_WITH_POINTS';
  return conformance === 'MET' && score === 0 ? 'MET_WITHOUT_POINTS' : null;
}
