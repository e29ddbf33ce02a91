/** The least that suppliers have to answer, in seconds: enough on a machine with nothing else to do. */
export const LEAST_SECONDS = 25;

/** How many times as long suppliers have as their answers would take one after the other, though they come side by side: load comes and goes. */
const ROOM = 3;

/** So many of the last requests say how quick the machine is now. */
const LOOKED_AT = 100;

/** How quickly requests are answered: what a deadline is set by that has to be met by a program. */
export class Pace {
  private readonly took: number[] = [];

  /** Does what a request does, and takes down how long it took. */
  async timed<T>(request: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await request();
    } finally {
      this.add(performance.now() - started);
    }
  }

  /** @param milliseconds of one more request */
  add(milliseconds: number): void {
    this.took.push(milliseconds);
    if (this.took.length > LOOKED_AT) this.took.shift();
  }

  /** Whole seconds in which so many requests are sent with room to spare, at the pace of the last ones. */
  secondsFor(requests: number): number {
    const sum = this.took.reduce((all, milliseconds) => all + milliseconds, 0);
    const each = sum / Math.max(1, this.took.length);
    return Math.max(LEAST_SECONDS, Math.ceil((ROOM * requests * each) / 1000));
  }
}
