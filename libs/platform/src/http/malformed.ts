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
 * Fastify's `rewriteUrl`: an address whose path cannot be decoded leads where nothing is, so that it is answered as any such address is. What
 * stands behind a question mark is read as far as it can be.
 */
export function readableAddress({ url }: { url?: string }): string {
  const address = url ?? '/';
  if (!address.includes('%')) return address;
  try {
    decodeURI(address.split('?', 1)[0]);
    return address;
  } catch {
    return '/address-that-cannot-be-read';
  }
}
