const OF_THE_PARSER = /multipart|malformed|unexpected end|needle/i;

/** Whether an error is what the parser of forms says of one that is malformed or was cut short. It has no class of its own. */
export function isOfMalformedForm(error: unknown): boolean {
  return error instanceof Error && OF_THE_PARSER.test(error.message);
}

/** Whether an error is what the parser of forms says of a second file, where a form may bring one. Nest keeps nothing of it but its words. */
export function isOfSecondFile(error: unknown): boolean {
  return error instanceof Error && error.message === 'reach files limit';
}

/**
 * Most characters of a path, which is longer than any that there is: Fastify's `maxParamLength`, whose own answer to a longer part of one is
 * neither a page of ours nor an error of ours.
 */
export const LONGEST_PATH = 1000;

/**
 * Fastify's `rewriteUrl`: an address whose path cannot be decoded, or is too long to be one of ours, leads where nothing is, so that it is
 * answered as any such address is. What stands behind a question mark is read as far as it can be.
 */
export function readableAddress({ url }: { url?: string }): string {
  const address = url ?? '/';
  const [path] = address.split('?', 1);
  return path.length <= LONGEST_PATH && canBeDecoded(path) ? address : '/address-that-cannot-be-read';
}

function canBeDecoded(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}
