/** Draws by lot from a fixed start (the generator mulberry32), so that what is drawn is the same on every machine. */
export class Lot {
  constructor(private state: number) {}

  /** The next number, 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** The next whole number below another. */
  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  /** Brings a list into an order drawn by lot (Fisher and Yates). */
  shuffle(list: Int32Array): void {
    for (let at = list.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [list[at], list[other]] = [list[other], list[at]];
    }
  }
}
