import { Provenance, PROVENANCES } from '#identity';
import { SupplierFilter } from '#directory';
import { SqlParameters } from '#platform';
import { MarketTerms, ReadDimension, READINGS, SIZES } from './dimensions';
import { NoticeDays } from './notice-days';

/** A condition on a row of a snapshot's tables, under the alias `m`. */
interface Condition {
  sql: string;
  /** What does not meet it, as an index finds that. */
  unmet?: string;
  /** The same of a cube that tells regions apart, as narrowly as this at least. */
  ofRegions?: { level: number; sql: string };
  /** The numbers of a column that meet it, and those that do not, where it is about nothing else; null stands for a row that has none. */
  list?: { column: string; met: readonly number[]; unmet: readonly (number | null)[] };
}

/** Every row that is gone through is in one of them, and about as many are in the one as in the other. */
export type Halves = readonly [Half, Half];

/** One half of what is counted row by row, as more of a condition. */
export interface Half {
  isFirst: boolean;
  /** Of what is in scope. */
  left: string;
  /** Of what is not. */
  leftOut: string;
}

/** A filter of suppliers, as conditions on rows of a snapshot's tables and cubes, under the alias `m`. */
export interface Scope {
  /** Everything that it asks. */
  where: string;
  /** Of that what every cube has cells apart for. */
  apart: string;
  /** What meets that, and not the rest of it; null where there is no more. */
  unmet: string | null;
  /** All that it asks, of a cube that tells regions apart, as narrowly as this at least; null where there is more than regions. */
  ofRegions: { level: number; sql: string } | null;
  /** What is gone through in halves: of a list of numbers, or of all suppliers; null where that parts nothing in about two. */
  halves: { ofList: Halves | null; ofSuppliers: Halves | null };
}

/** What counts only when it is asked for by name: what was invented to show the product, and what no register names but its supplier alone. */
const ASKED_FOR_BY_NAME: readonly Provenance[] = ['SELF_DECLARED', 'DEMONSTRATION'];

/** See {@link ASKED_FOR_BY_NAME} for what a filter that names no source leaves out. */
export function scopeOf(filter: SupplierFilter, terms: MarketTerms, snapshot: Snapshot, parameters: SqlParameters): Scope {
  const apart: string[] = [];
  if (filter.relevance !== 'ALL') apart.push('m.relevant');
  const sources = filter.provenance?.map(numberOf) ?? [];
  apart.push(
    sources.length > 0
      ? among('provenance', sources)
      : `m.provenance <> ALL ('{${ASKED_FOR_BY_NAME.map(numberOf).join(',')}}')`,
  );
  const sizes = filter.sizeBands?.map((band) => SIZES.findIndex(({ code }) => code === band)) ?? [];
  // Awards that nobody was joined to are of no size, not even of one that is unknown.
  if (sizes.length > 0) apart.push(among('size', sizes), `m.provenance > ${NOBODY}`);
  // All regions are in the country.
  const isAnywhere = filter.regions?.includes('UK') === true;
  if (isAnywhere) apart.push('m.placed');

  const rest: Condition[] = [];
  if (filter.sectors?.length) rest.push(having('sectors', maskOf(filter.sectors, terms.sectors), terms.sectorCombinations));
  if (filter.technologies?.length)
    rest.push(having('technologies', maskOf(filter.technologies, terms.technologies), terms.technologyCombinations));
  if (filter.regions?.length && !isAnywhere) rest.push(within(filter.regions, terms));
  for (const { scheme, validOn } of filter.attested ?? [])
    rest.push(holding(scheme, validOn ?? snapshot.asOf, { terms, snapshot, parameters }));

  const all = (conditions: readonly string[]): string => conditions.join(' AND ');
  const others = rest.map(({ sql }) => sql);
  const [first] = rest;
  return {
    where: all([...apart, ...others]),
    apart: all(apart),
    unmet: rest.length === 0 ? null : all([...apart, (rest.length === 1 && first.unmet) || `(${all(others)}) IS NOT TRUE`]),
    ofRegions:
      rest.length === 1 && first.ofRegions ? { level: first.ofRegions.level, sql: all([...apart, first.ofRegions.sql]) } : null,
    halves: { ofList: halvesOfList(rest), ofSuppliers: halvesOfSuppliers(rest, snapshot) },
  };
}

/**
 * How a table is counted in halves. Suppliers are numbered by region: of a table by region halves of suppliers have few groups in common, and
 * of any other about as many as halves of a list have.
 */
export function halvesFor({ halves: { ofList, ofSuppliers } }: Scope, by: readonly ReadDimension[]): Halves | null {
  return isByRegion(by) ? (ofSuppliers ?? ofList) : (ofList ?? ofSuppliers);
}

/** Whether regions of some level are told apart. */
export function isByRegion(by: readonly ReadDimension[]): boolean {
  return by.some((dimension) => READINGS[dimension].column === 'region');
}

/** By the longest list, of which an index finds half; of one number there are none. What is left out for one condition has any number of a list that is another's. */
function halvesOfList(conditions: readonly Condition[]): Halves | null {
  const lists = conditions.flatMap(({ list }) => list ?? []).sort((a, b) => b.met.length - a.met.length);
  if (lists.length === 0 || lists[0].met.length < 2) return null;
  const [{ column, met, unmet }] = lists;
  const half = (numbers: readonly (number | null)[], first: 0 | 1): string =>
    among(
      column,
      numbers.filter((_, place) => place % 2 === first),
    );
  const notLeft = conditions.length === 1 ? unmet : [...met, ...unmet];
  return [
    { isFirst: true, left: half(met, 0), leftOut: half(notLeft, 0) },
    { isFirst: false, left: half(met, 1), leftOut: half(notLeft, 1) },
  ];
}

/** By their numbers, which indexes of lists have as well. Those of some regions are beside each other, so that most of them may be in one half. */
function halvesOfSuppliers(conditions: readonly Condition[], { suppliers }: Snapshot): Halves | null {
  if (!conditions.some(({ list }) => list) || conditions.some(({ ofRegions }) => ofRegions)) return null;
  const [lower, upper] = [`m.number <= ${Math.floor(suppliers / 2)}`, `m.number > ${Math.floor(suppliers / 2)}`];
  return [
    { isFirst: true, left: lower, leftOut: lower },
    { isFirst: false, left: upper, leftOut: upper },
  ];
}

/** Combinations by their numbers, which an index finds. */
function having(column: string, mask: number, combinations: readonly number[]): Condition {
  const [met, unmet] = [true, false].map((isMet) => combinations.filter((each) => ((each & mask) !== 0) === isMet));
  return listed(column, met, unmet);
}

function listed(column: string, met: readonly number[], unmet: readonly (number | null)[]): Condition {
  return { sql: among(column, met), unmet: among(column, unmet), list: { column, met, unmet } };
}

function within(codes: readonly string[], { regions, regionPaths }: MarketTerms): Condition {
  const levelOf = (number: number): number => (regionPaths.get(number)?.length ?? 1) - 1;
  const numbers = [...regions.keys()];
  const asked = numbers.filter((number) => codes.includes(regions.get(number)?.code ?? ''));
  const inside = numbers.filter((number) => regionPaths.get(number)?.some((code) => codes.includes(code)));
  const level = Math.max(...asked.map(levelOf));
  const outside = [...numbers.filter((number) => levelOf(number) === 1 && !asked.includes(number)), null];
  return {
    ...(level === 1
      ? listed('itl1', asked, outside)
      : { sql: `(${['itl1', 'itl2', 'itl3'].map((column) => among(column, asked)).join(' OR ')})` }),
    ofRegions: { level, sql: among('region', inside) },
  };
}

/** Who holds a scheme on the snapshot's day is counted with it; of another day every attestation to it tells. */
function holding(
  scheme: string,
  day: string,
  { terms, snapshot, parameters }: { terms: MarketTerms; snapshot: Snapshot; parameters: SqlParameters },
): Condition {
  const { held, verified } = terms.schemeCombinations.get(scheme) ?? { held: [], verified: [] };
  // A snapshot that was counted before schemes were has none of their combinations.
  const isCounted = terms.schemeCombinations.size > 0;
  if (isCounted && day === snapshot.asOf) {
    const every = new Set([0, ...[...terms.schemeCombinations.values()].flatMap((each) => each.verified)]);
    const others = [...every].filter((number) => !held.includes(number));
    return listed('schemes', held, others);
  }
  const isHeld = `EXISTS (SELECT FROM market_attestation t WHERE t.snapshot = ${snapshot.id} AND t.number = m.number
    AND t.scheme = ${parameters.add(scheme)} AND ${parameters.add(day)}::date BETWEEN t.valid_from AND t.valid_to)`;
  return { sql: isCounted ? `${among('schemes', verified)} AND ${isHeld}` : isHeld };
}

/** The number that stands for a source in the market's tables; what comes before them for nobody's awards. */
function numberOf(provenance: Provenance): number {
  return PROVENANCES.indexOf(provenance) + NOBODY + 1;
}

const NOBODY = 0;

/** Numbers stand in a statement as they are: they are the market's own. */
export function among(column: string, numbers: readonly (number | null)[]): string {
  const listed = `m.${column} = ANY ('{${numbers.filter((number) => number !== null).join(',')}}')`;
  return numbers.includes(null) ? `(${listed} OR m.${column} IS NULL)` : listed;
}

/** A question's scope: which state of the market, and conditions on its rows with the values that stand in them. */
export interface Counted {
  snapshot: Snapshot;
  terms: MarketTerms;
  parameters: SqlParameters;
  scope: Scope;
  /** The snapshot's rows of `market_combination`, as a condition on the alias `c`. */
  combinations: string;
  /** Whether it leaves most of what cubes can tell, so that what it leaves out is sooner counted. */
  isWide: boolean;
  /** About how many suppliers are then gone through. */
  suppliers: number;
  /** About how many are in scope; null where nobody looked. */
  suppliersLeft: number | null;
}

/** The state of the market that a question is put to. */
export interface Snapshot extends NoticeDays {
  id: number;
  asOf: string;
  suppliers: number;
}

/**
 * The table of a snapshot's suppliers. A question goes to its snapshot's own tables: PostgreSQL plans a part of a table by the figures
 * of the whole, which nobody has counted, and looks in every row for what all rows of the part have.
 */
export function supplierTable({ id }: Snapshot): string {
  return `market_supplier_${id}`;
}

/** The table of what a snapshot's suppliers were awarded, by a set of {@link DimensionReading.subset}. */
export function cellTable({ id }: Snapshot, subset: number): string {
  return `market_cell_${id}_${subset}`;
}

/** The table of a snapshot's cubes, each by the bits of its dimensions. */
export function cubeTable({ id }: Snapshot): string {
  return `market_cube_${id}`;
}

function maskOf(codes: readonly string[], terms: readonly { code: string }[]): number {
  return terms.reduce((mask, { code }, bit) => (codes.includes(code) ? mask | (1 << bit) : mask), 0);
}
