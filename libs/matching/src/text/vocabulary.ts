/** The number of every name that a vocabulary lacks. */
export const UNKNOWN = 0;

/** Numbers names of features, from one on, so that what is known of each can be kept in lists and a name is looked up once for all of them. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();
  /** The numbers of whole lists: all that is shipped shares one. */
  private readonly ofLists = new WeakMap<readonly string[], Int32Array>();

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

  /** The numbers of names, which are added. */
  addAll(names: readonly string[]): Int32Array {
    const known = this.ofLists.get(names);
    if (known) return known;
    const numbers = Int32Array.from(names, (name) => this.add(name));
    this.ofLists.set(names, numbers);
    return numbers;
  }

  /** How many numbers there are, that of unknown names included. */
  get size(): number {
    return this.numbers.size + 1;
  }
}
