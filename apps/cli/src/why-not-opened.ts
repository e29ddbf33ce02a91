import { messageOf } from '#pack';

/** Why the system does not open a file, in words that end a sentence. */
export function whyNotOpened(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? messageOf(error);
}

const REASONS: Record<string, string | undefined> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};
