import { canonicalJson, isRecord, type JsonValue } from '../json';

/** What a list of suppliers can be narrowed by, as the portal calls it. */
const FILTERS: Readonly<Record<string, string>> = {
  sectors: 'What it is for',
  technologies: 'Technology',
  regions: 'Region',
  sizeBands: 'Size',
  attested: 'Evidence in date',
  provenance: 'Where it comes from',
  relevance: 'Of which suppliers',
};

/** The criteria of a search, a sentence each, in the order in which they were kept; none where it was for every supplier. */
export function criteriaInWords(criteria: JsonValue): string[] {
  if (!isRecord(criteria)) return [];
  const { search, filter, ...others } = criteria;
  const narrowed = { ...(isRecord(filter) ? filter : {}), ...others };
  const words = typeof search === 'string' && search !== '' ? [`Words: ${search}`] : [];
  return [...words, ...Object.entries(narrowed).flatMap(([name, value]) => filterInWords(name, value))];
}

function filterInWords(name: string, value: unknown): string[] {
  const values = [value]
    .flat()
    .map(valueInWords)
    .filter((one) => one !== '');
  return values.length === 0
    ? []
    : [`${Object.hasOwn(FILTERS, name) ? FILTERS[name] : name}: ${values.join(name === 'attested' ? ' and ' : ' or ')}`];
}

/** A scheme and the day on which it was to be held; else what was chosen, by its code. */
function valueInWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return value === null || value === undefined ? '' : canonicalJson(value);
  const { scheme, validOn } = value;
  if (typeof scheme !== 'string') return canonicalJson(value);
  return typeof validOn === 'string' ? `${scheme} on ${validOn}` : scheme;
}
