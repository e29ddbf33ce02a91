import { v5 as uuidv5 } from 'uuid';
import { insertRows, Tx } from '#platform';
import {
  DEEPEST_RELEASE,
  isName,
  isTooDeep,
  LONGEST,
  PackagedRelease,
  Publication,
  publicationOf,
  readRelease,
  Release,
  releaseIdOf,
  storableJson,
  storableText,
} from '#registers';
import { NAMESPACE } from './parties';
import { StoredRelease } from './stored-release';

/** A release as it came, in what package, and where. */
export interface ArrivedRelease extends PackagedRelease {
  /** For the report: `release 12`, or a line. */
  place: string;
}

/** Something that was not taken, or not as it stands. */
export interface LoadProblem {
  place: string;
  problem: string;
  /** Whether the release was taken all the same. */
  taken: boolean;
}

/** A release with its keys and, where it says enough of itself, what it says. */
export interface ReadArrival extends StoredRelease {
  place: string;
  read: Release | null;
}

/** Reads what has come, and tells of what cannot be taken, or not as it stands. */
export function readArrivals(arrived: readonly ArrivedRelease[]): { releases: ReadArrival[]; problems: LoadProblem[] } {
  const problems: LoadProblem[] = [];
  const releases = arrived.flatMap(({ json, head, hadNoNumbers, place }) => {
    if (isTooDeep(json)) {
      problems.push({
        place,
        problem: `it is nested more than ${DEEPEST_RELEASE} levels deep; publish it flatter`,
        taken: false,
      });
      return [];
    }
    const { ocid } = (json ?? {}) as { ocid?: unknown };
    const noticeId = isName(ocid) ? releaseIdOf(json as object) : null;
    const result = readRelease(json);
    if (!isName(ocid) || noticeId === null) {
      const problem = result.ok
        ? `it has no ${isName(ocid) ? 'id, nor a date and a tag,' : 'ocid'} that can be stored, so that nobody could tell it from another`
        : result.problem.message;
      problems.push({ place, problem, taken: false });
      return [];
    }
    const said = `${place} (${noticeId})`;
    if (hadNoNumbers)
      problems.push({ place: said, problem: 'it had Infinity or NaN, which are no JSON; they are read as null', taken: true });
    const publisher = head?.publisher?.name ?? '';
    if (publisher.length > LONGEST.name)
      problems.push({
        place: said,
        problem: `the name of its publisher has ${publisher.length} characters, and ${LONGEST.name} at most can be kept; it is shortened`,
        taken: true,
      });
    if (!result.ok) problems.push({ place: said, problem: `only kept: ${result.problem.message}`, taken: true });
    else
      for (const { path, message } of result.warnings)
        problems.push({ place: said, problem: `${path}: ${message}`, taken: true });
    return {
      id: noticeKey(ocid, noticeId),
      ocid,
      noticeId,
      publication: publicationOf(head, ocid),
      place: said,
      release: json as object,
      read: result.ok ? result.release : null,
    };
  });
  return { releases, problems };
}

/**
 * Keeps releases whole, each once by its ocid and id.
 *
 * @returns those that were not there, and what became of those that say something else than the one that is
 */
export async function keepNotices(
  tx: Tx,
  releases: readonly ReadArrival[],
): Promise<{ added: ReadArrival[]; conflicts: LoadProblem[] }> {
  const rows = releases.map(rowOf);
  const first = new Map(rows.toReversed().map((row) => [row.id, row]));
  const there: { id: string; same: boolean }[] = await tx.query(
    `SELECT n.id, n.release = r.release AS same FROM json_to_recordset($1) r (id uuid, release jsonb) JOIN notice n USING (id)`,
    [JSON.stringify(rows.map(({ id, release }) => ({ id, release })))],
  );
  const known = new Map(there.map(({ id, same }) => [id, same]));
  await insertRows(
    tx,
    'notice',
    [...first.values()].filter(({ id }) => !known.has(id)),
  );
  const added: ReadArrival[] = [];
  const conflicts: LoadProblem[] = [];
  for (const [index, release] of releases.entries()) {
    const standing = first.get(release.id);
    const isFirst = standing === rows[index];
    const differs = isFirst
      ? known.get(release.id) === false
      : JSON.stringify(standing?.release) !== JSON.stringify(rows[index].release);
    if (isFirst && !known.has(release.id)) added.push(release);
    else if (differs)
      conflicts.push({
        place: release.place,
        problem: 'another release with this id is there already and says something else; the first one stands',
        taken: false,
      });
  }
  return { added, conflicts };
}

/** All releases of some ocids that are kept, the earliest first. */
export async function storedReleases(tx: Tx, ocids: readonly string[]): Promise<Map<string, StoredRelease[]>> {
  const rows: (Omit<StoredRelease, 'publication'> & { source: Publication['publisher']; publisher: string | null })[] =
    await tx.query(
      `SELECT id, ocid, notice_id AS "noticeId", source, publisher, release FROM notice WHERE ocid = ANY ($1)
       ORDER BY ocid, published_at NULLS FIRST, notice_id`,
      [ocids],
    );
  const stored = new Map<string, StoredRelease[]>();
  for (const { source, publisher, ...row } of rows) {
    const list = stored.get(row.ocid) ?? [];
    stored.set(row.ocid, list);
    list.push({ ...row, publication: { publisher: source, name: publisher } });
  }
  return stored;
}

/** The key of a notice's row. */
export function noticeKey(ocid: string, noticeId: string): string {
  // Find a Tender numbers its notices over all ocids.
  return uuidv5(ocid.startsWith('ocds-h6vhtk-') ? `notice:${noticeId}` : `notice:${ocid}:${noticeId}`, NAMESPACE);
}

function rowOf({ id, ocid, noticeId, publication, release, read }: ReadArrival) {
  return {
    id,
    ocid,
    notice_id: noticeId,
    tags: tagsOf(release),
    title: read?.notice.title ?? null,
    published_at: read?.notice.publishedAt ?? null,
    source: publication.publisher,
    publisher: publication.name,
    source_url: read?.notice.sourceUrl ?? null,
    release: storableJson(release),
  };
}

function tagsOf(release: object): string[] {
  const { tag } = release as { tag?: unknown };
  return Array.isArray(tag) ? tag.filter((each): each is string => typeof each === 'string').map(storableText) : [];
}
