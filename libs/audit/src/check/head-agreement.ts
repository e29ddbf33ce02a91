import { ChainEvent, headSignatureHolds, SignedHead, SigningKey } from '#pack';
import { instantInWords } from '#platform';

/** A signed head, as it is told. */
export interface ToldHead {
  sequence: number;
  signedAt: string;
}

/** What is wrong at an event of a chain. */
interface Disagreement {
  sequence: number;
  at: string | null;
  problem: string;
}

/**
 * Holds a chain against the heads that were signed of it, while its events come by in order. A head counts by the signature of the key that
 * is in use; of one that another key signed only the hash is held against its event.
 */
export class HeadAgreement {
  /** How many heads it agrees with, before the first that it does not. */
  agreed = 0;
  /** The last of these. */
  last: ToldHead | null = null;
  private readonly waiting: SignedHead[];
  private disagreement: Disagreement | null = null;

  constructor(
    kept: readonly SignedHead[],
    private readonly key: SigningKey,
  ) {
    this.waiting = [...kept];
  }

  /** The next event, which is where it belongs in the chain. */
  pass(event: ChainEvent): void {
    for (let head = this.waiting.at(0); head?.sequence === event.sequence; head = this.waiting.at(0)) {
      this.compare(head, event);
      this.waiting.shift();
    }
  }

  /** What is wrong with a chain whose events hold; null when it agrees with every head. @param reached its last event */
  end(reached: number): Disagreement | null {
    const beyond = this.waiting.at(0);
    if (this.disagreement !== null || beyond === undefined) return this.disagreement;
    const problem = `The chain ends at event ${reached}, and ${signed(beyond)} it had event ${beyond.sequence}: the end was cut off.`;
    return { sequence: reached + 1, at: null, problem };
  }

  private compare(head: SignedHead, event: ChainEvent): void {
    if (this.disagreement !== null) return;
    const problem = this.problemOf(head, event);
    if (problem !== null) this.disagreement = { sequence: event.sequence, at: event.at, problem };
    else if (head.keyId === this.key.keyId) {
      this.agreed += 1;
      this.last = { sequence: head.sequence, signedAt: head.signedAt };
    }
  }

  private problemOf(head: SignedHead, event: ChainEvent): string | null {
    const { sequence } = event;
    if (head.hash !== event.hash)
      return `Event ${sequence} has another hash than ${signed(head)}: the chain was written anew since then.`;
    if (head.keyId === this.key.keyId && !headSignatureHolds(head, this.key.publicKeyPem))
      return `The head that was kept of event ${sequence} is not signed with the key of this installation: it was changed, or somebody else put it there.`;
    return null;
  }
}

function signed({ signedAt }: SignedHead): string {
  return `when its head was signed, on ${instantInWords(new Date(signedAt))},`;
}
