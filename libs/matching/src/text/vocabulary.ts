/** The number of every name that a vocabulary lacks. */
export const UNKNOWN = 0;

/** Numbers names of features, from one on, so that what is known of each can be kept in lists and a name is looked up once for all of them. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();

  /** The number of a name; {@link UNKNOWN} for one that was never added. */
  numberOf(name: string): number {
    return this.numbers.get(name) ?? UNKNOWN;
  }

  add(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.numbers.size + 1;
    this.numbers.set(name, number);
    return number;
  }

  /** How many numbers there are, that of unknown names included. */
  get size(): number {
    return this.numbers.size + 1;
  }
}
