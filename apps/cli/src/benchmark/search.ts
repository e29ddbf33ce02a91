import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import type { Answered } from './processes';

/** What the API replied to a search: enough of it to go on. */
export interface SearchReply {
  data?: { suppliers: Found };
  errors?: { message: string }[];
}

/** A search as the API is asked. */
type Ask = (query: string, variables: object) => Promise<Answered<SearchReply>>;

interface Found {
  totalCount: number;
  totalCountIsExact: boolean;
  pageInfo: { endCursor: string };
  edges: { node: { name: string } }[];
}

/** Each question is asked in so many forms: other words, other values. */
const FORMS = 40;

const QUERY = `query ($search: String, $filter: SupplierFilter, $orderBy: SupplierOrder, $after: String) {
  suppliers(search: $search, filter: $filter, orderBy: $orderBy, first: 20, after: $after) {
    totalCount totalCountIsExact pageInfo { endCursor } facets { dimension isExact values { code label count } }
    edges { matchReasons node { id name provenance sizeBand region { name } sectors { label } technologies { label } } } } }`;

const COMMON = 'systems services solutions group technology engineering management traffic data security'.split(' ');
const OTHER = 'lighting signals energy parking highways cameras flood housing waste charging'.split(' ');
const SECTORS = 'transport-and-mobility energy-and-utilities environment public-safety buildings-and-housing'.split(' ');
const TECHNOLOGIES = 'sensor-or-actuator camera-and-video-analytics connectivity data-platform'.split(' ');
const REGIONS = 'TLC TLD TLF TLI TLJ TLM'.split(' ');
const of = <T>(list: readonly T[], n: number): T => list[n % list.length];

/**
 * How long searches take: in PostgreSQL, as its log says of every statement of a request, and through the API.
 *
 * @param log the file that PostgreSQL logs to, with the duration of every statement
 */
export async function timeSearches(ask: Ask, log: string): Promise<string[]> {
  const first = await found(ask, {});
  const names = await namesFrom(ask, first);
  const questions: Record<string, (n: number) => object> = {
    'two terms': (n) => ({ search: `${of(COMMON, n)} ${of(OTHER, n * 3 + 1)}`, orderBy: 'RELEVANCE' }),
    'a common term': (n) => ({ search: of(COMMON, n), orderBy: 'RELEVANCE' }),
    'a filter with three facets': (n) => ({
      filter: { sectors: [of(SECTORS, n)], technologies: [of(TECHNOLOGIES, n)], regions: [of(REGIONS, n)] },
    }),
    'a name with a typo': (n) => ({ search: misspelt(of(names, n)), orderBy: 'RELEVANCE' }),
    'a deep page': (n) => ({ after: cursorAt(first.pageInfo.endCursor, 'bdfhjlnprtv'[n % 11]) }),
    'no words and no filter': () => ({}),
  };
  const lines: string[] = [];
  for (const [name, form] of Object.entries(questions)) {
    for (let n = 0; n < 6; n += 1) await found(ask, form(n));
    const times = { sql: [] as number[], api: [] as number[], total: [] as number[], inexact: 0 };
    for (let n = 0; n < FORMS; n += 1) {
      const before = (await stat(log)).size;
      const started = performance.now();
      const { totalCount, totalCountIsExact } = await found(ask, form(n));
      times.api.push(performance.now() - started);
      times.sql.push(durationsIn(await loggedSince(log, before)));
      times.total.push(totalCount);
      if (!totalCountIsExact) times.inexact += 1;
    }
    lines.push(
      `${name}: SQL p50 ${at(times.sql, 0.5)}, p95 ${at(times.sql, 0.95)}; API p50 ${at(times.api, 0.5)}, p95 ${at(times.api, 0.95)}; ` +
        `found ${Math.min(...times.total)} to ${Math.max(...times.total)}, ${FORMS - times.inexact} of ${FORMS} counted exactly`,
    );
  }
  return lines;
}

/** What it costs a write that searches count with bits, and what changes that are not settled cost a search. */
export async function timeChanges(ownerUrl: string, ask: Ask): Promise<string[]> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const kept = await timeWrites(owner);
    const unsettled = await timed(() => found(ask, {}));
    const settling = await timed(() => owner.query('SELECT settle_suppliers()'));
    const settled = await timed(() => found(ask, {}));
    for (const [table, trigger] of COUNTING) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
    const without = await timeWrites(owner);
    for (const [table, trigger] of COUNTING) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`);
    return [
      `a supplier's sectors changed: ${kept.toFixed(1)} ms with what counting needs, ${without.toFixed(1)} ms without`,
      `a page with ${CHANGES} changes unsettled ${unsettled.toFixed(0)} ms, settled ${settled.toFixed(0)} ms; settling them ${settling.toFixed(0)} ms`,
    ];
  } finally {
    await owner.end();
  }
}

const CHANGES = 200;

/** What counting adds to a write. */
const COUNTING = [
  ['supplier', 'unsettled_changed'],
  ['supplier_sector', 'bits_added'],
  ['supplier_sector', 'bits_removed'],
] as const;

/** Changes the sectors of suppliers one by one. @returns milliseconds a change, in the middle */
async function timeWrites(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM supplier ORDER BY md5(id::text) LIMIT ${CHANGES}`);
  const times: number[] = [];
  for (const { id } of rows) {
    times.push(
      await timed(async () => {
        await owner.query('BEGIN');
        await owner.query('DELETE FROM supplier_sector WHERE supplier_id = $1', [id]);
        await owner.query(
          `INSERT INTO supplier_sector (supplier_id, sector_code, source) SELECT $1, code, 'DEMONSTRATION' FROM sector ORDER BY random() LIMIT 2`,
          [id],
        );
        await owner.query('COMMIT');
      }),
    );
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function found(ask: Ask, variables: object): Promise<Found> {
  const { data, errors } = (await ask(QUERY, variables)).reply;
  if (data === undefined || errors !== undefined) throw new Error(`${JSON.stringify(variables)}: ${errors?.[0].message}`);
  return data.suppliers;
}

/** Names from all over the alphabet. */
async function namesFrom(ask: Ask, { pageInfo }: Found): Promise<string[]> {
  const pages = await Promise.all(
    [...'bdfhkmprtw'].map((letter) => found(ask, { after: cursorAt(pageInfo.endCursor, letter) })),
  );
  return pages.flatMap(({ edges }) => edges.slice(0, 4).map(({ node }) => node.name));
}

/** A name whose third and fourth letters changed places. */
function misspelt(name: string): string {
  return name.slice(0, 2) + name[3] + name[2] + name.slice(4);
}

/** A cursor of the same list, at a letter of the alphabet. */
function cursorAt(cursor: string, letter: string): string {
  const [mark] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
  return Buffer.from(JSON.stringify([mark, letter, ''])).toString('base64url');
}

/** What was logged after so many bytes: to read all of a long log before each request takes its data out of the processor's caches. */
async function loggedSince(log: string, bytes: number): Promise<string> {
  return (await createReadStream(log, { start: bytes, encoding: 'utf8' }).toArray()).join('');
}

/** The sum of what PostgreSQL says that statements took, in milliseconds. */
function durationsIn(log: string): number {
  return [...log.matchAll(/duration: ([\d.]+) ms/g)].reduce((sum, [, ms]) => sum + Number(ms), 0);
}

function at(times: readonly number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0)} ms`;
}
