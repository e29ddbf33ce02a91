import { BUYER, HALDEN, OPERATOR, TestDirectory } from './test-directory';
import { CHANGE, decision, DECIDE_REQUEST, MY_REQUESTS, Newcomer, PENDING_REQUESTS, soleTrader } from './own-pages';

let directory: TestDirectory;

beforeAll(async () => {
  directory = await TestDirectory.begin();
});
afterAll(() => directory?.end());

describe('who may', () => {
  it('see and decide a request is its organisation and operators', async () => {
    const supplier = await Newcomer.in(directory, 'Guarded', 'guarded.example');
    const request = await supplier.ask(soleTrader('Guarded (invented)'));
    expect((await directory.api.send(HALDEN, MY_REQUESTS)).data).toEqual({ myPageRequests: [] });
    for (const other of [supplier.editor, HALDEN, BUYER]) {
      expect(await directory.refusal(other, DECIDE_REQUEST, decision(request, 'ACCEPT'))).toMatchObject({ code: 'FORBIDDEN' });
      expect((await directory.api.send(other, PENDING_REQUESTS)).errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const change = { ...soleTrader('Hijacked'), pageRequestId: request.id, expectedVersion: 1 };
    expect(await directory.refusal(HALDEN, CHANGE, change)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('write what in the database holds without our code', async () => {
    const supplier = await Newcomer.in(directory, 'Locked', 'locked.example');
    const { id } = await supplier.ask(soleTrader('Locked (invented)'));
    const application = await directory.api.database.connectAs('application');
    const [operator] = (
      await directory.owner.query<{ organisation: string; user: string }>(
        `SELECT m.organisation_id AS organisation, u.id AS "user" FROM user_account u JOIN membership m ON m.user_id = u.id WHERE u.email = $1`,
        [OPERATOR],
      )
    ).rows;
    /** How many rows a statement met, or why it was refused. */
    const attempt = async (
      as: { organisation: string; user: string; roles: string },
      ...statements: string[]
    ): Promise<number | string> => {
      await application.query('BEGIN');
      try {
        await application.query(
          `SELECT set_config('assay.organisation', $1, true), set_config('assay.user', $2, true), set_config('assay.roles', $3, true)`,
          [as.organisation, as.user, as.roles],
        );
        let met = 0;
        for (const statement of statements) met = (await application.query(statement)).rowCount ?? 0;
        return met;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await application.query('ROLLBACK');
      }
    };
    const own = { organisation: supplier.organisationId, user: operator.user, roles: 'EDITOR' };
    const other = { ...own, organisation: operator.organisation };
    const asOperator = { ...operator, roles: 'OPERATOR' };
    const update = (set: string): string => `UPDATE page_request SET ${set} WHERE id = '${id.slice(4)}'`;
    const refusedByPolicy = '42501';
    expect(await attempt(other, 'SELECT FROM page_request')).toBe(0);
    expect(await attempt(own, `SELECT FROM page_request`)).toBe(1);
    expect(await attempt(other, update(`status = 'WITHDRAWN'`))).toBe(0);
    expect(await attempt(own, update(`status = 'REFUSED', decided_at = now(), reason = 'x'`))).toBe(refusedByPolicy);
    expect(await attempt(asOperator, update(`name = 'Rewritten', status = 'REFUSED', decided_at = now(), reason = 'x'`))).toBe(
      refusedByPolicy,
    );
    const page = '0b000000-0000-7000-8000-000000000001';
    const opened = `INSERT INTO supplier (id, organisation_id, name, provenance) VALUES ('${page}', '${supplier.organisationId}', 'Locked', `;
    const accept = update(
      `status = 'ACCEPTED', decided_by = '${operator.user}', decided_at = now(), reason = 'x', supplier_id = '${page}'`,
    );
    for (const as of [own, asOperator]) expect(await attempt(as, `${opened}'SELF_DECLARED')`)).toBe(refusedByPolicy);
    expect(await attempt(asOperator, accept, `${opened}'COMPANIES_HOUSE')`)).toBe(refusedByPolicy);
    expect(await attempt(asOperator, accept, `${opened}'DEMONSTRATION')`)).toBe(refusedByPolicy);
    expect(await attempt(asOperator, accept, `${opened}'SELF_DECLARED')`)).toBe(1);
    const fact = (source: string): string =>
      `INSERT INTO fact (id, supplier_id, field, value, source) VALUES ('${page}', '${page}', 'name', 'Locked', '${source}')`;
    expect(await attempt(asOperator, accept, `${opened}'SELF_DECLARED')`, fact('VERIFIED'))).toBe(refusedByPolicy);
    expect(await attempt(asOperator, accept, `${opened}'SELF_DECLARED')`, fact('SELF_DECLARED'))).toBe(1);
    const halden = (await directory.pageOf('Halden Vision (demonstration)')).slice(4);
    expect(await attempt(asOperator, fact('SELF_DECLARED').replaceAll(`'${page}', '${page}'`, `'${page}', '${halden}'`))).toBe(
      refusedByPolicy,
    );
    await application.end();
  });
});
