import { OPERATOR, TestDirectory } from './test-directory';
import { PASSWORD } from './harness';

const WITHDRAW = 'mutation ($input: WithdrawAccountRequestInput!) { withdrawAccountRequest(input: $input) { reference } }';
const ASK = 'mutation ($input: RequestAccountInput!) { requestAccount(input: $input) { reference secret } }';
const STANDING =
  'query ($secret: String!) { accountRequestStanding(secret: $secret) { reference organisationName status reason decidedAt } }';
const PENDING = `{ pendingAccountRequests { id reference kind organisationName identifier { scheme id } supplier { name } name email roles why
  candidates { id name people hasPage hasIdentifier hasName } } }`;
const DECIDE = `mutation ($input: DecideAccountRequestInput!) { decideAccountRequest(input: $input) {
  accountRequest { status reason } organisation { id name } user { name email } initialPassword } }`;
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { organisation { name } roles } } }';

/** What an invented editor of a council says. */
const COUNCIL = {
  name: 'Ada Marsh',
  email: 'ada@tidewell.example',
  kind: 'BUYER',
  organisationName: 'Tidewell Council (invented)',
  roles: ['EDITOR'],
  why: 'We buy sensors in the spring; see our website for my name (invented).',
};

interface Pending {
  id: string;
  reference: string;
  email: string;
  candidates: { id: string; name: string; people: number; hasPage: boolean; hasIdentifier: boolean; hasName: boolean }[];
}

interface Decided {
  decideAccountRequest: {
    accountRequest: { status: string };
    organisation: { id: string; name: string } | null;
    user: { name: string; email: string } | null;
    initialPassword: string | null;
  };
}

let directory: TestDirectory;
let networks = 0;

beforeAll(async () => {
  directory = await TestDirectory.begin();
});
afterAll(() => directory?.end());

/** Each from a network of its own, but where it is named. */
const send = (input: object, network = `192.0.2.${(networks += 1)}`) =>
  directory.api.send<{ requestAccount: { reference: string; secret: string } }>(
    null,
    ASK,
    { input },
    { 'x-forwarded-for': network },
  );

async function ask(said: object): Promise<{ reference: string; secret: string }> {
  const { data, errors } = await send({ ...COUNCIL, ...said });
  expect(errors).toEqual([]);
  return data.requestAccount;
}

async function pending(reference: string): Promise<Pending> {
  const { data } = await directory.api.send<{ pendingAccountRequests: Pending[] }>(OPERATOR, PENDING);
  const found = data.pendingAccountRequests.find((request) => request.reference === reference);
  if (found === undefined) throw new Error(`No request ${reference} waits.`);
  return found;
}

async function decided(reference: string, said: object): Promise<Decided['decideAccountRequest']> {
  const { id } = await pending(reference);
  const input = { accountRequestId: id, accept: true, reason: 'Called back (invented).', ...said };
  return (await directory.send<Decided>(OPERATOR, DECIDE, input)).decideAccountRequest;
}

async function standing(secret: string): Promise<object | null> {
  return (await directory.api.send<{ accountRequestStanding: object | null }>(null, STANDING, { secret })).data
    .accountRequestStanding;
}

describe('a request for an account', () => {
  it('lets an organisation in with its first person, who signs in, once an operator accepts', async () => {
    const { reference, secret } = await ask({ identifier: { scheme: 'GB-COH', id: '1234567' } });
    expect(reference).toMatch(/^AC-[0-9A-Z]{8}$/);
    expect(await standing(secret)).toEqual({
      reference,
      organisationName: COUNCIL.organisationName,
      status: 'PENDING',
      reason: null,
      decidedAt: null,
    });
    expect(await pending(reference)).toMatchObject({
      ...COUNCIL,
      identifier: { scheme: 'GB-COH', id: '01234567' },
      supplier: null,
    });
    const { accountRequest, organisation, user, initialPassword } = await decided(reference, { roles: ['ADMIN', 'EDITOR'] });
    expect(accountRequest.status).toBe('ACCEPTED');
    expect(organisation?.name).toBe(COUNCIL.organisationName);
    expect(user).toEqual({ name: 'Ada Marsh', email: 'ada@tidewell.example' });
    const { data } = await directory.api.send(null, SIGN_IN, {
      input: { email: 'ada@tidewell.example', password: initialPassword },
    });
    expect(data).toMatchObject({
      signIn: { viewer: { organisation: { name: COUNCIL.organisationName }, roles: ['ADMIN', 'EDITOR'] } },
    });
    expect(await standing(secret)).toMatchObject({ status: 'ACCEPTED', reason: 'Called back (invented).' });

    const colleague = await ask({ email: 'ben@tidewell.example', organisationName: 'Tidewell Council' });
    const { candidates } = await pending(colleague.reference);
    expect(candidates).toEqual([
      expect.objectContaining({ id: organisation?.id, people: 1, hasName: true, hasIdentifier: false }),
    ]);
    const joined = await decided(colleague.reference, { organisationId: organisation?.id });
    expect(joined.organisation?.id).toBe(organisation?.id);
  });

  it('names a page of the directory, whose organisation its person joins', async () => {
    const page = await directory.unclaimedPage('Fernhollow Cameras (invented)');
    const asked = await ask({
      kind: 'SUPPLIER',
      organisationName: 'Fernhollow',
      supplierId: page,
      roles: ['SIGNATORY'],
      email: 'cora@fernhollow.example',
    });
    const [candidate] = (await pending(asked.reference)).candidates;
    expect(candidate).toMatchObject({ name: 'Fernhollow Cameras (invented)', hasPage: true, people: 0 });
    expect((await decided(asked.reference, { organisationId: candidate.id })).organisation?.id).toBe(candidate.id);
  });

  it('is refused with a reason that who asked can read, and makes nobody a member', async () => {
    const { reference, secret } = await ask({ email: 'nobody@tidewell.example' });
    const { accountRequest, user, organisation, initialPassword } = await decided(reference, {
      accept: false,
      reason: 'We could not reach you (invented).',
    });
    expect([accountRequest.status, user, organisation, initialPassword]).toEqual(['REFUSED', null, null, null]);
    expect(await standing(secret)).toMatchObject({ status: 'REFUSED', reason: 'We could not reach you (invented).' });
    const { rows } = await directory.owner.query('SELECT FROM user_account WHERE email = $1', ['nobody@tidewell.example']);
    expect(rows).toEqual([]);
  });

  it('says the same to whoever has an account already, which an operator is told when they accept', async () => {
    const known = await ask({ email: 'editor@wexcombe.example' });
    expect(Object.keys(known)).toEqual(['reference', 'secret']);
    const { id } = await pending(known.reference);
    const refusal = await directory.refusal(OPERATOR, DECIDE, { accountRequestId: id, accept: true, reason: 'Fine.' });
    expect(refusal).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('is that of a member of') as string });
    expect((await pending(known.reference)).id).toBe(id);
    const { rows } = await directory.owner.query('SELECT FROM organisation WHERE name = $1', [COUNCIL.organisationName]);
    expect(rows).toHaveLength(1);
  });

  it('is decided once, and the later operator reads what the first decided', async () => {
    const { reference } = await ask({ email: 'late@tidewell.example' });
    const { id } = await pending(reference);
    await decided(reference, { accept: false, reason: 'Unknown here (invented).' });
    expect(await directory.refusal(OPERATOR, DECIDE, { accountRequestId: id, accept: true, reason: 'Fine.' })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/has refused this request already: “Unknown here \(invented\)\.”/) as string,
    });
  });

  it('is told at its field what will not do', async () => {
    const fieldOf = async (said: object): Promise<string | undefined> =>
      (await send({ ...COUNCIL, ...said })).errors[0].extensions.fields?.[0].path;
    expect(await fieldOf({ email: 'ada' })).toBe('email');
    expect(await fieldOf({ name: ' ' })).toBe('name');
    expect(await fieldOf({ why: 'x'.repeat(2001) })).toBe('why');
    expect(await fieldOf({ roles: ['SIGNATORY'] })).toBe('roles');
    expect(await fieldOf({ kind: 'OVERSIGHT', roles: ['OPERATOR'] })).toBe('roles');
    expect(await fieldOf({ identifier: { scheme: 'GB-COH', id: '123456789' } })).toBe('identifier.id');
    expect(await fieldOf({ identifier: { scheme: 'GB-FTS', id: '12' } })).toBe('identifier.scheme');
    expect(await fieldOf({ kind: 'SUPPLIER', supplierId: 'sup_00000000-0000-7000-8000-000000000000' })).toBe('supplierId');
    const { id } = await pending((await ask({ email: 'kind@tidewell.example' })).reference);
    const { rows } = await directory.owner.query<{ id: string }>(
      `SELECT 'org_' || id AS id FROM organisation WHERE kind = 'SUPPLIER' LIMIT 1`,
    );
    const elsewhere = { accountRequestId: id, accept: true, reason: 'Fine.', organisationId: rows[0].id };
    expect((await directory.refusal(OPERATOR, DECIDE, elsewhere)).fields).toMatchObject([{ path: 'organisationId' }]);
  });

  it('is erased at once by whoever has its secret, while nobody has decided', async () => {
    const withdraw = (secret: string) =>
      directory.api.send<{ withdrawAccountRequest: { reference: string } }>(null, WITHDRAW, { input: { secret } });
    const { reference, secret } = await ask({ email: 'withdrawn@tidewell.example' });
    expect((await withdraw(`${secret}x`)).errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await withdraw(secret)).data.withdrawAccountRequest.reference).toBe(reference);
    expect(await standing(secret)).toBeNull();
    const { rows } = await directory.owner.query('SELECT FROM account_request WHERE email = $1', [
      'withdrawn@tidewell.example',
    ]);
    expect(rows).toEqual([]);
    const late = await ask({ email: 'too-late@tidewell.example' });
    await decided(late.reference, { accept: false, reason: 'Unknown here (invented).' });
    expect((await withdraw(late.secret)).errors[0]).toMatchObject({
      message: expect.stringContaining('An operator has refused this request meanwhile') as string,
      extensions: { code: 'CONFLICT' },
    });
    expect(await standing(late.secret)).toMatchObject({ status: 'REFUSED' });
  });

  it('is taken ten times from one network in a quarter of an hour', async () => {
    const codes: unknown[] = [];
    for (let sent = 0; sent <= 10; sent += 1)
      codes.push((await send({ ...COUNCIL, email: `n${sent}@tidewell.example` }, '198.51.100.7')).errors[0]?.extensions.code);
    expect(codes).toEqual([...Array<undefined>(10).fill(undefined), 'RATE_LIMITED']);
    expect((await send(COUNCIL, '198.51.100.8')).errors).toEqual([]);
    expect((await directory.api.run(null, 'SignIn', { input: { email: OPERATOR, password: PASSWORD } })).errors).toEqual([]);
  });

  it('is nobody’s to read but operators’, nor to settle, also without our code', async () => {
    const { reference, secret } = await ask({ email: 'guarded@tidewell.example' });
    const { id } = await pending(reference);
    expect(await standing(`${secret}x`)).toBeNull();
    const application = await directory.api.database.connectAs('application');
    const attempt = async (roles: string, sql: string): Promise<number | string> => {
      await application.query('BEGIN');
      try {
        await application.query(
          `SELECT set_config('assay.organisation', '', true), set_config('assay.user', $1, true), set_config('assay.roles', $2, true)`,
          ['0b000000-0000-7000-8000-000000000001', roles],
        );
        return (await application.query(sql)).rowCount ?? 0;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await application.query('ROLLBACK');
      }
    };
    const one = `WHERE id = '${id.slice(4)}'`;
    const refuse = (by: string): string =>
      `UPDATE account_request SET status = 'REFUSED', reason = 'x', decided_at = now(), decided_by = ${by} ${one}`;
    const [denied, own] = ['42501', `'0b000000-0000-7000-8000-000000000001'`];
    for (const roles of ['', 'ADMIN', 'VERIFIER']) {
      expect(await attempt(roles, `SELECT id FROM account_request`)).toBe(0);
      expect(await attempt(roles, refuse(own))).toBe(0);
    }
    expect(await attempt('OPERATOR', `SELECT id FROM account_request ${one}`)).toBe(1);
    expect(await attempt('OPERATOR', 'SELECT secret_hash FROM account_request')).toBe(denied);
    expect(await attempt('OPERATOR', `UPDATE account_request SET email = 'x' ${one}`)).toBe(denied);
    expect(await attempt('OPERATOR', `DELETE FROM account_request ${one}`)).toBe(denied);
    expect(await attempt('OPERATOR', refuse('gen_random_uuid()'))).toBe(denied);
    expect(await attempt('OPERATOR', refuse(own))).toBe(1);
    await application.end();
  });

  it('is erased thirty days after it was decided, and after half a year where nobody has', async () => {
    const [settled, recent, forgotten, waiting] = [
      await ask({ email: 'one@gone.example' }),
      await ask({ email: 'two@gone.example' }),
      await ask({ email: 'three@gone.example' }),
      await ask({ email: 'four@gone.example' }),
    ];
    for (const { reference } of [settled, recent]) await decided(reference, { accept: false, reason: 'No (invented).' });
    const { owner } = directory;
    const age = (column: string, days: number, { reference }: { reference: string }) =>
      owner.query(`UPDATE account_request SET ${column} = now() - make_interval(days => $1) WHERE reference = $2`, [
        days,
        reference,
      ]);
    await age('decided_at', 31, settled);
    await age('decided_at', 29, recent);
    await age('asked_at', 181, forgotten);
    await age('asked_at', 179, waiting);
    const application = await directory.api.database.connectAs('application');
    await application.query('SELECT erase_account_requests()');
    await application.end();
    const left = await Promise.all([settled, recent, forgotten, waiting].map(({ secret }) => standing(secret)));
    expect(left.map((one) => one !== null)).toEqual([false, true, false, true]);
  });

  it('leaves in the record what was decided, and not who asked', async () => {
    const { reference } = await ask({ email: 'private@tidewell.example', name: 'Wilhelmina Quiet' });
    await decided(reference, { accept: false, reason: 'No such council (invented).' });
    const { rows } = await directory.owner.query<{ action: string; event: string }>(
      `SELECT action, to_jsonb(e)::text AS event FROM audit_event e WHERE detail ->> 'reference' = $1`,
      [reference],
    );
    expect(rows.map(({ action }) => action)).toEqual(['accountRequest.refused']);
    expect(rows[0].event).toContain('No such council (invented).');
    for (const personal of ['private@tidewell.example', 'Wilhelmina']) expect(rows[0].event).not.toContain(personal);
  });
});
