import { SupplierFilter } from '#directory';
import { TooComplex, Tx } from '#platform';
import { Column, Row, Table } from '#publication';
import { FIGURE } from '../measure/sums';
import { MarketAnswer } from '../measure/count-breakdown';
import { countedFor } from '../measure/counted';
import { MarketMeasure, MEASURES } from '../measure/definitions';
import { everyBreakdown, ReadDimension } from '../measure/dimensions';
import { answerTo, breakdownQuestion } from '../measure/market-answers';

/** Breakdowns that are published: by one and by two dimensions, over suppliers of connected places. */
const FILTER: SupplierFilter = { relevance: 'CONNECTED_PLACES' };
const MOST_DIMENSIONS = 2;

const MEASURE_NAMES = Object.keys(MEASURES) as MarketMeasure[];
const KINDS = {
  suppliers: 'integer',
  products: 'integer',
  awards: 'integer',
  'pounds sterling': 'money',
  share: 'number',
} as const;

const BREAKDOWN: Column = {
  name: 'breakdown',
  kind: 'string',
  description: 'The dimensions of the table, such as SECTOR SIZE.',
  required: true,
};

/** Figures of the market, every table below the other. */
export const MARKET_FIGURES: Table = {
  name: 'market-figures',
  title: 'Figures of the market',
  description:
    'Suppliers of connected places, their awards and attestations, by one and two dimensions. Cells of fewer than three suppliers, and what would give them away, are withheld. A supplier in two sectors counts in both.',
  key: ['breakdown', 'code_1', 'code_2'],
  references: [{ column: 'breakdown', table: 'market-tables', names: 'breakdown' }],
  columns: [
    BREAKDOWN,
    { name: 'code_1', kind: 'string', description: 'The code of the first dimension.', required: true },
    { name: 'label_1', kind: 'string', description: 'Its words.', required: true },
    { name: 'code_2', kind: 'string', description: 'The code of the second dimension, in tables of two.' },
    { name: 'label_2', kind: 'string', description: 'Its words.' },
    {
      name: 'withheld',
      kind: 'boolean',
      description: 'Whether the figures are withheld. Where they are not, one that is missing is not known.',
      required: true,
    },
    ...MEASURE_NAMES.map((measure) => ({
      name: measure.toLowerCase(),
      kind: KINDS[MEASURES[measure].unit],
      description: `${MEASURES[measure].label}. ${MEASURES[measure].formula} ${MEASURES[measure].caveat}`,
    })),
  ],
};

/** What each of the tables leaves out. */
export const MARKET_TABLES: Table = {
  name: 'market-tables',
  title: 'Tables of the market',
  description:
    'The tables of figures of the market: of which day each is, and what share of suppliers or awards is in none of its rows.',
  key: ['breakdown'],
  columns: [
    BREAKDOWN,
    { name: 'as_of', kind: 'date', description: 'The day that its figures are of.', required: true },
    { name: 'rows', kind: 'integer', description: 'How many rows it has.', required: true },
    { name: 'rows_withheld', kind: 'integer', description: 'In how many of them the figures are withheld.', required: true },
    {
      name: 'unknown_share',
      kind: 'number',
      description:
        'The share of suppliers, or of awards by year, CPV division or buyer, of which a dimension is unknown. Where rows are withheld it is a whole percent, and missing where that would give them away, or where the whole table is of one or two suppliers.',
    },
    {
      name: 'left_out_share',
      kind: 'number',
      description:
        'The share that lies beyond the fifty buyers or SIC codes with most suppliers. Missing, as the figures after it, where the whole table is of one or two suppliers.',
    },
    { name: 'suppliers', kind: 'integer', description: 'Suppliers over the whole table, each once.' },
    { name: 'awards', kind: 'integer', description: 'Awards over the whole table, each once.' },
    { name: 'awards_with_vat', kind: 'integer', description: 'How many of them state a value with VAT above £0.' },
    { name: 'awards_without_vat', kind: 'integer', description: 'How many state one without VAT above £0.' },
  ],
};

/** The figures of every table of the market, table by table. */
export async function* marketFigures(tx: Tx): AsyncGenerator<Row[]> {
  for await (const { breakdown, answer } of answers(tx)) yield figuresOf(breakdown, answer).sort(byCodes);
}

/** Each table of the market as a row: how large it is, and what is withheld and unknown of it. */
export async function* marketTables(tx: Tx): AsyncGenerator<Row[]> {
  for await (const { breakdown, answer } of answers(tx)) {
    const { asOf, rows, unknownShare, leftOutShare, total } = answer;
    yield [
      {
        breakdown,
        as_of: asOf,
        rows: rows.length,
        rows_withheld: rows.filter(({ sums }) => sums === null).length,
        unknown_share: unknownShare,
        left_out_share: leftOutShare,
        suppliers: total?.suppliers ?? null,
        awards: total?.awards ?? null,
        awards_with_vat: total?.gross_awards ?? null,
        awards_without_vat: total?.net_awards ?? null,
      },
    ];
  }
}

/** Every answer, in the order of the names of the tables. One that is too fine to be given to anybody is not published either. */
async function* answers(tx: Tx): AsyncGenerator<{ breakdown: string; answer: MarketAnswer }> {
  const published = everyBreakdown().filter((by) => by.length <= MOST_DIMENSIONS);
  const named = published.map((by) => ({ by, breakdown: by.join(' ') })).sort((a, b) => (a.breakdown < b.breakdown ? -1 : 1));
  for (const { by, breakdown } of named) {
    const answer = await answerOf(tx, by);
    if (answer !== null && answer.rows.length > 0) yield { breakdown, answer };
  }
}

async function answerOf(tx: Tx, by: readonly ReadDimension[]): Promise<MarketAnswer | null> {
  const counted = await countedFor(tx, FILTER);
  try {
    return await answerTo(tx, breakdownQuestion(by), FILTER, counted);
  } catch (error) {
    if (error instanceof TooComplex) return null;
    throw error;
  }
}

function figuresOf(breakdown: string, { rows }: MarketAnswer): Row[] {
  return rows.map(({ terms: [first, second], sums }) => ({
    breakdown,
    code_1: first.code,
    label_1: first.label,
    code_2: second?.code ?? null,
    label_2: second?.label ?? null,
    withheld: sums === null,
    ...Object.fromEntries(
      MEASURE_NAMES.map((measure) => {
        const figure = sums === null ? null : FIGURE[measure](sums);
        return [
          measure.toLowerCase(),
          figure !== null && MEASURES[measure].unit === 'pounds sterling' ? figure.toFixed(2) : figure,
        ];
      }),
    ),
  }));
}

function byCodes(a: Row, b: Row): number {
  const key = ({ code_1, code_2 }: Row): string => `${String(code_1)}\u0000${String(code_2 ?? '')}`;
  return Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b)));
}
