/** Work that is looked for all the time: a round that finds nothing to do ends at once. */
export interface Round {
  readonly name: string;
  run(): Promise<void>;
}

const PAUSE_MS = 2000;

/** Looks for the work of each round again and again, each by itself: one that takes long holds up no other. */
export class Rounds {
  private stopped = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly rounds: readonly Round[]) {}

  start(): void {
    this.running = Promise.all(this.rounds.map((round) => this.loop(round)));
  }

  /** Ends after the rounds that are running, or soon, whichever is first. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.race([this.running, new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref())]);
  }

  private async loop(round: Round): Promise<void> {
    while (!this.stopped) {
      await round.run().catch((error: unknown) => {
        if (this.stopped) return;
        process.stderr.write(`${JSON.stringify({ level: 'error', context: round.name, message: String(error) })}\n`);
      });
      if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
