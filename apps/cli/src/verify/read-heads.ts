import { headProblem, headSignatureHolds, keyFingerprint, type ChainEvent, type SignedHead } from '#pack';

/** One printed line: a check and what came of it. */
export interface Line {
  outcome: 'PASSED' | 'FAILED' | 'NOT_CHECKED';
  sentence: string;
}

/**
 * Takes in the signed heads of an export as they come between its events. The last is that of the whole chain; those before it were signed
 * day by day and kept, and each must agree with the event that it comes after.
 */
export class ReadHeads {
  /** The head that came last; null where none did. */
  last: SignedHead | null = null;
  private after: ChainEvent | undefined;
  private readonly keyId: string | null;
  private problem: string | undefined;
  private trusted = 0;
  private others = 0;

  constructor(private readonly keyPem: string | undefined) {
    this.keyId = keyPem === undefined ? null : keyFingerprint(keyPem);
  }

  /** @param after the event that it comes after */
  take(head: SignedHead, after: ChainEvent | undefined): void {
    if (this.last !== null) this.keep(this.last);
    this.last = head;
    this.after = after;
  }

  /** What came of the heads that were kept; nothing where there are none. */
  keptLines(): Line[] {
    if (this.problem !== undefined) return [{ outcome: 'FAILED', sentence: this.problem }];
    const lines: Line[] = [];
    if (this.trusted > 0) {
      const sentence = `Heads that were signed before and agree with their events, by the key that you trust: ${this.trusted}.`;
      lines.push({ outcome: 'PASSED', sentence });
    }
    if (this.others > 0) {
      const sentence = `Heads that were signed before and agree with their events, by a key that you have not given: ${this.others}.`;
      lines.push({ outcome: 'NOT_CHECKED', sentence });
    }
    return lines;
  }

  private keep(head: SignedHead): void {
    this.problem ??= this.problemOf(head);
    if (head.keyId === this.keyId) this.trusted += 1;
    else this.others += 1;
  }

  private problemOf(head: SignedHead): string | undefined {
    const { sequence } = this.after ?? { sequence: 0 };
    if (head.sequence > sequence)
      return `The signed head of event ${head.sequence} comes after event ${sequence}: what came between was cut off, or the head was moved.`;
    if (head.keyId === this.keyId && !headSignatureHolds(head, this.keyPem ?? ''))
      return `The signature of the head (event ${head.sequence}) is not by the key that you trust.`;
    return headProblem(head, this.after === undefined ? [] : [this.after]);
  }
}
