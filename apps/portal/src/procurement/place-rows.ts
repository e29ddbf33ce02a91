import type { FormErrors } from '../form/form-errors';
import { regionsToChoose } from '../form/regions';
import { placesInWords } from '../page/places';
import type { Visit } from '../page/visit';

/** A row of the form: what a place is called, and the code of its region. */
export interface TypedPlace {
  name: string;
  region: string;
}

interface Region {
  code: string;
  name: string;
  level: number;
}

/** As many rows as are there from the start. */
const ROWS = 3;

/** The rows that were typed under names such as `place-0` and `placeRegion-0`, without those that say nothing. */
export function typedPlaces(visit: Pick<Visit, 'group'>): TypedPlace[] {
  const [names, regions] = [visit.group('place-'), visit.group('placeRegion-')];
  const rows = [...new Set([...names.keys(), ...regions.keys()])].sort((a, b) => Number(a) - Number(b));
  return rows
    .map((row) => ({ name: names.get(row)?.trim() ?? '', region: regions.get(row) ?? '' }))
    .filter(({ name, region }) => name !== '' || region !== '');
}

/** What the rows say, for the API; a region without a name is among the errors. */
export function readPlaces(
  typed: readonly TypedPlace[],
  errors: FormErrors,
  missing: string,
): { name: string; region: string | null }[] {
  for (const [row, { name }] of typed.entries()) errors.require(`place-${row}`, name, missing);
  return typed.map(({ name, region }) => ({ name, region: region || null }));
}

/** The rows of the form with the regions to choose from: those that were typed, and at least one more to type in. */
export function placeRows(typed: readonly TypedPlace[], regions: readonly Region[]): (TypedPlace & { regions: Region[] })[] {
  const blank = Array.from({ length: Math.max(1, ROWS - typed.length) }, () => ({ name: '', region: '' }));
  return [...typed, ...blank].map((row) => ({ ...row, regions: regionsToChoose(regions, row.region) }));
}

/** What the rows say in a line. */
export function typedPlacesInWords(typed: readonly TypedPlace[], regions: readonly Region[]): string {
  return placesInWords(
    typed.map(({ name, region }) => ({ name, region: regions.find(({ code }) => code === region) ?? null })),
  );
}
