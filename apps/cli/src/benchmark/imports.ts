import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import { ImportRunner, openSource } from '#market';

const ROWS = 400_000;
/** Of these, so many are companies that the directory knows. */
const KNOWN = 10_000;
const FIRST = 10_000_000;

/** The 55 columns of the register, as it writes them, stray spaces and all. */
const HEADER =
  'CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1, RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,IncorporationDate,Accounts.AccountRefDay,Accounts.AccountRefMonth,Accounts.NextDueDate,Accounts.LastMadeUpDate,Accounts.AccountCategory,Returns.NextDueDate,Returns.LastMadeUpDate,Mortgages.NumMortCharges,Mortgages.NumMortOutstanding,Mortgages.NumMortPartSatisfied,Mortgages.NumMortSatisfied,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3,SICCode.SicText_4,LimitedPartnerships.NumGenPartners,LimitedPartnerships.NumLimPartners,URI' +
  Array.from({ length: 10 }, (_, index) => `,PreviousName_${index + 1}.CONDATE, PreviousName_${index + 1}.CompanyName`).join(
    '',
  ) +
  ',ConfStmtNextDueDate, ConfStmtLastMadeUpDate';

function row(n: number): string {
  const fields = [
    `INVENTED COMPANY ${n} LIMITED`,
    String(FIRST + n),
    '',
    '',
    `UNIT ${n % 97} INVENTED BUSINESS PARK`,
    'INVENTED ROAD',
    'BRISTOL',
    'AVON',
    'UNITED KINGDOM',
    'BS1 1AA',
    'Private Limited Company',
    'Active',
    'United Kingdom',
    '',
    `${String(1 + (n % 28)).padStart(2, '0')}/06/${1990 + (n % 30)}`,
    '29',
    '12',
    '29/09/2022',
    '31/12/2020',
    'TOTAL EXEMPTION FULL',
    '27/07/2017',
    '29/06/2016',
    '1',
    '0',
    '0',
    '1',
    '70229 - Management consultancy activities other than financial management',
    '',
    '',
    '',
    '0',
    '0',
    `http://business.data.gov.uk/id/company/${FIRST + n}`,
    ...Array.from({ length: 20 }, () => ''),
    '13/07/2022',
    '29/06/2021',
  ];
  return `${fields.map((field) => `"${field}"`).join(',')}\n`;
}

/** Rows a second of the import of a file, and of a bare COPY of the same file, in turn; in lines to print. */
export async function timeImports(ownerUrl: string, folder: string, rounds: number): Promise<string[]> {
  const file = join(folder, 'BasicCompanyData.csv');
  await pipeline(Readable.from(rows()), createWriteStream(file));
  const owner = await new DataSource({ type: 'postgres', url: ownerUrl, extra: { max: 3 } }).initialize();
  try {
    await owner.query(
      `INSERT INTO organisation (id, kind, name, provenance) SELECT md5('o' || g)::uuid, 'SUPPLIER', 'Invented ' || g, 'FIND_A_TENDER' FROM generate_series(1, ${KNOWN}) g`,
    );
    await owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       SELECT md5('i' || g)::uuid, md5('o' || g)::uuid, 'GB-COH', (${FIRST} + g * ${ROWS / KNOWN} - 1)::text, '', true, 'FIND_A_TENDER' FROM generate_series(1, ${KNOWN}) g`,
    );
    await owner.query(
      `INSERT INTO supplier (id, organisation_id, name, provenance) SELECT md5('s' || g)::uuid, md5('o' || g)::uuid, 'Invented ' || g, 'FIND_A_TENDER' FROM generate_series(1, ${KNOWN}) g`,
    );
    const ratios: number[] = [];
    const lines: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await timed(() => bareCopy(ownerUrl, file));
      let memory = 0;
      const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), 50);
      const imported = await timed(async () => {
        const runner = new ImportRunner(owner);
        const source = await openSource(file);
        const report = await runner.run(await runner.begin('COMPANIES_HOUSE', { ...source, bytesTotal: null }, {}), () =>
          Promise.resolve(source),
        );
        if (report?.state !== 'DONE' || report.records !== ROWS) throw new Error(`the import failed: ${report?.error}`);
      });
      clearInterval(watch);
      ratios.push(bare / imported);
      const perSecond = (seconds: number): string => Math.round(ROWS / seconds).toLocaleString('en-GB');
      lines.push(`  COPY ${perSecond(bare)} rows/s, import ${perSecond(imported)} rows/s, ${(memory / 2 ** 20).toFixed(0)} MB`);
    }
    ratios.sort((a, b) => a - b);
    const middle = ratios[Math.floor(ratios.length / 2)];
    return [
      `Companies House, ${ROWS.toLocaleString('en-GB')} rows of 55 columns, ${KNOWN.toLocaleString('en-GB')} of them known: import at ${middle.toFixed(2)} of a bare COPY (${ratios[0].toFixed(2)} to ${ratios[ratios.length - 1].toFixed(2)})`,
      ...lines,
    ];
  } finally {
    await owner.destroy();
    await rm(file, { force: true });
  }
}

function* rows(): Generator<string> {
  yield `${HEADER}\n`;
  for (let n = 0; n < ROWS; n += 100) yield Array.from({ length: 100 }, (_, index) => row(n + index)).join('');
}

async function bareCopy(ownerUrl: string, file: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const columns = Array.from({ length: 55 }, (_, index) => `c${index} text`).join(', ');
    await client.query(`CREATE TABLE bare (${columns})`);
    await pipeline(createReadStream(file), client.query(copyFrom('COPY bare FROM STDIN (FORMAT csv, HEADER)')));
    await client.query('DROP TABLE bare');
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
