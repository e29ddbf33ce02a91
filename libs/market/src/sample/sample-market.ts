import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { Party, publicationOf, readRelease, readReleases, Release } from '#registers';
import { compiledAwards } from '../ocds/compiled-awards';
import { StoredRelease } from '../ocds/stored-release';
import { DerivedTerms } from '../ocds/derived-terms';
import { PartyRegister } from '../ocds/parties';
import { PublishedFacts } from '../ocds/published-facts';
import { addParties, NewParty } from '../ocds/registered-parties';

const RELEASES = 'seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz';

/** The month of Find a Tender in `seed`, joined and classified as an import does it, without a database. */
export interface SampleMarket {
  register: PartyRegister;
  terms: DerivedTerms;
  /** A party of a notice, as the notice has it. */
  party(notice: string, id: string): { ocid: string; party: Party } | null;
}

/** Reads, joins and classifies the releases that the samples were drawn from. */
export async function readSampleMarket(): Promise<SampleMarket> {
  const byOcid = new Map<string, StoredRelease[]>();
  const parties: NewParty[] = [];
  const byNotice = new Map<string, { ocid: string; read: Release }>();
  for await (const { json } of readReleases(createReadStream(join(repositoryRoot(), RELEASES)), { gzip: true })) {
    const result = readRelease(json);
    if (!result.ok) continue;
    const { release: read } = result;
    const { ocid, noticeId } = read.notice;
    const publication = publicationOf(null, ocid);
    byNotice.set(noticeId, { ocid, read });
    parties.push(...read.parties.map((party) => ({ ocid, party, read, publication })));
    byOcid.set(ocid, [...(byOcid.get(ocid) ?? []), { id: noticeId, ocid, noticeId, publication, release: json as object }]);
  }
  const register = new PartyRegister();
  addParties(register, parties);
  const terms = new DerivedTerms(register, new PublishedFacts(''));
  for (const releases of byOcid.values()) {
    const { compiled, publication } = compiledAwards(releases.toSorted(byDate), register);
    if (compiled !== null) terms.add(compiled, publication);
  }
  return {
    register,
    terms,
    party: (notice, id) => {
      const found = byNotice.get(notice);
      const party = found?.read.parties.find((each) => each.id === id);
      return found === undefined || party === undefined ? null : { ocid: found.ocid, party };
    },
  };
}

/** A file of `seed/samples`. */
export function readSample<T>(name: string): T {
  return JSON.parse(readFileSync(join(repositoryRoot(), 'seed/samples', name), 'utf8')) as T;
}

function byDate(a: StoredRelease, b: StoredRelease): number {
  const dateOf = ({ release }: StoredRelease): string => String((release as { date?: unknown }).date ?? '');
  return dateOf(a) < dateOf(b) ? -1 : 1;
}
