import { Configuration, OPEN_GOVERNMENT_LICENCE } from '#platform';
import { Dataset, publishedTable, sqlRows, SqlTable } from './dataset';
import { MARKET_FIGURES, MARKET_TABLES, marketFigures, marketTables } from './market-tables';
import { CPV_CODES, GUIDANCE_TABLES, OWN_TAXONOMIES, REGIONS, SIC_CODES } from './reference-tables';
import { AWARDS } from './award-table';
import { PERFORMANCE } from './performance-table';
import { COUNTED, DECLARED, NOTICES, REGISTERS } from './sources';
import { supplierTables } from './supplier-tables';

const MIT_LICENCE = 'https://opensource.org/license/mit';
/** Decision 2011/833/EU: documents of the European Commission may be reused. */
const EUROPEAN_UNION_REUSE = 'http://data.europa.eu/eli/dec/2011/833/oj';

const OWN_WORDS = 'Written for this project from the sources that each row names.';

/** Everything that is open, in the order in which it is listed. What was invented is apart, and only where it is shown at all. */
export function datasetsOf({ demo, publisher: { licence } }: Configuration): Dataset[] {
  const [suppliers, facts, classifications, products, attestations] = supplierTables('REAL');
  const invented = demo ? supplierTables('DEMONSTRATION') : [];
  return [
    ...[suppliers, facts].map((table) => of(table, licence, `${REGISTERS} ${DECLARED}`)),
    of(classifications, licence, `Derived from Find a Tender by the rules of this directory. ${DECLARED}`),
    ...[products, attestations].map((table) => of(table, licence, DECLARED)),
    of(AWARDS, OPEN_GOVERNMENT_LICENCE, NOTICES),
    of(PERFORMANCE, OPEN_GOVERNMENT_LICENCE, `${NOTICES} With the replies of suppliers.`),
    ...[
      { table: MARKET_FIGURES, rows: marketFigures },
      { table: MARKET_TABLES, rows: marketTables },
    ].map((counted) => ({
      ...counted,
      licence,
      source: COUNTED,
      isDemonstration: false,
    })),
    ...GUIDANCE_TABLES.map((table) => of(table, MIT_LICENCE, OWN_WORDS)),
    of(OWN_TAXONOMIES, MIT_LICENCE, 'This project’s own design.'),
    of(REGIONS, OPEN_GOVERNMENT_LICENCE, 'Contains public sector information of the Office for National Statistics.'),
    of(SIC_CODES, OPEN_GOVERNMENT_LICENCE, 'Contains public sector information of Companies House.'),
    of(CPV_CODES, EUROPEAN_UNION_REUSE, 'Regulation (EC) No 213/2008. © European Union.'),
    ...invented.map((table) => ({
      ...of(table, MIT_LICENCE, 'Invented to show how Assay works: nothing in it is true.'),
      isDemonstration: true,
    })),
  ];
}

function of(table: SqlTable, licence: string, source: string): Dataset {
  return { table: publishedTable(table), licence, source, isDemonstration: false, rows: (tx) => sqlRows(tx, table) };
}
