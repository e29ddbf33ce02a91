/**
 * Lets a command go on to its end when whoever reads what it prints has gone, as `head` does: otherwise it would die with a stack trace. What
 * cannot be written for another reason is told, and ends in a failure.
 */
export function outliveReader(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`What there is to print could not be written (${message}).\n`);
    process.exitCode = 1;
  });
}
