import { LEAST_CONFIDENCE, parseIdentifier } from '#registers';
import { readSample, SampleMarket } from './sample-market';

type Taxonomy = 'sectors' | 'technologies';
type Stratum = 'derived' | 'words' | 'other';

interface TermSample {
  population: Record<Stratum, number>;
  suppliers: {
    supplier: string;
    name: string;
    stratum: Stratum;
    half: 'rules' | 'report';
    sectors: string[];
    technologies: string[];
  }[];
}

/** How derived sectors, or technologies, compare with what a reader found. */
export interface TermFigures {
  half: 'rules' | 'report';
  taxonomy: Taxonomy;
  suppliers: number;
  /** Terms that were derived and that the reader found too. */
  right: number;
  /** Terms that were derived, and that the reader did not find. */
  wrong: number;
  /** Terms that the reader found and that were not derived. */
  missed: number;
  /** Weighted by how many suppliers of the month each supplier of the sample stands for; null where there is nothing to divide by. */
  precision: number | null;
  recall: number | null;
}

/** Measures derived sectors and technologies on the labelled suppliers of `seed/samples/supplier-sectors.json`. */
export function measureTerms(market: SampleMarket): TermFigures[] {
  const sample = readSample<TermSample>('supplier-sectors.json');
  return (['rules', 'report'] as const).flatMap((half) =>
    (['sectors', 'technologies'] as const).map((taxonomy) => figuresOf(sample, market, half, taxonomy)),
  );
}

function figuresOf(sample: TermSample, market: SampleMarket, half: 'rules' | 'report', taxonomy: Taxonomy): TermFigures {
  const suppliers = sample.suppliers.filter((each) => each.half === half);
  const sums = { right: 0, wrong: 0, missed: 0 };
  const weighted = { right: 0, wrong: 0, missed: 0 };
  for (const { supplier, stratum, ...read } of suppliers) {
    const weight = sample.population[stratum] / suppliers.filter((each) => each.stratum === stratum).length;
    const derived = derivedOf(market, supplier, taxonomy);
    const count = (name: keyof typeof sums, codes: readonly string[]): void => {
      sums[name] += codes.length;
      weighted[name] += codes.length * weight;
    };
    count(
      'right',
      derived.filter((code) => read[taxonomy].includes(code)),
    );
    count(
      'wrong',
      derived.filter((code) => !read[taxonomy].includes(code)),
    );
    count(
      'missed',
      read[taxonomy].filter((code) => !derived.includes(code)),
    );
  }
  return {
    half,
    taxonomy,
    suppliers: suppliers.length,
    ...sums,
    precision: share(weighted.right, weighted.right + weighted.wrong),
    recall: share(weighted.right, weighted.right + weighted.missed),
  };
}

/** @throws when no organisation has the identifier */
function derivedOf({ register, terms }: SampleMarket, printed: string, taxonomy: Taxonomy): string[] {
  const identifier = parseIdentifier(printed);
  const organisation = register.organisations.find(({ identifiers }) =>
    identifiers.some(({ scheme, id }) => scheme === identifier?.scheme && id === identifier.id),
  );
  if (organisation === undefined) throw new Error(`No supplier of the month has the identifier ${printed}.`);
  const key = taxonomy === 'sectors' ? 'sector' : 'technology';
  return [...terms[key].values()]
    .filter(({ supplier_id, confidence }) => supplier_id === organisation.supplierId && confidence >= LEAST_CONFIDENCE)
    .map(({ code }) => code);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
