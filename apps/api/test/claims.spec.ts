import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ClaimsWithdrawn1610 } from '../../../migrations/1610-claims-withdrawn';
import { newcomer, unclaimedPage } from './claim-rows';
import { TestApi } from './harness';

const CLAIM =
  'mutation ($input: ClaimSupplierInput!) { claimSupplier(input: $input) { claim { id status identifier identifierAgrees } } }';

const WITHDRAW =
  'mutation ($input: WithdrawClaimInput!) { withdrawClaim(input: $input) { claim { id status decidedAt reason } supplier { id claimedAt } } }';
const DECIDE = 'mutation ($input: DecideClaimInput!) { decideClaim(input: $input) { claim { status } } }';
const OPERATOR = 'operator@oversight.example';

interface Claimed {
  claimSupplier: { claim: { id: string; status: string; identifier: string; identifierAgrees: boolean } };
}

let api: TestApi;
let owner: Client;

beforeAll(async () => {
  api = await TestApi.start();
  owner = new Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await api?.stop();
});

/** What an operation was refused with: the sentence, the code and what else came; empty when it was not. */
async function refusal(as: string, operation: string, input: object): Promise<object> {
  const { errors } = await api.send(as, operation, { input });
  return errors.length === 0 ? {} : { message: errors[0].message, ...errors[0].extensions };
}

async function claimed(as: string, input: object): Promise<Claimed['claimSupplier']['claim']> {
  const { data, errors } = await api.send<Claimed>(as, CLAIM, { input });
  expect(errors).toEqual([]);
  return data.claimSupplier.claim;
}

/** An organisation with a claim that waits. */
async function waiting(name: string): Promise<{ page: string; editor: string; organisationId: string; claimId: string }> {
  const page = await unclaimedPage(owner, name);
  const { editor, organisationId } = await newcomer(owner, `${name} claimant`, `${name.toLowerCase()}.example`);
  const { id } = await claimed(editor, { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' });
  return { page, editor, organisationId, claimId: id };
}

async function statusOf(claimId: string): Promise<string> {
  const { rows } = await owner.query<{ status: string }>('SELECT status FROM claim WHERE id = $1', [claimId.slice(4)]);
  return rows[0].status;
}

const sentence = (text: RegExp): string => expect.stringMatching(text) as string;

describe('a claim', () => {
  it('is told at the field which register there is not, and which number cannot be one of it', async () => {
    const supplierId = await unclaimedPage(owner, 'Numbered');
    const { editor } = await newcomer(owner, 'Numbering', 'numbering.example');
    const tried = (identifierScheme: string, identifier: string): Promise<object> =>
      refusal(editor, CLAIM, { supplierId, identifierScheme, identifier });
    const told = (path: string, message: RegExp): object => ({
      code: 'BAD_USER_INPUT',
      fields: [{ path, message: sentence(message) }],
    });
    expect(await tried('GB-COH', '123456789')).toMatchObject(told('identifier', /is not a company number/));
    expect(await tried('GB-COH', ' ')).toMatchObject(told('identifier', /empty/));
    expect(await tried('GB-CHC', 'N/A')).toMatchObject(told('identifier', /stands where there is no number/));
    expect(await tried('Companies House', '1234567')).toMatchObject(told('identifierScheme', /not the code of a register/));
    expect(await tried('', '1234567')).toMatchObject(told('identifierScheme', /not the code of a register/));
    expect(await tried('GB-FTS', '1234')).toMatchObject(told('identifierScheme', /one publisher of notices alone/));
    const { rows } = await owner.query('SELECT FROM claim WHERE supplier_id = $1', [supplierId.slice(4)]);
    expect(rows).toEqual([]);
  });

  it('may name a number of any register, and one that the page is published with wrongly', async () => {
    const { editor } = await newcomer(owner, 'Hospital', 'hospital.example');
    const flaw = 'is not a company number';
    const wrong = await unclaimedPage(owner, 'Hospital Trading', { scheme: 'GB-COH', id: 'Hospital Trading', flaw });
    const pages: [string, string, string][] = [
      [await unclaimedPage(owner, 'Hospital'), 'GB-NHS', 'X24'],
      [wrong, 'GB-COH', 'Hospital Trading'],
    ];
    for (const [supplierId, identifierScheme, identifier] of pages)
      expect(await claimed(editor, { supplierId, identifierScheme, identifier })).toMatchObject({
        status: 'PENDING',
        identifier,
        identifierAgrees: false,
      });
  });
});

describe('a page that notices made for an organisation with people here', () => {
  it('is not given to another: it is asked for in vain, and what waits cannot be accepted', async () => {
    const { page, claimId, organisationId } = await waiting('Peopled');
    const { rows } = await owner.query<{ id: string }>('SELECT organisation_id AS id FROM supplier WHERE id = $1', [
      page.slice(4),
    ]);
    const holder = await newcomer(owner, 'Holder', 'holder.example');
    await owner.query('UPDATE membership SET organisation_id = $1 WHERE organisation_id = $2', [
      rows[0].id,
      holder.organisationId,
    ]);
    const refused = { code: 'CONFLICT', message: sentence(/^The people of another organisation look after this page already/) };
    const late = await newcomer(owner, 'Late', 'late.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    expect(await refusal(late.editor, CLAIM, input)).toMatchObject(refused);
    expect(await refusal(OPERATOR, DECIDE, { claimId, accept: true, reason: 'The number agrees.' })).toMatchObject(refused);
    const { rows: pages } = await owner.query('SELECT FROM supplier WHERE organisation_id = $1', [organisationId]);
    expect(pages).toEqual([]);
    expect((await refusal(holder.editor, CLAIM, input)) as { message: string }).toMatchObject({
      message: sentence(/is your organisation’s already/),
    });
  });
});

describe('a claim that is withdrawn', () => {
  it('is decided by nobody, leaves the page as it was, and stands in the record; the page can be claimed again', async () => {
    const { page, editor, claimId } = await waiting('Regretted');
    const { data, errors } = await api.send(editor, WITHDRAW, { input: { claimId } });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      withdrawClaim: {
        claim: { id: claimId, status: 'WITHDRAWN', decidedAt: null, reason: null },
        supplier: { id: page, claimedAt: null },
      },
    });
    const pending = await api.send<{ pendingClaims: { id: string }[] }>(OPERATOR, '{ pendingClaims { id } }');
    expect(pending.data.pendingClaims.map(({ id }) => id)).not.toContain(claimId);
    const { rows } = await owner.query('SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence', [
      claimId,
    ]);
    expect(rows).toEqual([
      { action: 'supplier.claimed', detail: expect.any(Object) as object },
      { action: 'claim.withdrawn', detail: { identifierScheme: 'GB-COH', identifier: '00000001' } },
    ]);
    expect(await refusal(editor, WITHDRAW, { claimId })).toMatchObject({
      code: 'CONFLICT',
      message: sentence(/^Your organisation has withdrawn this claim already/),
    });
    expect(await refusal(OPERATOR, DECIDE, { claimId, accept: true, reason: 'The number agrees.' })).toMatchObject({
      code: 'CONFLICT',
      message: sentence(/^The claimant has withdrawn this claim/),
    });
    expect(await claimed(editor, { supplierId: page, identifierScheme: 'GB-COH', identifier: '2' })).toMatchObject({
      status: 'PENDING',
    });
  });

  it('is its claimant’s own: it is not there for others, and an operator has no such right', async () => {
    const { claimId } = await waiting('Guarded');
    expect(await refusal('editor@halden.example', WITHDRAW, { claimId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(OPERATOR, WITHDRAW, { claimId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await statusOf(claimId)).toBe('PENDING');
  });

  it('is nobody else’s in the database either, nor can its claimant decide it there', async () => {
    const { claimId, organisationId } = await waiting('Locked');
    const other = await newcomer(owner, 'Other', 'other.example');
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    const attempt = async (as: string, set: string): Promise<number | string> => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('assay.organisation', $1, true), set_config('assay.roles', 'EDITOR', true)`, [as]);
      const outcome = await client.query(`UPDATE claim SET ${set} WHERE id = $1`, [claimId.slice(4)]).then(
        ({ rowCount }) => rowCount ?? 0,
        (error: { code: string }) => error.code,
      );
      await client.query('ROLLBACK');
      return outcome;
    };
    const refusedByPolicy = '42501';
    try {
      expect(await attempt(other.organisationId, `status = 'WITHDRAWN'`)).toBe(0);
      expect(await attempt(organisationId, `status = 'ACCEPTED', decided_at = now()`)).toBe(refusedByPolicy);
      expect(await attempt(organisationId, `status = 'WITHDRAWN'`)).toBe(1);
    } finally {
      await client.end();
    }
  });

  it('is not one that was decided, also where it was so at the same moment', async () => {
    const { editor, claimId } = await waiting('Decided');
    await api.send(OPERATOR, DECIDE, { input: { claimId, accept: false, reason: 'Nothing agrees.' } });
    const told = {
      code: 'CONFLICT',
      message: sentence(/^This claim was refused already: “Nothing agrees.” It can be withdrawn no more/),
    };
    expect(await refusal(editor, WITHDRAW, { claimId })).toMatchObject(told);

    const met = await waiting('Met');
    const refused = `status = 'REFUSED', decided_at = now(), reason = 'Nothing agrees.'`;
    const [late] = await api.together({ table: 'claim', key: met.claimId.slice(4), set: refused }, [
      () => refusal(met.editor, WITHDRAW, { claimId: met.claimId }),
    ]);
    expect(late).toMatchObject(told);
    expect(await statusOf(met.claimId)).toBe('REFUSED');
  });

  it('is told to an operator who decides on it at the same moment', async () => {
    const { claimId, page } = await waiting('Crossed');
    const [late] = await api.together({ table: 'claim', key: claimId.slice(4), set: `status = 'WITHDRAWN'` }, [
      () => refusal(OPERATOR, DECIDE, { claimId, accept: true, reason: 'The number agrees.' }),
    ]);
    expect(late).toMatchObject({ code: 'CONFLICT', message: sentence(/^The claimant has withdrawn this claim/) });
    const { rows } = await owner.query('SELECT claimed_at AS at FROM supplier WHERE id = $1', [page.slice(4)]);
    expect(rows).toEqual([{ at: null }]);
  });

  it('was refused, as it says, where nothing can be withdrawn any more', async () => {
    const { editor, claimId } = await waiting('Undone');
    await api.send(editor, WITHDRAW, { input: { claimId } });
    const tables = await new DataSource({ type: 'postgres', url: api.database.ownerUrl }).initialize();
    const runner = tables.createQueryRunner();
    try {
      await runner.startTransaction();
      await new ClaimsWithdrawn1610().down(runner);
      const rows: unknown = await runner.query('SELECT status, reason FROM claim WHERE id = $1', [claimId.slice(4)]);
      expect(rows).toEqual([{ status: 'REFUSED', reason: 'The claimant withdrew it.' }]);
    } finally {
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
      await tables.destroy();
    }
  });
});
