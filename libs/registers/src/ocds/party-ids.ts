import { idOf, object } from './field';

/** Ids that number the parties of one release, and mean another in the next. @source releases of Public Contracts Scotland */
const PLACE_IN_A_RELEASE = /^(?:org|party|supplier|buyer)?[-_ ]?\d{1,4}$/i;

/**
 * The release with its parties called by their names where their ids only number them: the same `org-2` is another firm in the
 * next release of the process, whose award would otherwise be joined to it. Anything else is handed back as it is.
 */
export function withLastingPartyIds<T extends object>(release: T): T {
  const { parties } = release as { parties?: unknown };
  if (!Array.isArray(parties)) return release;
  const names = new Map<string, string>();
  for (const each of parties) {
    const party = object(each);
    const id = idOf(party?.id);
    if (id !== null && PLACE_IN_A_RELEASE.test(id) && typeof party?.name === 'string' && party.name.trim() !== '')
      names.set(id, idOf(`named ${party.name.trim().toLowerCase()}`) ?? id);
  }
  return names.size === 0 ? release : (renamed(release, names) as T);
}

/** Where a release refers to its parties by id. */
const REFERENCES = ['parties', 'buyer', 'suppliers', 'tenderers', 'procuringEntity', 'payer', 'payee'];

function renamed(value: unknown, names: ReadonlyMap<string, string>, isParty = false): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names, isParty));
  const record = object(value);
  if (record === null) return value;
  return Object.fromEntries(
    Object.entries(record).map(([key, each]) => [
      key,
      isParty && key === 'id' ? (names.get(idOf(each) ?? '') ?? each) : renamed(each, names, REFERENCES.includes(key)),
    ]),
  );
}
