import { Configuration, Seed } from '#platform';

/** The queues of the worker, made by the owner since the application may not make any. */
export const JOB_NAMES: readonly string[] = [];

/** What is loaded into a database, each after what it refers to. */
export function seedsFor(configuration: Configuration): Seed[] {
  const reference: Seed[] = [];
  const demonstration: Seed[] = [];
  return configuration.demo ? [...reference, ...demonstration] : reference;
}
