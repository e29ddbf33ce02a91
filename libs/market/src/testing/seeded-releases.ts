import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { readReleases } from '#registers';

const RELEASES = 'seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz';

/** A release of the month of Find a Tender in `seed`, by its number. */
export async function seededRelease(id: string): Promise<object> {
  for await (const { json } of readReleases(createReadStream(join(repositoryRoot(), RELEASES)), { gzip: true }))
    if ((json as { id?: unknown }).id === id) return json as object;
  throw new Error(`the month has no release ${id}`);
}
