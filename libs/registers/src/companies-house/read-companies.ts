import { CsvProblem, CsvRecord, CsvScanner, fieldText } from '../csv/csv-scanner';
import { normaliseCompanyNumber } from '../identifier/company-number';

/** What is read of a company, by the name that it has here. Dates are ISO 8601; SIC codes are as published, with their words. */
export const COMPANY_FIELDS = [
  'line',
  'number',
  'name',
  'status',
  'category',
  'country',
  'incorporated_on',
  'dissolved_on',
  'accounts',
  'postcode',
  'town',
  'sic_1',
  'sic_2',
  'sic_3',
  'sic_4',
] as const;
export type CompanyField = (typeof COMPANY_FIELDS)[number];

/** The register's column of each field. @source Companies House free company data product: 55 columns */
const COLUMNS: Partial<Record<CompanyField, string>> = {
  name: 'companyname',
  number: 'companynumber',
  status: 'companystatus',
  category: 'companycategory',
  country: 'countryoforigin',
  incorporated_on: 'incorporationdate',
  dissolved_on: 'dissolutiondate',
  accounts: 'accounts.accountcategory',
  postcode: 'regaddress.postcode',
  town: 'regaddress.posttown',
  sic_1: 'siccode.sictext_1',
  sic_2: 'siccode.sictext_2',
  sic_3: 'siccode.sictext_3',
  sic_4: 'siccode.sictext_4',
};
const NEEDED: readonly CompanyField[] = ['name', 'number'];
const CR = 0x0d;
/** A field that is in quotes from its beginning to its end. */
const QUOTED = /^"[^"]*(?:""[^"]*)*"$/;
const DATES: readonly CompanyField[] = ['incorporated_on', 'dissolved_on'];

/** Companies that were read, as CSV with the columns of {@link COMPANY_FIELDS}, for COPY. */
export interface CompanyBatch {
  csv: Buffer;
  /** How many lines of it. */
  companies: number;
  /** Records of the file that it accounts for, those that are no company among them. */
  records: number;
  problems: (CsvProblem & { taken: boolean })[];
}

/** A file that is not the register's. The sentence says what it should be. */
export class NotTheRegister extends Error {
  override name = 'NotTheRegister';
}

/**
 * Companies of the Companies House bulk file (BasicCompanyData), in batches: its columns in any order, some with spaces in their
 * names, dates as dd/mm/yyyy. A record that is no company is told of and left out; the rest goes on.
 *
 * @param size companies of a batch
 * @throws NotTheRegister when its columns are not those of the register
 */
export async function* readCompanies(bytes: AsyncIterable<Buffer>, size: number): AsyncGenerator<CompanyBatch> {
  const reader = new CompanyReader();
  for await (const chunk of bytes) {
    reader.push(chunk);
    if (reader.companies >= size) yield reader.take();
  }
  reader.end();
  if (reader.records > 0) yield reader.take();
}

class CompanyReader {
  companies = 0;
  records = 0;
  private problems: CompanyBatch['problems'] = [];
  private out = Buffer.allocUnsafe(1 << 20);
  private length = 0;
  /** The place of each field in a record, −1 where the file has no such column. */
  private places: { field: CompanyField; place: number }[] | null = null;
  private columns = 0;
  private readonly dates = new Map<string, string | null>();
  private readonly scanner = new CsvScanner(
    (record) => this.read(record),
    (problem) => {
      this.records += 1;
      this.problems.push({ ...problem, taken: false });
    },
  );

  push(chunk: Buffer): void {
    if (this.places === null && ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)))
      throw new NotTheRegister('The file is UTF-16. Save it as CSV in UTF-8 and import that.');
    this.scanner.push(chunk);
  }

  /** @throws NotTheRegister when there was nothing in it */
  end(): void {
    this.scanner.end();
    if (this.places === null) throw new NotTheRegister('The file is empty, or breaks off in its first line. Fetch it again.');
  }

  take(): CompanyBatch {
    const { companies, records, problems } = this;
    const csv = Buffer.from(this.out.subarray(0, this.length));
    this.length = this.companies = this.records = 0;
    this.problems = [];
    return { csv, companies, records, problems };
  }

  private read(record: CsvRecord): void {
    if (this.places === null) {
      this.readHeader(record);
      return;
    }
    this.records += 1;
    if (record.fields !== this.columns) {
      this.refuse(record, `it has ${record.fields} columns where the first line has ${this.columns}; it is passed over`);
      return;
    }
    if (record.wasRecoded)
      this.problems.push({ line: record.line, problem: 'it is not UTF-8; it was read as Windows-1252', taken: true });
    const number = this.numberOf(record);
    if (number === null) return;
    this.room(record.bytes.length < 1 << 20 ? record.ends[record.fields - 1] - record.start + 256 : 1 << 20);
    this.write(`${record.line},${number}`);
    for (const { field, place } of this.places) {
      this.out[this.length++] = 0x2c;
      if (place < 0) continue;
      if (DATES.includes(field)) this.writeDate(record, place);
      else this.writeField(record, place);
    }
    this.out[this.length++] = 0x0a;
    this.companies += 1;
  }

  private readHeader(record: CsvRecord): void {
    const names = Array.from({ length: record.fields }, (_, field) => fieldText(record, field).trim().toLowerCase());
    const place = (field: CompanyField): number => names.indexOf(COLUMNS[field] as string);
    const missing = NEEDED.filter((field) => place(field) < 0);
    if (missing.length > 0)
      throw new NotTheRegister(
        `This is not the company data of Companies House: the first line has no column ${missing.map((field) => `"${COLUMNS[field]}"`).join(' and no column ')}. Download BasicCompanyData as CSV and import that.`,
      );
    this.columns = record.fields;
    this.numberPlace = place('number');
    this.places = COMPANY_FIELDS.filter((field) => field !== 'line' && field !== 'number').map((field) => ({
      field,
      place: place(field),
    }));
  }

  private numberPlace = 0;

  private numberOf(record: CsvRecord): string | null {
    const published = fieldText(record, this.numberPlace);
    if (/^\d{8}$/.test(published) && published !== '00000000') return published;
    const { value, valid, flaw } = normaliseCompanyNumber(published);
    if (valid) return value;
    this.refuse(record, `${flaw ?? 'its company number cannot be read'}; it is passed over`);
    return null;
  }

  private refuse({ line }: CsvRecord, problem: string): void {
    this.problems.push({ line, problem, taken: false });
  }

  /** A field's bytes as they are, where they are CSV to PostgreSQL as well. A carriage return outside quotes is a blank: PostgreSQL refuses it. */
  private writeField(record: CsvRecord, place: number): void {
    const from = place === 0 ? record.start : record.ends[place - 1] + 1;
    const to = record.ends[place];
    if (to === from) return;
    const bytes = record.bytes.subarray(from, to);
    if (bytes.includes(CR) && !QUOTED.test(bytes.toString('latin1'))) {
      this.write(`"${bytes.toString('utf8').replaceAll('\r', ' ').replaceAll('"', '""')}"`);
    } else if (bytes[0] === 0x22 || !bytes.includes(0x22)) {
      this.length += bytes.copy(this.out, this.length);
    } else {
      this.write(`"${bytes.toString('utf8').replaceAll('"', '""')}"`);
    }
  }

  private writeDate(record: CsvRecord, place: number): void {
    const text = fieldText(record, place).trim();
    if (text === '') return;
    let date = this.dates.get(text);
    if (date === undefined) {
      date = isoDate(text);
      if (this.dates.size < 100_000) this.dates.set(text, date);
    }
    if (date === null)
      this.problems.push({ line: record.line, problem: `"${text.slice(0, 40)}" is not a date; it is left out`, taken: true });
    else this.write(date);
  }

  private write(text: string): void {
    this.room(text.length * 3);
    this.length += this.out.write(text, this.length);
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.out.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.out.length * 2, this.length + bytes));
    this.out.copy(larger, 0, 0, this.length);
    this.out = larger;
  }
}

/** `01/02/2020` as `2020-02-01`; null when there is no such day. */
function isoDate(text: string): string | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (match === null) return null;
  const iso = `${match[3]}-${match[2]}-${match[1]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && match[3] !== '0000' ? iso : null;
}
