import { dayInWords, IllegalTransition } from '#platform';
import type { RetentionState } from './retention.types';

/** What the retention of a procurement comes to. */
export interface Standing {
  state: RetentionState;
  /** A calendar day. */
  keptUntil: string | null;
}

/** @throws IllegalTransition saying why records cannot be erased, and what to do */
export function mustBeDue(standing: Standing): void {
  const why = whyNotDue(standing);
  if (why !== null) throw new IllegalTransition(why);
}

/** Why records cannot be erased; null when they can. */
export function whyNotDue({ state, keptUntil }: Standing): string | null {
  switch (state) {
    case 'RUNNING':
      return 'This procurement is not over, so its records cannot be erased. Close it first.';
    case 'HELD':
      return 'A hold stands, so the records cannot be erased. Lift every hold first.';
    case 'NO_TERM':
      return 'Nobody has set until when these records are kept, so they cannot be erased. Set the day first.';
    case 'KEPT':
      return `These records are kept until ${dayInWords(keptUntil ?? '')}. They can be erased from that day on.`;
    case 'DUE':
      return null;
  }
}
