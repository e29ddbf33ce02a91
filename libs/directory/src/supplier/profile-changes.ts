import { Supplier } from './supplier.entity';
import { UpdateSupplierProfileInput } from './supplier.inputs';

/** Terms of a taxonomy as they stand on a page, with where each comes from. */
export interface StandingTerm {
  code: string;
  source: string;
}

/** What a change of a page comes to: columns to write, lists to replace, and the facts that it makes. */
export interface ProfileChanges {
  columns: Record<string, string | null>;
  sectors: string[] | null;
  technologies: string[] | null;
  /** The value that the supplier declares, by field: null where it takes back what was there. */
  declared: Record<string, string | null>;
}

/** Fields of a page that are columns of their own. */
const COLUMNS = { description: 'description', website: 'website', sizeBand: 'size_band', region: 'region_code' } as const;

/**
 * What of an input differs from the page as it stands. A field that is left out, or says what is there, changes nothing; a list
 * that names what was only derived so far is a change, since now the supplier says so itself.
 */
export function profileChanges(
  page: Pick<Supplier, 'description' | 'website' | 'sizeBand' | 'regionCode'>,
  standing: { sectors: readonly StandingTerm[]; technologies: readonly StandingTerm[] },
  input: UpdateSupplierProfileInput,
): ProfileChanges {
  const stands = { description: page.description, website: page.website, sizeBand: page.sizeBand, region: page.regionCode };
  const wanted = { ...input, sizeBand: input.sizeBand === null ? 'UNKNOWN' : input.sizeBand };
  const changes: ProfileChanges = { columns: {}, sectors: null, technologies: null, declared: {} };
  for (const field of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
    const value = wanted[field];
    if (value === undefined || value === stands[field]) continue;
    changes.columns[COLUMNS[field]] = value;
    changes.declared[field] = value;
  }
  for (const field of ['sectors', 'technologies'] as const) {
    if (input[field] === undefined) continue;
    const codes = [...new Set(input[field])].sort();
    if (isDeclared(standing[field], codes)) continue;
    changes[field] = codes;
    changes.declared[field] = codes.length === 0 ? null : codes.join(', ');
  }
  return changes;
}

function isDeclared(standing: readonly StandingTerm[], codes: readonly string[]): boolean {
  const declared = standing.filter(({ source }) => source !== 'DERIVED').map(({ code }) => code);
  return (
    standing.length === declared.length && declared.length === codes.length && codes.every((code) => declared.includes(code))
  );
}
