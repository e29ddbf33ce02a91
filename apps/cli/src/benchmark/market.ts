import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import { Client } from 'pg';
import { everyBreakdown, prepareAnswers } from '#market';
import type { Answered } from './processes';

const SUPPLIERS = 1_000_000;
const AWARDS = 3_000_000;
const BUYERS = 3000;
const CPV_DIVISIONS = 45;

/** Each question is asked so often; the median counts. */
const TIMES = 5;

/** Milliseconds that a filter may take. */
const SLOW = 1000;

const MEASURES = ['SUPPLIERS', 'PRODUCTS', 'ATTESTED_SHARE', 'AWARDS', 'AWARD_VALUE'];

/** Filters of one kind each, and all at once. */
const FILTERS: Record<string, object> = {
  'a sector': { sectors: ['environment'] },
  'two technologies': { technologies: ['connectivity', 'control-system'] },
  'a region': { regions: ['TLI'] },
  'a size': { sizeBands: ['SMALL'] },
  'a source': { provenance: ['FIND_A_TENDER'] },
  'every supplier': { relevance: 'ALL' },
  'a scheme': { attested: [{ scheme: 'ce' }] },
  'the whole country': { regions: ['UK'] },
  'all regions but two': { regions: ['TLC', 'TLD', 'TLE', 'TLF', 'TLG', 'TLH', 'TLJ', 'TLK', 'TLL', 'TLM'] },
  'technologies that half have': {
    technologies: ['sensor-or-actuator', 'camera-and-video-analytics', 'connectivity', 'control-system'],
  },
  'all of these': { sectors: ['environment'], technologies: ['connectivity'], regions: ['TLI'], sizeBands: ['SMALL'] },
};

/** Breakdowns that are asked for under each filter, and of all suppliers: no answer to any of these is prepared. */
const NARROWED = [
  ['SECTOR'],
  ['REGION_ITL3', 'SIZE'],
  ['CPV', 'YEAR'],
  ['BUYER', 'SECTOR'],
  ['SIC', 'SIZE'],
  ['SECTOR', 'TECHNOLOGY', 'REGION_ITL1'],
];

/** The other measures, as selections on `market`. */
const OTHERS: Record<string, string> = {
  'a trend of five years': 'trend(measure: AWARDS, from: "2020-01-01", to: "2024-12-31") { points { value } }',
  'concentration by CPV division': 'concentration(by: CPV) { rows { herfindahl } }',
  'concentration by sector': 'concentration(by: SECTOR) { rows { herfindahl } }',
  'buyers’ concentration by sector': 'concentration(by: SECTOR, of: BUYERS) { rows { herfindahl } }',
  coverage: 'coverage { rows { share } }',
  'location quotients': 'locationQuotients { rows { value } }',
  gaps: 'gaps { rows { sector { code } } }',
  'entrants and exits': 'movements { rows { entrants } }',
};

/** What the API replied, as far as it counts here. */
export interface MarketReply {
  errors?: { message: string; extensions: { code: string } }[];
}

/** A question, and its variables. */
type Ask = (query: string, variables: object) => Promise<Answered<MarketReply>>;

/** Fills a database with invented suppliers and awards, without the triggers and the indexes that only the directory's search needs. */
export async function fillMarket(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (const statement of STATEMENTS) await owner.query(statement);
    await owner.query('VACUUM ANALYZE');
  } finally {
    await owner.end();
  }
}

/** What it costs to count the market anew, and to answer what nothing narrows: seconds of each, while others read. */
export async function timeRefresh(ownerUrl: string): Promise<{ counted: number; answered: number }> {
  const owner = await new DataSource({ type: 'postgres', url: ownerUrl }).initialize();
  try {
    const started = performance.now();
    await owner.query('SELECT refresh_market(current_date)');
    const counted = (performance.now() - started) / 1000;
    await prepareAnswers(owner, ['CONNECTED_PLACES']);
    return { counted, answered: (performance.now() - started) / 1000 - counted };
  } finally {
    await owner.destroy();
  }
}

/** The times of every breakdown of the contract, of filters and of the other measures, in lines to print. */
export async function timeMarket(ask: Ask): Promise<string[]> {
  const lines: string[] = [];
  const all = await timedEach(ask, everyBreakdown(), {});
  for (const size of [1, 2, 3])
    lines.push(
      summary(
        `breakdowns by ${size}`,
        all.filter(({ name }) => name.split(BY).length === size),
      ),
    );
  lines.push(summary('all breakdowns', all));
  for (const [name, filter] of Object.entries(FILTERS)) {
    lines.push(summary(`filter by ${name}`, await timedEach(ask, NARROWED, filter)));
    const once = await timedEach(ask, everyBreakdown(), filter, 1);
    lines.push(summary(`filter by ${name}, every breakdown once`, once));
    const slow = once.filter(({ ms }) => ms > SLOW).map((each) => each.name.split(BY));
    if (slow.length > 0)
      lines.push(summary(`filter by ${name}, these as often as the six`, await timedEach(ask, slow, filter)));
  }
  const others: Timed[] = [];
  for (const [name, selection] of Object.entries(OTHERS))
    others.push(await timed(ask, name, `{ market { ${selection} } }`, {}));
  lines.push(...others.map((other) => `${other.name}: ${at([other], 0)}`));
  return lines;
}

const BREAKDOWN = `query ($by: [MarketDimension!]!, $measures: [MarketMeasure!]!, $filter: SupplierFilter) {
  market { breakdown(by: $by, measures: $measures, filter: $filter) { asOf unknownShare rows { key { code } values { value suppressed } } } } }`;

/** Between the dimensions of a breakdown, in its name. */
const BY = ' × ';

/** How long a question takes in the middle; whether it was refused, since the table would have more rows than anybody reads. */
interface Timed {
  name: string;
  ms: number;
  refused: boolean;
}

/** Breakdowns under a filter, one after the other. */
async function timedEach(ask: Ask, breakdowns: readonly string[][], filter: object, often = TIMES): Promise<Timed[]> {
  const found: Timed[] = [];
  for (const by of breakdowns) found.push(await timed(ask, by.join(BY), BREAKDOWN, { by, measures: MEASURES, filter }, often));
  return found;
}

async function timed(ask: Ask, name: string, query: string, variables: object, often = TIMES): Promise<Timed> {
  const times: number[] = [];
  let refused = false;
  for (let time = 0; time < often; time += 1) {
    const {
      ms,
      reply: { errors },
    } = await ask(query, variables);
    refused = errors?.[0].extensions.code === 'TOO_COMPLEX';
    if (errors !== undefined && !refused) throw new Error(`${name}: ${errors[0].message}`);
    times.push(ms);
    // What takes long is not asked again and again.
    if (times[0] > 3000) break;
  }
  return { name, ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)], refused };
}

function summary(what: string, of: readonly Timed[]): string {
  const sorted = [...of].sort((a, b) => a.ms - b.ms);
  const refused = of.filter((each) => each.refused).length;
  return (
    `${what}: ${of.length}, median ${at(sorted, 0.5)}, p90 ${at(sorted, 0.9)}, slowest ${at(sorted, 1)} (${sorted.at(-1)?.name})` +
    (sorted.some(({ ms }) => ms > SLOW) ? `; ${sorted.filter(({ ms }) => ms > SLOW).length} above ${SLOW} ms` : '') +
    (refused > 0 ? `; ${refused} refused as having too many rows` : '')
  );
}

function at(sorted: readonly { ms: number }[], share: number): string {
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].ms)} ms`;
}

const key = (prefix: string, n: string): string => `('${prefix}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** A number that looks random and is the same each time. */
const chance = (n: string, salt: number, below: number): string => `(abs(hashint8(${n} * 31 + ${salt})::bigint) % ${below})`;

const STATEMENTS = [
  ...['supplier', 'supplier_sector', 'supplier_technology', 'attestation'].map(
    (table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`,
  ),
  'ALTER TABLE supplier ENABLE TRIGGER numbered',
  'DROP INDEX supplier_search, supplier_name_key, supplier_name_order, supplier_relevant_name_order, supplier_by_lot',
  `INSERT INTO organisation (id, kind, name, provenance) SELECT ${key('0b000001-0000', 'g')}, 'SUPPLIER', 'Benchmark supplier ' || g, 'FIND_A_TENDER' FROM generate_series(1, ${SUPPLIERS}) g`,
  `INSERT INTO supplier (id, organisation_id, name, provenance, region_code, size_band, is_relevant)
   SELECT ${key('0b000003-0000', 'g')}, ${key('0b000001-0000', 'g')}, 'Benchmark supplier ' || g, 'FIND_A_TENDER',
     (SELECT array_agg(code ORDER BY code) FROM region WHERE level = 3)[1 + ${chance('g', 1, 182)}], (ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'])[1 + ${chance('g', 2, 5)}], ${chance('g', 3, 10)} < 8
   FROM generate_series(1, ${SUPPLIERS}) g`,
  `INSERT INTO supplier_sector (supplier_id, sector_code, source) SELECT DISTINCT ${key('0b000003-0000', 'g')}, x.code, 'DERIVED'
   FROM generate_series(1, ${SUPPLIERS}) g JOIN sector x ON x.position IN (${chance('g', 4, 9)}, ${chance('g', 5, 18)}) WHERE ${chance('g', 3, 10)} < 8`,
  `INSERT INTO supplier_technology (supplier_id, technology_code, source) SELECT DISTINCT ${key('0b000003-0000', 'g')}, x.code, 'DERIVED'
   FROM generate_series(1, ${SUPPLIERS}) g JOIN technology x ON x.position IN (${chance('g', 6, 11)}, ${chance('g', 7, 22)}) WHERE ${chance('g', 3, 10)} < 8`,
  `INSERT INTO supplier_sic (supplier_id, sic_code) SELECT ${key('0b000003-0000', 'g')},
   (SELECT array_agg(code ORDER BY code) FROM sic_code)[1 + ${chance('g', 8, 700)}] FROM generate_series(1, ${SUPPLIERS}) g`,
  // A fifth of them hold a scheme.
  `INSERT INTO attestation (id, organisation_id, supplier_id, scheme_code, legal_entity, claimed_strength, strength, issued_on, expires_on, state, signatory_name, statement, signed_at, signed_hash)
   SELECT ${key('0b000005-0000', 'g')}, ${key('0b000001-0000', 'g')}, ${key('0b000003-0000', 'g')}, 'ce', 'Benchmark supplier ' || g, 'ASSERTION', 'ASSERTION',
     current_date - 200, current_date + 165, 'VERIFIED', 'Somebody', 'Invented to measure with.', now(), repeat('0', 64)
   FROM generate_series(1, ${SUPPLIERS}) g WHERE ${chance('g', 15, 5)} = 0`,
  `INSERT INTO organisation (id, kind, name, provenance) SELECT ${key('0b000006-0000', 'g')}, 'BUYER', 'Benchmark buyer ' || g, 'FIND_A_TENDER' FROM generate_series(0, ${BUYERS - 1}) g`,
  `INSERT INTO notice (id, ocid, notice_id, tags, source, release) VALUES ('0b000007-0000-7000-8000-000000000001', 'ocds-benchmark', '1', '{}', 'FIND_A_TENDER', '{}')`,
  `INSERT INTO award (id, notice_id, ocid, award_id, title, buyer_name, buyer_organisation_id, supplier_id, supplier_name, join_confidence, value_gross, value_net, currency, awarded_on, cpv_codes)
   SELECT ${key('0b000008-0000', 'g')}, '0b000007-0000-7000-8000-000000000001', 'ocds-benchmark-' || g, '1', 'Benchmark award', 'Benchmark buyer',
     ${key('0b000006-0000', chance('g', 9, BUYERS))}, ${key('0b000003-0000', `(1 + ${chance('g', 10, SUPPLIERS)})`)}, 'Benchmark supplier', 'IDENTIFIER',
     CASE WHEN ${chance('g', 11, 10)} < 6 THEN 1000 + ${chance('g', 12, 1_000_000)} END, NULL, 'GBP', date '2017-01-01' + ${chance('g', 13, 3600)}::int,
     ARRAY[(SELECT array_agg(code ORDER BY code) FROM cpv_code WHERE code LIKE '%000000')[1 + ${chance('g', 14, CPV_DIVISIONS)}]]
   FROM generate_series(1, ${AWARDS}) g`,
];
