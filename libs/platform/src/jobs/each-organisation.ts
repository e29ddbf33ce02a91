/**
 * Does the work of a job for one organisation after the other: where it fails for one, the others have theirs done.
 *
 * @param what the job does, as the error begins: Reminders
 * @throws AggregateError when it failed for some
 */
export async function forEachOrganisation<T extends { id: string }>(
  what: string,
  organisations: readonly T[],
  work: (id: string, organisation: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const one of organisations) await work(one.id, one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${what} failed for ${failures.length} organisations.`);
}
