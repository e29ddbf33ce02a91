import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { ImportRunner, refreshMarket } from '#market';
import { LOCKS } from '#platform';
import { NoticesOfCompany } from './notices-of-company';
import { DECIDE_REQUEST, decision, Newcomer, soleTrader } from './own-pages';
import { OPERATOR, TestDirectory } from './test-directory';

const HEAD =
  'CompanyName, CompanyNumber,RegAddress.PostTown,RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,IncorporationDate,Accounts.AccountCategory,SICCode.SicText_1\n';
const TOTAL = `query ($filter: SupplierFilter) { market { breakdown(by: [SIZE], measures: [SUPPLIERS], filter: $filter) {
  totals { value } } } }`;

let directory: TestDirectory;
let tables: DataSource;

beforeAll(async () => {
  directory = await TestDirectory.begin();
  tables = await directory.api.database.tablesAs('owner', 3);
});
afterAll(() => directory?.end());

/** What a supplier says of itself that has a number. */
const numbered = (name: string, number: string): object =>
  soleTrader(name, { identifiers: [{ scheme: 'GB-COH', id: number }], noIdentifierReason: null });

/** The page of a new supplier that says it has a number. */
async function ownPage(name: string, domain: string, number: string): Promise<string> {
  const supplier = await Newcomer.in(directory, name, domain);
  return supplier.openPage(numbered(name, number));
}

async function importCompany(number: string, name: string): Promise<void> {
  const row = `"${name}","${number}","BRISTOL","BS1 1AA","Private Limited Company","Active","United Kingdom","","29/06/2025","MICRO ENTITY","26511 - Manufacture of instruments"\n`;
  const runner = new ImportRunner(tables);
  const id = await runner.begin('COMPANIES_HOUSE', { name: number, bytesTotal: null }, { sicCodes: ['26511'] });
  const bytes = Readable.from([Buffer.from(HEAD + row)], { objectMode: false });
  await runner.run(id, () => Promise.resolve({ name: number, bytesTotal: null, bytes }));
}

async function pagesOf(number: string): Promise<{ id: string; provenance: string }[]> {
  const { rows } = await directory.owner.query<{ id: string; provenance: string }>(
    `SELECT 'sup_' || s.id AS id, s.provenance FROM supplier s JOIN organisation_identifier i ON i.organisation_id = s.organisation_id
     WHERE i.scheme = 'GB-COH' AND i.identifier = $1`,
    [number],
  );
  return rows;
}

/** What each source calls the supplier of a page, the oldest first. */
async function namesOn(page: string): Promise<string[][]> {
  return (await directory.read(page)).facts
    .filter(({ field }) => field === 'name')
    .map(({ value, source }) => [value ?? '', source]);
}

async function provenanceOf(page: string): Promise<string> {
  const { rows } = await directory.owner.query<{ provenance: string }>('SELECT provenance FROM supplier WHERE id = $1', [
    page.slice(4),
  ]);
  return rows[0].provenance;
}

describe('a page that its supplier asked for', () => {
  it('is that of the company which the company register names later, with what both say', async () => {
    const page = await ownPage('Invented Finders', 'finders.example', '09995001');
    expect(await pagesOf('09995001')).toEqual([{ id: page, provenance: 'SELF_DECLARED' }]);
    await importCompany('09995001', 'INVENTED FINDERS LIMITED');
    expect(await pagesOf('09995001')).toEqual([{ id: page, provenance: 'COMPANIES_HOUSE' }]);
    expect(await namesOn(page)).toEqual([
      ['Invented Finders', 'SELF_DECLARED'],
      ['INVENTED FINDERS LIMITED', 'COMPANIES_HOUSE'],
    ]);
    const shown = await directory.read(page);
    expect(shown.sizeBand).toBe('UNKNOWN');
    expect(shown.sectors).toEqual([{ code: 'environment', source: 'SELF_DECLARED' }]);
    expect(shown.facts.filter(({ field }) => field === 'companyStatus').map(({ source }) => source)).toEqual([
      'COMPANIES_HOUSE',
    ]);
  });

  it('is that of the winner whom a notice names later, with what both say', async () => {
    const page = await ownPage('Invented Winners', 'winners.example', '9995002');
    const notices = new NoticesOfCompany(tables, 'Invented Winners Ltd', { scheme: 'GB-COH', id: '09995002' });
    expect(await notices.joinNext()).toBe(page.slice(4));
    expect(await pagesOf('09995002')).toEqual([{ id: page, provenance: 'OTHER_PUBLISHER' }]);
    expect(await namesOn(page)).toEqual(
      expect.arrayContaining([
        ['Invented Winners', 'SELF_DECLARED'],
        ['Invented Winners Ltd', 'OTHER_PUBLISHER'],
      ]),
    );
  });

  it('is named by a notice too where a person decided that its winner is this supplier', async () => {
    const supplier = await Newcomer.in(directory, 'Invented Beacons', 'beacons.example');
    const page = await supplier.openPage(soleTrader('Invented Beacons'));
    const notices = new NoticesOfCompany(tables, 'Invented Beacons Ltd', { scheme: 'GB-FTS', id: '777' });
    expect(await notices.joinNext()).toBeNull();
    expect(await provenanceOf(page)).toBe('SELF_DECLARED');
    const { rows } = await directory.owner.query<{ id: string }>(
      `SELECT 'jon_' || id AS id FROM join_proposal WHERE supplier_id = $1`,
      [page.slice(4)],
    );
    const decide = 'mutation ($input: DecideJoinInput!) { decideJoin(input: $input) { proposal { state } } }';
    await directory.send(OPERATOR, decide, { proposalId: rows[0].id, accept: true, reason: 'Asked them (invented).' });
    await new ImportRunner(tables).applyDecisions();
    expect(await notices.joinedTo(1)).toBe(page.slice(4));
    expect(await provenanceOf(page)).toBe('OTHER_PUBLISHER');
  });

  it.each([
    ['the request is accepted', '09997001', 'Teasel Gauges'],
    ['the register is read', '09997002', 'Hornbeam Optics'],
  ])('is the one page of its number where %s first, both at the same moment', async (first, number, name) => {
    const supplier = await Newcomer.in(directory, name, `m${number}.example`);
    const request = await supplier.ask(numbered(name, number));
    const accept = async (): Promise<string[]> => {
      const { errors } = await directory.api.send(OPERATOR, DECIDE_REQUEST, { input: decision(request, 'ACCEPT') });
      return errors.map(({ message }) => message);
    };
    const load = async (): Promise<string[]> => {
      await importCompany(number, `${name.toUpperCase()} LIMITED`);
      return [];
    };
    // Both have found that the number has no page, if they may, by when they say what the supplier makes.
    const technology = { table: 'technology', column: 'code', key: 'sensor-or-actuator' };
    const isAccepted = first === 'the request is accepted';
    const told = await directory.api.together(technology, isAccepted ? [accept, load] : [load, accept]);
    expect(await pagesOf(number)).toHaveLength(1);
    const refused = told.flat();
    if (refused.length > 0) expect(refused).toEqual([expect.stringMatching(`^GB-COH ${number} is the number of the page of`)]);
    expect((await pagesOf(number))[0].provenance).toBe('COMPANIES_HOUSE');
  });

  it('is not opened while a register is being read for long: the operator is told to decide again, and nothing is recorded', async () => {
    const supplier = await Newcomer.in(directory, 'Campion Meters', 'campion.example');
    const request = await supplier.ask(numbered('Campion Meters', '09997003'));
    await directory.owner.query('BEGIN');
    await directory.owner.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.loading]);
    const refused = await directory.refusal(OPERATOR, DECIDE_REQUEST, decision(request, 'ACCEPT'));
    await directory.owner.query('COMMIT');
    expect(refused).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/^A register is being read/) as string });
    expect(await pagesOf('09997003')).toEqual([]);
    await directory.send(OPERATOR, DECIDE_REQUEST, decision(request, 'REFUSE'));
  });

  it('is in no figure of the market until a register names it, unless what suppliers alone say is asked for', async () => {
    const suppliers = async (filter: object): Promise<number | null> => {
      await refreshMarket(tables);
      const { data, errors } = await directory.api.send<{ market: { breakdown: { totals: { value: number | null }[] } } }>(
        null,
        TOTAL,
        { filter },
      );
      expect(errors).toEqual([]);
      return data.market.breakdown.totals[0].value;
    };
    const before = await suppliers({});
    const numbers = new Map([
      ['Osier Telemetry', '09996001'],
      ['Willowherb Lamps', '09996002'],
      ['Alderway Meters', '09996003'],
    ]);
    for (const [name, number] of numbers) await ownPage(name, `n${number}.example`, number);
    expect(await suppliers({})).toBe(before);
    expect(await suppliers({ provenance: ['SELF_DECLARED'] })).toBe(numbers.size);
    await importCompany('09996001', 'OSIER TELEMETRY LTD');
    expect(await suppliers({})).toBe((before ?? 0) + 1);
  });
});
