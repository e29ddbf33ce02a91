import { ChildProcess, fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** A program that the supervisor keeps running. */
export interface ChildProgram {
  name: string;
  script: string;
  environment: NodeJS.ProcessEnv;
  /** For Node itself. */
  flags?: readonly string[];
}

/** How often a program may die soon after its start before it is given up. */
export const MOST_DEATHS = 5;
export const SOON_MS = 5000;
const GRACE_MS = 10000;

/** How long it rests before it is started again. */
export const restAfter = (deaths: number): Promise<void> => wait(200 * 2 ** deaths);

/** Keeps one program running: tells when it serves, restarts it with back-off, gives up on one that dies at once. */
export class Child {
  private process: ChildProcess | null = null;
  private stopping = false;
  private deaths = 0;
  private lastWords = '';

  constructor(
    private readonly program: ChildProgram,
    private readonly givenUp: (message: string) => void,
  ) {}

  /** Starts it; settled when it says that it serves. @throws Error with its last words when it dies before */
  start(): Promise<string> {
    return new Promise((resolve, reject) => {
      const started = Date.now();
      const ended = (how: string): void => {
        reject(new Error(`The ${this.program.name} ended before it served (${how}).`));
        if (this.stopping) return;
        process.stderr.write(`The ${this.program.name} has ended (${how}).\n`);
        void this.again(Date.now() - started < SOON_MS);
      };
      // For want of memory or of processes none may be begun: it has no number then, and does not exit.
      const notBegun = ({ message }: Error): void => {
        this.process = null;
        this.lastWords = message;
        ended(message);
      };
      let child: ChildProcess;
      try {
        child = this.begin();
      } catch (error) {
        notBegun(error as Error);
        return;
      }
      this.process = child;
      child.stderr?.on('data', (text: Buffer) => {
        this.lastWords = (this.lastWords + text.toString()).slice(-2000);
        process.stderr.write(text);
      });
      child.on('message', (message: { type?: string; url?: string }) => {
        if (message.type === 'ready') resolve(message.url ?? '');
      });
      child.once('exit', (code, signal) => ended(signal ?? `exit ${code}`));
      child.on('error', (error) => {
        if (child.pid === undefined) notBegun(error);
      });
    });
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await Promise.race([ended, wait(GRACE_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    await ended;
  }

  private begin(): ChildProcess {
    return fork(this.program.script, [], {
      env: this.program.environment,
      execArgv: [...(this.program.flags ?? [])],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
  }

  private async again(soon: boolean): Promise<void> {
    this.deaths = soon ? this.deaths + 1 : 1;
    if (this.deaths >= MOST_DEATHS) {
      this.givenUp(
        `The ${this.program.name} ended ${this.deaths} times in a row. Its last words were: ${this.lastWords.trim()}`,
      );
      return;
    }
    await restAfter(this.deaths);
    if (!this.stopping) await this.start().catch(() => undefined);
  }
}
