import { idOf, object } from './field';
import { withLastingPartyIds } from './party-ids';

/**
 * Lists that a later release states anew instead of adding to: those that the schema marks `wholeListMerge`. The suppliers of an
 * award are restated by a release that updates it, so that one who was corrected away does not stay.
 *
 * @source OCDS 1.1 release schema, "wholeListMerge"
 */
const WHOLE_LISTS = new Set([
  'additionalClassifications',
  'additionalIdentifiers',
  'classifications',
  'deliveryAddresses',
  'deliveryLocations',
  'identifiers',
  'locations',
  'tag',
]);

type Json = Record<string, unknown>;

/** Tags of releases that say anew what others said. */
const UPDATES = /(Update|Amendment|Termination|Cancellation)$/;

/**
 * The releases of one ocid, the earliest first, as one: what each says stands until a later one says otherwise, `null` takes away,
 * and things with an id are the same thing. Its id, date and tag are those of the latest.
 *
 * Registers give one award id to several awards: Find a Tender numbers the awards of a dynamic market by lot, so that the next award
 * of the lot, to another supplier, has the same id. It is an award of its own here, `3#2`.
 *
 * @returns the compiled release, and the releases with their awards told apart
 * @source OCDS 1.1, "Merging"; counted on the releases in seed/find-a-tender: 133 of 173 award ids that recur are other awards
 */
export function compileReleases(releases: readonly object[]): { compiled: object; releases: object[] } {
  const awards = new AwardsApart();
  const apart = releases.map((release) => awards.in(withLastingPartyIds(release) as Json));
  return {
    compiled: apart.reduce<Json>((compiled, release) => merged(compiled, release, updates(release)), {}),
    releases: apart,
  };
}

/** What the awards of a release are called here, by the ids that they came with: several where the release gives one id to several. */
type Names = ReadonlyMap<string, readonly string[]>;

/** Tells the awards of an ocid apart, and its contracts, release by release. */
class AwardsApart {
  /** By the id that the register gave: the suppliers of each award that has it. */
  private readonly known = new Map<string, Set<string>[]>();
  /** By the id that the register gave: the award of each contract that has it; null where nothing has said so yet. */
  private readonly contracts = new Map<string, (string | null)[]>();

  in(release: Json): Json {
    const names = new Map<string, string[]>();
    const awards = listOf(release.awards)?.flatMap((award) => this.awardOf(award, names, updates(release)));
    const contracts = listOf(release.contracts)?.flatMap((contract) => this.contractOf(contract, names));
    return { ...release, ...(awards === undefined ? {} : { awards }), ...(contracts === undefined ? {} : { contracts }) };
  }

  /** @param names of the awards before it in its release, to which its own is added */
  private awardOf(given: Json, names: Map<string, string[]>, isUpdate: boolean): Json[] {
    const id = idOf(given.id) ?? '';
    const before = names.get(id) ?? [];
    const name = this.nameOf(id, suppliersOf(given), isUpdate, before);
    if (name === null) return [];
    names.set(id, [...before, name]);
    return [{ ...given, id: name }];
  }

  /**
   * A contract with the award that it is of. One whose award id several awards of its release have, or which comes without its award and
   * whose award id several have, may be anybody's: it is left out. Contracts of two awards are two, also where they have one id.
   */
  private contractOf({ awardID, ...given }: Json, names: Names): Json[] {
    const awardId = idOf(awardID);
    const [award = awardId, another] = names.get(awardId ?? '') ?? [];
    if (awardId === null) return this.contractAlone(given);
    if (another !== undefined || (!names.has(awardId) && (this.known.get(awardId)?.length ?? 0) > 1)) return [];
    const id = idOf(given.id) ?? '';
    const known = this.contracts.get(id) ?? [];
    this.contracts.set(id, known);
    let at = known.indexOf(award);
    if (at < 0) at = known.indexOf(null);
    if (at < 0) at = known.length;
    known[at] = award;
    return [{ ...given, id: numbered(id, at), awardID: award }];
  }

  /** A contract that does not say whose it is: the one that has its id, if it is one. */
  private contractAlone(given: Json): Json[] {
    const id = idOf(given.id) ?? '';
    const known = this.contracts.get(id) ?? [null];
    this.contracts.set(id, known);
    return known.length > 1 ? [] : [{ ...given, id }];
  }

  /**
   * @param before the names of awards with this id that stand before it in its release: it is none of them
   * @returns null for an award to nobody, after awards to somebody
   */
  private nameOf(id: string, suppliers: readonly string[], isUpdate: boolean, before: readonly string[]): string | null {
    const known = this.known.get(id) ?? [];
    this.known.set(id, known);
    const isFree = (at: number): boolean => !before.includes(numbered(id, at));
    let at = known.findIndex((others, index) => isFree(index) && suppliers.some((supplier) => others.has(supplier)));
    if (at < 0) at = known.findIndex((others, index) => isFree(index) && others.size === 0);
    if (at < 0 && isUpdate && isFree(known.length - 1)) at = known.length - 1;
    if (at < 0 && suppliers.length === 0 && known.length > 0) return null;
    if (at < 0) at = known.push(new Set()) - 1;
    for (const supplier of suppliers) known[at].add(supplier);
    return numbered(id, at);
  }
}

/** What the first, the second and so on of those with one id are called. */
function numbered(id: string, at: number): string {
  return at === 0 ? id : `${id}#${at + 1}`;
}

/** The id that the register gave to an award, of what it is called once awards are told apart. */
export function givenAwardId(name: string): string {
  return name.replace(/#\d+$/, '');
}

/** The things of a list, each once; what is no thing says nothing. */
function listOf(value: unknown): Json[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const things = value.map(object).filter((each) => each !== null);
  return [...new Map(things.map((each): [string, Json] => [JSON.stringify(each), each])).values()];
}

function suppliersOf({ suppliers }: Json): string[] {
  return Array.isArray(suppliers)
    ? suppliers.flatMap((supplier: unknown) => idOf(object(supplier)?.id) ?? idOf(object(supplier)?.name) ?? [])
    : [];
}

function updates({ tag }: Json): boolean {
  return Array.isArray(tag) && tag.some((each) => typeof each === 'string' && UPDATES.test(each));
}

function merged(into: Json, over: Json, restates: boolean): Json {
  const result: Json = { ...into };
  for (const [key, value] of Object.entries(over)) {
    if (key === '__proto__') continue;
    if (value === null) delete result[key];
    else result[key] = mergedValue(key, result[key], value, restates);
  }
  return result;
}

function mergedValue(key: string, before: unknown, after: unknown, restates: boolean): unknown {
  const whole = WHOLE_LISTS.has(key) || (key === 'suppliers' && restates);
  if (Array.isArray(after))
    return !whole && Array.isArray(before) && areThings(before) && areThings(after) ? byId(before, after, restates) : after;
  const [was, is] = [object(before), object(after)];
  if (was === null || is === null) return after;
  return merged(key === 'value' ? withoutOldFigure(was, is) : was, is, restates);
}

/** What a value is without VAT and with it. */
const FIGURES = ['amount', 'amountGross'];

/**
 * A value without the figure that a later one leaves out, where that changes the other: by the letter of the standard the sum with VAT would stand
 * beside the amended sum without, of which it is not.
 */
function withoutOldFigure(was: Json, is: Json): Json {
  const changes = FIGURES.some((name) => typeof is[name] === 'number' && (was[name] ?? is[name]) !== is[name]);
  return changes ? Object.fromEntries(Object.entries(was).filter(([name]) => !FIGURES.includes(name))) : was;
}

function areThings(list: readonly unknown[]): list is Json[] {
  return list.every((item) => ['string', 'number'].includes(typeof object(item)?.id));
}

function byId(before: readonly Json[], after: readonly Json[], restates: boolean): Json[] {
  const things = new Map(before.map((thing) => [String(thing.id), thing]));
  for (const thing of after) things.set(String(thing.id), merged(things.get(String(thing.id)) ?? {}, thing, restates));
  return [...things.values()];
}
