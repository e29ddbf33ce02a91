import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { COMPANY_FIELDS, NotTheRegister, readCompanies } from './read-companies';

interface Read {
  companies: Record<string, string>[];
  problems: string[];
  records: number;
}

/** Reads text or bytes, cut into pieces of a size. */
async function read(file: string | Buffer, piece = 7): Promise<Read> {
  const bytes = Buffer.from(file as string);
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const found: Read = { companies: [], problems: [], records: 0 };
  for await (const { csv, records, problems, companies } of readCompanies(pieces(), 2)) {
    const rows = parse(csv, { columns: [...COMPANY_FIELDS] }) as Record<string, string>[];
    expect(rows).toHaveLength(companies);
    found.companies.push(...rows);
    found.records += records;
    found.problems.push(...problems.map(({ line, problem }) => `${line}: ${problem}`));
  }
  return found;
}

const HEAD = 'CompanyName, CompanyNumber,RegAddress.PostCode,CompanyStatus,IncorporationDate,SICCode.SicText_1\n';
const ROW = '"LAMPS ""R"" US, LTD","01234567","AB1 2CD","Active","29/06/2011","26511 - Manufacture of instruments"\n';

describe('companies of the register', () => {
  it('are read whatever the order of the columns, with a mark at the beginning and lines that end as on Windows', async () => {
    const { companies, problems } = await read(
      `\ufeffRegAddress.PostCode,CompanyNumber,Other, CompanyName\r\nAB1 2CD,1234567,,Lamps\r\n\r\n"AB1","SC123456","x","Signs\r\nand more"\r\n`,
    );
    expect(problems).toEqual([]);
    expect(companies.map(({ number, name, postcode, line }) => [line, number, name, postcode])).toEqual([
      ['2', '01234567', 'Lamps', 'AB1 2CD'],
      ['4', 'SC123456', 'Signs\r\nand more', 'AB1'],
    ]);
  });

  it('have their dates as days, and say which are none', async () => {
    const { companies, problems } = await read(`${HEAD}${ROW}${ROW.replace('29/06/2011', '31/02/2011')}`);
    expect(companies.map((company) => company.incorporated_on)).toEqual(['2011-06-29', '']);
    expect(companies[0].name).toBe('LAMPS "R" US, LTD');
    expect(problems).toEqual(['3: "31/02/2011" is not a date; it is left out']);
  });

  it('are the others when a quote never closes', async () => {
    const { companies, problems, records } = await read(`${HEAD}${ROW}"BROKEN,01234568,x,y,z,w\n${ROW}${ROW}`);
    expect(companies.map(({ line }) => line)).toEqual(['2', '4', '5']);
    expect(problems).toEqual(['3: a quote opens or closes where none belongs; the line is passed over']);
    expect(records).toBe(4);
  });

  it('are the others when a record is enormous', async () => {
    for (const enormous of ['x'.repeat(10_000_000), `"${'x'.repeat(10_000_000)}"`]) {
      const { companies, problems } = await read(`${HEAD}${enormous},01234568,x,y,z,w\n${ROW}`, 65536);
      expect(companies.map(({ line }) => line)).toEqual(['3']);
      expect(problems).toEqual(['2: it is longer than 256 kB; it is passed over']);
    }
  });

  it('are read as Windows-1252 where they are not UTF-8, and say so', async () => {
    const { companies, problems } = await read(Buffer.from(`${HEAD}${ROW.replace('LAMPS', 'CAF\u00c9')}${ROW}`, 'latin1'));
    expect(companies.map(({ name }) => name.slice(0, 5))).toEqual(['CAF\u00c9 ', 'LAMPS']);
    expect(problems).toEqual(['2: it is not UTF-8; it was read as Windows-1252']);
  });

  it('have a blank for a carriage return outside quotes, which COPY refuses, and keep one within', async () => {
    const { companies, problems } = await read(
      `${HEAD}Bad\rNamé "R" Ltd,01234567,,,,\n"Good\rLtd",01234568,,,,\r\n"Odd"\r"Ltd",01234569,,,,\n`,
    );
    expect(companies.map(({ name }) => name)).toEqual(['Bad Namé "R" Ltd', 'Good\rLtd', '"Odd" "Ltd"']);
    expect(problems).toEqual([]);
  });

  it('are none without a number, with columns too many, or with a quote where none belongs', async () => {
    const { companies, problems } = await read(
      `${HEAD}Lamps,n/a,,,,\nLamps,01234567,,,,,\nLa"mps" "Ltd,01234567,,,,\n"Cut off,01234567,,,,`,
    );
    expect(companies.map(({ name }) => name)).toEqual(['La"mps" "Ltd']);
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatch(/^2: "n\/a" is not a company number/);
    expect(problems[1]).toBe('3: it has 7 columns where the first line has 6; it is passed over');
    expect(problems[2]).toMatch(/^5: /);
  });

  it.each([
    ['', /empty/],
    ['name,number\nLamps,1', /no column "companyname" and no column "companynumber"/],
    [Buffer.from(`\ufeff${HEAD}`, 'utf16le'), /UTF-16/],
  ])('are not read out of %j', async (file, sentence) => {
    await expect(read(file, 64)).rejects.toThrow(NotTheRegister);
    await expect(read(file, 64)).rejects.toThrow(sentence);
  });

  it('are the same as a CSV parser reads, however the file is cut', async () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', ',', '\n', 'é', '💡', '"a",', 'x\r'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, piece) => {
          const clean = (text: string): string => Buffer.from(text.replaceAll('\u0000', '')).toString();
          const records = rows.map(([name, status, town], index) => [
            clean(name),
            String(10000000 + index),
            clean(status),
            clean(town),
          ]);
          const file = stringify([['CompanyName', 'CompanyNumber', 'CompanyStatus', 'RegAddress.PostTown'], ...records]);
          const { companies, problems } = await read(file, piece);
          expect(problems).toEqual([]);
          expect(companies.map(({ name, number, status, town }) => [name, number, status, town])).toEqual(records);
        },
      ),
    );
  });
});
