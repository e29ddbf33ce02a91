import { accountOf, makeAccounts } from './accounts';
import type { DecidedProcurement } from './decided-procurement';
import { codes } from './evidence-journey';
import { ASK, CONFIRM, LIFT_HOLD, PLACE_HOLD, RetentionJourney } from './retention-journey';

const LONG_AGO = '2020-05-04';

describe('Erasing that is not to be', () => {
  let journey: RetentionJourney;
  let decided: DecidedProcurement;
  let reference: string;

  const api = () => journey.judgement.api;
  const buyerId = (): string => journey.judgement.evidence.buyer.id;
  const input = () => ({ procurementId: decided.procurement.id, reference });
  const query = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    journey.judgement.rows.query<T>(sql, values);

  beforeAll(async () => {
    journey = await RetentionJourney.begin();
    decided = await journey.signed();
    [{ reference }] = await query<{ reference: string }>('SELECT reference FROM procurement WHERE id = $1', [
      decided.procurement.key,
    ]);
  });
  afterAll(() => journey.end());

  it('is refused before it is due, while it goes on, while a hold stands, and before anybody has asked', async () => {
    const { procurement } = decided;
    const refusedWith = async (sentence: RegExp): Promise<void> => {
      for (const [mutation, what] of [
        [ASK, { procurementId: procurement.id }],
        [CONFIRM, input()],
      ] as const) {
        const refused = await journey.send(journey.admin, mutation, { input: what });
        expect(refused.errors[0].message).toMatch(sentence);
        expect(codes(refused)).toEqual(['ILLEGAL_TRANSITION']);
      }
    };
    await refusedWith(/is not over/);
    await journey.close(procurement.id);
    await refusedWith(/are kept until/);
    await journey.signedOn(procurement.key, LONG_AGO);
    expect(await journey.retention(procurement.id)).toMatchObject({ keptUntil: '2023-05-04', state: 'DUE' });
    expect((await journey.send(journey.admin, CONFIRM, { input: input() })).errors[0].message).toMatch(/^Nobody has asked/);

    await journey.done(journey.admin, ASK, { procurementId: procurement.id });
    await journey.done(journey.admin, ASK, { procurementId: procurement.id });
    await journey.done(journey.admin, PLACE_HOLD, {
      procurementId: procurement.id,
      kind: 'AUDIT',
      reason: 'The auditors are here.',
    });
    await refusedWith(/A hold stands/);
    const { holds } = await journey.retention(procurement.id);
    await journey.done(journey.admin, LIFT_HOLD, { holdId: holds[0].id, reason: 'They are gone.' });
    // The hold took back what was asked before.
    expect((await journey.retention(procurement.id)).erasing).toBeNull();
    expect((await journey.send(journey.admin, CONFIRM, { input: input() })).errors[0].message).toMatch(/^Nobody has asked/);
    await journey.done(journey.admin, ASK, { procurementId: procurement.id });
    expect((await journey.retention(procurement.id)).erasing).toMatchObject({ askedBy: { name: 'Records Administrator' } });
  });

  it('is nobody else’s: another buyer’s administrator and an editor of the buyer are refused, and so is another reference', async () => {
    const others = await makeAccounts(api().database.ownerUrl, 'erasing');
    const other = accountOf(others, 'BUYER', 'ADMIN').email;
    expect(codes(await journey.send(other, CONFIRM, { input: input() }))).toEqual(['NOT_FOUND']);
    expect(codes(await journey.send(journey.judgement.evidence.buyer.editor, CONFIRM, { input: input() }))).toEqual([
      'FORBIDDEN',
    ]);
    const wrong = await journey.send(journey.admin, CONFIRM, { input: { ...input(), reference: 'P-1999-001' } });
    expect(wrong.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'reference' }] });
    expect((await journey.retention(decided.procurement.id)).state).toBe('DUE');
  });

  it('cannot be done around the service: not by the application, and not by the owner', async () => {
    const application = await api().database.connectAs('application');
    const as = (organisation: string, roles: string): Promise<unknown> =>
      application.query(
        `SELECT set_config('assay.organisation', $1, false), set_config('assay.user', $2, false), set_config('assay.roles', $3, false)`,
        [organisation, '00000000-0000-7000-8000-000000000000', roles],
      );
    const tried = (sql: string): Promise<string> =>
      application.query(sql).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    await as(buyerId(), 'EDITOR');
    expect(await tried(`SELECT erase_procurement('${decided.procurement.key}', 'An editor')`)).toBe('42501');
    await as('00000000-0000-7000-8000-000000000001', 'ADMIN');
    expect(await tried(`SELECT erase_procurement('${decided.procurement.key}', 'A stranger')`)).toBe('42501');
    await as(buyerId(), 'ADMIN');
    // Nothing tells of it before the transaction ends.
    expect(await tried(`SELECT erase_procurement('${decided.procurement.key}', 'An administrator')`)).toBe('AS002');
    expect(await tried(`SET ROLE assay_eraser`)).toBe('42501');
    expect(
      await tried(`UPDATE audit_event SET detail = '{}', actor_id = NULL, actor_name = '', erased_by = sequence + 1`),
    ).toBe('42501');
    expect(await tried(`DELETE FROM decision`)).toBe('42501');
    const byOwner = (sql: string): Promise<unknown> => query(sql).catch((error: { code: string }) => error.code);
    expect(
      await byOwner(`UPDATE audit_event SET detail = '{}', actor_id = NULL, actor_name = '', erased_by = sequence + 1`),
    ).toBe('AS001');
    expect(await byOwner(`DELETE FROM submission`)).toBe('AS001');
    const members = await query(
      `SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE r.rolname = 'assay_eraser' AND (m.set_option OR m.inherit_option)`,
    );
    expect(members).toEqual([]);
  });
});
