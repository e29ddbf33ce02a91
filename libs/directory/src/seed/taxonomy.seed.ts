import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertRows, Seed } from '#platform';
import { ItlRow, NutsRow, regionOfNuts, regionsOf, SECTORS, TECHNOLOGIES } from '#registers';

const ITL = 'reference/lad2025-to-itl2025-lookup.csv';
const NUTS = 'reference/uk-nuts-codes-as-used-by-find-a-tender.csv';
const SIC = 'reference/sic2007-companies-house-condensed-en.csv';
const CPV = 'reference/cpv-2008-en.csv';

/** Sectors and technologies of this project; regions, SIC 2007 and CPV 2008 from their registers. */
export const taxonomySeed: Seed = {
  name: 'taxonomies',
  files: [ITL, NUTS, SIC, CPV],
  async load(tx, folder) {
    const table = <Row>(file: string): Row[] =>
      parse(readFileSync(join(folder, file)), { columns: true, bom: true, skip_empty_lines: true }) as Row[];
    const terms = (list: readonly { code: string; label: string }[]): object[] =>
      list.map(({ code, label }, position) => ({ code, label, position }));
    await insertRows(tx, 'sector', terms(SECTORS), '(code) DO UPDATE SET label = excluded.label, position = excluded.position');
    await insertRows(
      tx,
      'technology',
      terms(TECHNOLOGIES),
      '(code) DO UPDATE SET label = excluded.label, position = excluded.position',
    );

    const regions = regionsOf(table<ItlRow>(ITL));
    const codes = new Set(regions.map(({ code }) => code));
    const rows = regions.map(({ code, name, level, parentCode, path }) => ({
      code,
      name,
      level,
      parent_code: parentCode,
      path,
    }));
    await insertRows(tx, 'region', rows, '(code) DO UPDATE SET name = excluded.name, path = excluded.path');
    const nuts = table<NutsRow>(NUTS).map((row) => ({
      nuts_code: row.nuts_code,
      name: row.description_en,
      region_code: regionOfNuts(row, codes),
    }));
    await insertRows(tx, 'nuts_region', nuts, '(nuts_code) DO UPDATE SET region_code = excluded.region_code');

    const sic = table<{ code: string; description: string }>(SIC).map(({ code, description }) => ({
      code: code.padStart(5, '0'),
      label: description,
    }));
    await insertRows(tx, 'sic_code', sic, '(code) DO UPDATE SET label = excluded.label');
    const cpv = table<{ code: string; check_digit: string; description_en: string; level: string; parent_code: string }>(CPV)
      .map((row) => ({
        code: row.code,
        check_digit: row.check_digit,
        label: row.description_en,
        level: Number(row.level),
        parent_code: row.parent_code === '' ? null : row.parent_code,
      }))
      .sort((a, b) => a.level - b.level);
    await insertRows(tx, 'cpv_code', cpv, '(code) DO UPDATE SET label = excluded.label');
  },
};
