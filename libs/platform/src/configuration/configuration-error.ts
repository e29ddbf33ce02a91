/** A variable of the environment that is missing or cannot be read; the sentence names it. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}
