import { posix } from 'node:path';

/** A place in a document: the name that something has there, and the value. */
interface Place {
  name: string;
  value: unknown;
}

/** Every value in a document with the name that it has, whole lists before what is in them. */
function placesIn(value: unknown): Place[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [{ name, value: inner }, ...placesIn(inner)]);
}

function valuesOf(documents: readonly unknown[], ...names: readonly string[]): string[] {
  return placesIn(documents)
    .filter(({ name }) => names.includes(name))
    .flatMap(({ value }) => [value].flat())
    .filter((value) => typeof value === 'string');
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

const missing = (known: readonly string[], named: readonly string[]): string[] => {
  const there = new Set(known);
  return named.filter((one) => !there.has(one));
};

/** Links that lead to no file of the pack, from a document in a folder; what leads out of the pack by a scheme is another's. */
function deadLinks(links: readonly string[], folder: string, paths: readonly string[]): string[] {
  const relative = links.filter((link) => !link.startsWith('#') && !/^[a-z][a-z0-9+.-]*:/i.test(link));
  return missing(
    paths,
    relative.map((link) => posix.join(folder, link)),
  );
}

/**
 * What in an assessment plan and its results refers to nothing, or has the name of something else: none where all is well.
 *
 * @param paths every file of the pack
 */
export function danglingInOscal(plan: unknown, results: unknown, paths: readonly string[]): string[] {
  const both = [plan, results];
  const objectives = placesIn(plan)
    .filter(({ name }) => name === 'parts')
    .flatMap(({ value }) => valuesOf([value], 'id'));
  return both
    .flatMap((document) => [
      ...repeated(valuesOf([document], 'uuid')),
      ...missing(
        valuesOf([document], 'uuid').map((uuid) => `#${uuid}`),
        valuesOf([document], 'href').filter((href) => href.startsWith('#')),
      ),
      ...missing(
        valuesOf([document], 'uuid'),
        valuesOf([document], 'party-uuids', 'member-of-organizations', 'actor-uuid', 'subject-uuid'),
      ),
      ...deadLinks(valuesOf([document], 'href'), 'oscal', paths),
    ])
    .concat(
      missing(valuesOf([results], 'uuid'), valuesOf([results], 'observation-uuid')),
      missing(valuesOf([plan], 'uuid'), valuesOf([plan], 'activity-uuid')),
      missing(objectives, valuesOf(both, 'target-id', 'objective-id')),
      repeated(objectives),
      missing(
        placesIn(both)
          .filter(({ name }) => name === 'roles')
          .flatMap(({ value }) => valuesOf([value], 'id')),
        valuesOf(both, 'role-id'),
      ),
    );
}

/**
 * What in a CycloneDX document with declarations refers to nothing, or has the reference of something else.
 *
 * @param paths every file of the pack
 */
export function danglingInCycloneDx(document: unknown, paths: readonly string[]): string[] {
  const refs = valuesOf([document], 'bom-ref');
  const named = placesIn(document)
    .filter(({ name }) => ['assessor', 'requirement', 'target', 'claims', 'evidence'].includes(name))
    .flatMap(({ value }) => [value].flat())
    .filter((value) => typeof value === 'string');
  return [...repeated(refs), ...missing(refs, named), ...deadLinks(valuesOf([document], 'url'), 'cyclonedx', paths)];
}
