/** A region: ITL 1 to 3 of January 2025, under the United Kingdom. */
export interface Region {
  code: string;
  name: string;
  level: 0 | 1 | 2 | 3;
  parentCode: string | null;
  /** Itself and its ancestors, the widest first. */
  path: string[];
}

/** A row of the ONS lookup of local authorities to ITL. */
export interface ItlRow {
  ITL325CD: string;
  ITL325NM: string;
  ITL225CD: string;
  ITL225NM: string;
  ITL125CD: string;
  ITL125NM: string;
}

/** A row of the NUTS codes that Find a Tender uses, with the ITL 2021 code of the same area. */
export interface NutsRow {
  nuts_code: string;
  description_en: string;
  itl_2021_code: string;
}

export const UNITED_KINGDOM: Region = { code: 'UK', name: 'United Kingdom', level: 0, parentCode: null, path: ['UK'] };

/** The regions of the lookup, parents before children. */
export function regionsOf(rows: readonly ItlRow[]): Region[] {
  const regions = new Map<string, Region>([['UK', UNITED_KINGDOM]]);
  for (const row of rows) {
    add(regions, row.ITL125CD, row.ITL125NM, 1, 'UK');
    add(regions, row.ITL225CD, row.ITL225NM, 2, row.ITL125CD);
    add(regions, row.ITL325CD, row.ITL325NM, 3, row.ITL225CD);
  }
  return [...regions.values()].sort((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1));
}

function add(regions: Map<string, Region>, code: string, name: string, level: 1 | 2 | 3, parentCode: string): void {
  if (regions.has(code)) return;
  regions.set(code, { code, name, level, parentCode, path: [...(regions.get(parentCode)?.path ?? []), code] });
}

/**
 * The region of 2025 that a NUTS code stands for: the one with its ITL 2021 code where that is still in use, else the nearest
 * ancestor that is. Boundaries changed between the two, so that a finer guess would be one.
 */
export function regionOfNuts(row: NutsRow, codes: ReadonlySet<string>): string | null {
  if (row.nuts_code === 'UK') return 'UK';
  for (let code = row.itl_2021_code; code.length >= 3; code = code.slice(0, -1)) {
    if (codes.has(code)) return code;
  }
  return null;
}
