import { isName } from './storable';

/**
 * What tells a release from the others of its ocid: its id, or else its tag and date, since Public Contracts Scotland has given
 * out releases without an id. Null where it has none of these.
 */
export function releaseIdOf(release: object): string | null {
  const { id, ocid, date, tag } = release as Record<string, unknown>;
  if (isName(id)) return id;
  const tags = Array.isArray(tag) ? tag.filter((each): each is string => typeof each === 'string') : [];
  if ((id ?? null) !== null || !isName(ocid) || !isName(date) || tags.length === 0) return null;
  const made = `${ocid}-${tags.join('-')}-${date}`;
  return isName(made) ? made : null;
}
