/** Stops what the global set-up started. */
export default async function tearDown(): Promise<void> {
  const postgres = (globalThis as Record<string, unknown>).assayTestPostgres as { stop(): Promise<void> } | undefined;
  await postgres?.stop();
}
