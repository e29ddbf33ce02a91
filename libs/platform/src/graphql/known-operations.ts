/** What Apollo puts before a hash when it looks for its text. */
const PREFIX = 'apq:';

/**
 * The operations that may be asked for by their hash: those that came with the release. Apollo's cache for automatically persisted queries
 * lets any client add to it; this one takes nothing, so that a stranger can neither fill the memory nor push out what is needed.
 */
export class KnownOperations {
  constructor(private readonly texts: ReadonlyMap<string, string>) {}

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key));
  }

  set(): Promise<void> {
    return Promise.resolve();
  }

  delete(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
