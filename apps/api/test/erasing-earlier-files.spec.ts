import { SpecificationFiles1751 } from '../../../migrations/1751-specification-files';
import { ASK, CONFIRM, RetentionJourney } from './retention-journey';

const CREATE =
  'mutation ($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id reference } } }';
const ADD = 'mutation ($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id } } }';
const CANCEL = 'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }';

interface Procurement {
  id: string;
  reference: string;
}

describe('A specification file from before it was noted whose it is', () => {
  let journey: RetentionJourney;
  beforeAll(async () => {
    journey = await RetentionJourney.begin();
  });
  afterAll(() => journey.end());

  const query = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    journey.judgement.rows.query<T>(sql, values);
  const isThere = async (document: string): Promise<boolean> =>
    (await query('SELECT FROM document WHERE id = $1', [document.slice('doc_'.length)])).length === 1;

  async function created(title: string): Promise<Procurement> {
    const made = await journey.done<{ createProcurement: { procurement: Procurement } }>(journey.admin, CREATE, { title });
    return made.createProcurement.procurement;
  }

  const add = ({ id }: Procurement, documentId?: string): Promise<object> => {
    const requirements = [{ text: 'The camera shall be secure.', weight: 100 }];
    return journey.done(journey.admin, ADD, { procurementId: id, requirements, documentId });
  };
  const upload = (name: string): Promise<string> => journey.judgement.api.upload(journey.admin, name, `The text of ${name}.`);

  /** Cancels a procurement and erases its records. */
  async function erase({ id, reference }: Procurement): Promise<void> {
    await journey.done(journey.judgement.approver, CANCEL, { procurementId: id, reason: 'No money.' });
    await query(
      `INSERT INTO retention_term (id, procurement_id, organisation_id, kept_until, reason, set_by_id, set_by_name, set_at)
       SELECT gen_random_uuid(), id, organisation_id, current_date, 'A day that has come.', created_by, 'Somebody', now() FROM procurement WHERE id = $1`,
      [id.slice('prc_'.length)],
    );
    await journey.done(journey.admin, ASK, { procurementId: id });
    await journey.done(journey.admin, CONFIRM, { procurementId: id, reference });
  }

  async function migrated(): Promise<void> {
    const tables = await journey.judgement.api.database.tablesAs('owner');
    const runner = tables.createQueryRunner();
    await runner.startTransaction();
    const migration = new SpecificationFiles1751();
    await migration.down(runner);
    await migration.up(runner);
    await runner.commitTransaction();
    await runner.release();
  }

  it('goes with the last of the procurements that it can have been read for, and with none before', async () => {
    const [before, one, other] = [await created('Before'), await created('One'), await created('Other')];
    await add(before);
    const [file, unread] = [await upload('file.txt'), await upload('unread.txt')];
    await add(one, file);
    await add(other);
    const never = await upload('never.txt');
    await query('DELETE FROM procurement_document');
    await migrated();
    const rows = await query<{ procurement_id: string; document_id: string; is_certain: boolean }>(
      'SELECT procurement_id, document_id, is_certain FROM procurement_document',
    );
    const key = (id: string): string => id.slice('prc_'.length);
    expect(rows).toHaveLength(4);
    for (const document of [file, unread])
      for (const { id } of [one, other])
        expect(rows).toContainEqual({ procurement_id: key(id), document_id: key(document), is_certain: false });

    await erase(before);
    await erase(one);
    expect([await isThere(file), await isThere(unread)]).toEqual([true, true]);
    await erase(other);
    expect([await isThere(file), await isThere(unread), await isThere(never)]).toEqual([false, false, true]);
  });

  it('is left with the one that it is known to be of', async () => {
    const procurement = await created('Known');
    const known = await upload('known.txt');
    await add(procurement, known);
    await migrated();
    expect(
      await query('SELECT is_certain FROM procurement_document WHERE document_id = $1', [known.slice('doc_'.length)]),
    ).toEqual([{ is_certain: true }]);
  });
});
