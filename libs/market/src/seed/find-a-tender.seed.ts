import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { LOCKS, Seed } from '#platform';
import { readReleases } from '#registers';
import { ArrivedRelease } from '../ocds/arrived-releases';
import { NoticeLoader } from '../ocds/notice-loader';

const RELEASES = 'find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz';

/** The last day that the file tells of. */
const READ_AT = '2026-08-12T00:00:00.000Z';

/**
 * A month of real notices of Find a Tender, loaded as any import is: the suppliers and buyers that they name, the notices whole, and the
 * awards joined to suppliers by identifier. Every fact says which notice is its source; nothing is attested.
 */
export const findATenderSeed: Seed = {
  name: 'find-a-tender',
  files: [RELEASES],
  async load(tx, folder) {
    const releases: ArrivedRelease[] = [];
    for await (const packaged of readReleases(createReadStream(join(folder, RELEASES)), { gzip: true }))
      releases.push({ ...packaged, place: `release ${releases.length + 1}` });
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.loading]);
    const loader = new NoticeLoader(tx, READ_AT);
    const { refused } = await loader.load(releases);
    if (refused > 0)
      throw new Error(
        `the seed has releases that cannot be taken: ${JSON.stringify(loader.problems.find(({ taken }) => !taken))}`,
      );
  },
};
