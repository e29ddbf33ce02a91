import { DataSource } from 'typeorm';
import { ImportRunner } from '#market';
import { ClaimedPages1450 } from '../../../migrations/1450-claimed-pages';
import { NoticesOfCompany } from './notices-of-company';
import { CLAIM, Claimed, DECIDE, OPERATOR, TestDirectory } from './test-directory';

let directory: TestDirectory;

beforeAll(async () => {
  directory = await TestDirectory.begin();
});

afterAll(() => directory?.end());

describe('a page that was found by notices', () => {
  let tables: DataSource;
  beforeAll(async () => {
    tables = await directory.api.database.tablesAs('owner', 3);
  });

  /** Has a page claimed and given to an organisation that calls itself something else. */
  async function takeOver(supplierId: string, domain: string, number: string): Promise<string> {
    const { editor, organisationId } = await directory.newcomer(`Claimant at ${domain}`, domain);
    await directory.owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [organisationId]);
    const input = { supplierId: `sup_${supplierId}`, identifierScheme: 'GB-COH', identifier: number };
    const { claimSupplier } = await directory.send<Claimed>(editor, CLAIM, input);
    await directory.send(OPERATOR, DECIDE, { claimId: claimSupplier.claim.id, accept: true, reason: 'Shown in person.' });
    return organisationId;
  }

  it('is joined to notices by its number before a claim and after', async () => {
    const notices = new NoticesOfCompany(tables, 'Invented Columns Ltd', { scheme: 'GB-COH', id: '09990001' });
    const page = await notices.joinNext();
    expect(page).not.toBeNull();
    await takeOver(page as string, 'columns.example', '09990001');
    expect(await notices.joinNext()).toBe(page);
    const { data } = await directory.api.send<{ supplierByIdentifier: { id: string; identifiers: object[] } }>(
      null,
      '{ supplierByIdentifier(scheme: "GB-COH", id: "09990001") { id identifiers { id primary verifiedAt } } }',
    );
    expect(data.supplierByIdentifier).toEqual({
      id: `sup_${page}`,
      identifiers: [{ id: '09990001', primary: true, verifiedAt: expect.any(String) }],
    });
    const asPrinted = '{ supplierByIdentifier(scheme: "GB-CHC", id: "GB-COH-09990001") { id } }';
    expect((await directory.api.send(null, asPrinted)).data).toEqual({ supplierByIdentifier: { id: `sup_${page}` } });
  });

  it('is joined after a claim whose claimant had the number itself', async () => {
    const notices = new NoticesOfCompany(tables, 'Invented Lanterns Ltd', { scheme: 'GB-COH', id: '09990003' });
    const page = (await notices.joinNext()) as string;
    const { editor, organisationId } = await directory.newcomer('Lanterns Holdings', 'lanterns.example');
    await directory.owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [organisationId]);
    await directory.owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       SELECT gen_random_uuid(), $1, scheme, identifier, identifier, true, 'SELF_DECLARED' FROM organisation_identifier i
       JOIN supplier s ON s.organisation_id = i.organisation_id WHERE s.id = $2`,
      [organisationId, page],
    );
    const input = { supplierId: `sup_${page}`, identifierScheme: 'GB-COH', identifier: '09990003' };
    const { claimSupplier } = await directory.send<Claimed>(editor, CLAIM, input);
    const unpadded = new NoticesOfCompany(tables, 'Invented Lanterns Ltd', { scheme: 'GB-COH', id: '9990003' });
    const meanwhile = [await notices.joinNext(), await unpadded.joinNext()];
    expect(meanwhile).toEqual([null, null]);
    await directory.send(OPERATOR, DECIDE, { claimId: claimSupplier.claim.id, accept: true, reason: 'Shown in person.' });
    expect(await notices.joinNext()).toBe(page);

    const worker = new ImportRunner(tables);
    expect(await worker.applyDecisions()).toBe(2);
    expect([await notices.joinedTo(2), await unpadded.joinedTo(1)]).toEqual([page, page]);
    expect(await worker.applyDecisions()).toBe(0);
  });

  it('is joined again where an earlier claim left its number with the organisation that had it', async () => {
    const notices = new NoticesOfCompany(tables, 'Invented Masts Ltd', { scheme: 'GB-COH', id: '09990002' });
    const page = (await notices.joinNext()) as string;
    const former = await directory.owner.query<{ id: string }>('SELECT organisation_id AS id FROM supplier WHERE id = $1', [
      page,
    ]);
    const claimant = await takeOver(page, 'masts.example', '09990002');
    await directory.owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       SELECT gen_random_uuid(), $1, scheme, identifier, published, true, source FROM organisation_identifier WHERE organisation_id = $2`,
      [former.rows[0].id, claimant],
    );
    expect(await notices.joinNext()).toBeNull();
    await new ClaimedPages1450().moveLeftBehind(tables.createQueryRunner());
    expect(await notices.joinNext()).toBe(page);
  });
});
