import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import { Client } from 'pg';
import { everyBreakdown, prepareAnswers } from '#market';

const SUPPLIERS = 1_000_000;
const AWARDS = 3_000_000;
const BUYERS = 3000;

/** Each question is asked so often; the median counts. */
const TIMES = 5;

const MEASURES = ['SUPPLIERS', 'PRODUCTS', 'ATTESTED_SHARE', 'AWARDS', 'AWARD_VALUE'];

/** Filters of one kind each, and all at once. */
const FILTERS: Record<string, object> = {
  'a sector': { sectors: ['environment'] },
  'two technologies': { technologies: ['connectivity', 'control-system'] },
  'a region': { regions: ['TLI'] },
  'a size': { sizeBands: ['SMALL'] },
  'every supplier': { relevance: 'ALL' },
  'all of these': { sectors: ['environment'], technologies: ['connectivity'], regions: ['TLI'], sizeBands: ['SMALL'] },
};

/** What a question is: a selection on `market`, and its variables. */
type Ask = (query: string, variables: object) => Promise<{ errors?: { message: string }[] }>;

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
    await prepareAnswers(owner);
    return { counted, answered: (performance.now() - started) / 1000 - counted };
  } finally {
    await owner.destroy();
  }
}

/** The times of every breakdown of the contract, and of filters, in lines to print. */
export async function timeMarket(ask: Ask): Promise<string[]> {
  const lines: string[] = [];
  const all: { name: string; ms: number }[] = [];
  for (const by of everyBreakdown()) all.push({ name: by.join(' × '), ms: await median(ask, by, {}) });
  for (const size of [1, 2, 3]) {
    const own = all.filter(({ name }) => name.split(' × ').length === size).sort((a, b) => a.ms - b.ms);
    lines.push(`breakdowns by ${size}: ${own.length}, median ${at(own, 0.5)}, slowest ${at(own, 1)} (${own.at(-1)?.name})`);
  }
  const sorted = [...all].sort((a, b) => a.ms - b.ms);
  lines.push(`all ${all.length} breakdowns: median ${at(sorted, 0.5)}, p90 ${at(sorted, 0.9)}, slowest ${at(sorted, 1)}`);
  for (const [name, filter] of Object.entries(FILTERS)) {
    const times: { name: string; ms: number }[] = [];
    for (const by of [['SECTOR'], ['REGION_ITL3', 'SIZE'], ['CPV', 'YEAR'], ['BUYER', 'SECTOR']])
      times.push({ name: by.join(' × '), ms: await median(ask, by, filter) });
    times.sort((a, b) => a.ms - b.ms);
    lines.push(`filter by ${name}: median ${at(times, 0.5)}, slowest ${at(times, 1)} (${times.at(-1)?.name})`);
  }
  return lines;
}

async function median(ask: Ask, by: readonly string[], filter: object): Promise<number> {
  const query = `query ($by: [MarketDimension!]!, $measures: [MarketMeasure!]!, $filter: SupplierFilter) {
    market { breakdown(by: $by, measures: $measures, filter: $filter) { asOf unknownShare rows { key { code } values { value suppressed } } } } }`;
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const started = performance.now();
    const { errors } = await ask(query, { by, measures: MEASURES, filter });
    if (errors !== undefined) throw new Error(`${by.join(' × ')}: ${errors[0].message}`);
    times.push(performance.now() - started);
    // What takes long is not asked again and again.
    if (times[0] > 3000) break;
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function at(sorted: readonly { ms: number }[], share: number): string {
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].ms)} ms`;
}

const key = (prefix: string, n: string): string => `('${prefix}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** A number that looks random and is the same each time. */
const chance = (n: string, salt: number, below: number): string => `(abs(hashint8(${n} * 31 + ${salt})::bigint) % ${below})`;

const STATEMENTS = [
  ...['supplier', 'supplier_sector', 'supplier_technology'].map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`),
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
  `INSERT INTO organisation (id, kind, name, provenance) SELECT ${key('0b000006-0000', 'g')}, 'BUYER', 'Benchmark buyer ' || g, 'FIND_A_TENDER' FROM generate_series(0, ${BUYERS - 1}) g`,
  `INSERT INTO notice (id, ocid, notice_id, tags, source, release) VALUES ('0b000007-0000-7000-8000-000000000001', 'ocds-benchmark', '1', '{}', 'FIND_A_TENDER', '{}')`,
  `INSERT INTO award (id, notice_id, ocid, award_id, title, buyer_name, buyer_organisation_id, supplier_id, supplier_name, join_confidence, value_gross, value_net, currency, awarded_on, cpv_codes)
   SELECT ${key('0b000008-0000', 'g')}, '0b000007-0000-7000-8000-000000000001', 'ocds-benchmark-' || g, '1', 'Benchmark award', 'Benchmark buyer',
     ${key('0b000006-0000', chance('g', 9, BUYERS))}, ${key('0b000003-0000', `(1 + ${chance('g', 10, SUPPLIERS)})`)}, 'Benchmark supplier', 'IDENTIFIER',
     CASE WHEN ${chance('g', 11, 10)} < 6 THEN 1000 + ${chance('g', 12, 1_000_000)} END, NULL, 'GBP', date '2017-01-01' + ${chance('g', 13, 3600)}::int,
     ARRAY[lpad((3 + ${chance('g', 14, 90)})::text, 2, '0') || '000000']
   FROM generate_series(1, ${AWARDS}) g`,
];
