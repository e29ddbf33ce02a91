import { Readable } from 'node:stream';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ImportRunner } from '#market';
import { ClaimedPages1450 } from '../../../migrations/1450-claimed-pages';
import { ClaimsSettled1550 } from '../../../migrations/1550-claims-settled';
import { newcomer as newcomerIn, unclaimedPage as unclaimedPageIn } from './claim-rows';
import { TestApi } from './harness';

const HALDEN = 'editor@halden.example';
const ORRIN = 'editor@orrin.example';
const OPERATOR = 'operator@oversight.example';
const BUYER = 'editor@wexcombe.example';

let api: TestApi;
let owner: Client;
let halden: string;

beforeAll(async () => {
  api = await TestApi.start();
  owner = new Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  halden = await pageOf('Halden Vision (demonstration)');
});

afterAll(async () => {
  await owner?.end();
  await api?.stop();
});

async function pageOf(name: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM supplier WHERE name = $1', [name]);
  return `sup_${rows[0].id}`;
}

/** What an operation was refused with: the code, the sentence and what else came. */
async function refusal(
  as: string | null,
  operation: string,
  input: object,
): Promise<{ code: string; message: string; [more: string]: unknown }> {
  const { errors } = operation.includes('{')
    ? await api.send(as, operation, { input })
    : await api.run(as, operation, { input });
  expect(errors).toHaveLength(1);
  return { message: errors[0].message, ...errors[0].extensions };
}

async function send<T>(as: string, query: string, input: object): Promise<T> {
  const { data, errors } = await api.send<T>(as, query, { input });
  expect(errors).toEqual([]);
  return data;
}

const READ = `query ($id: ID!) { supplier(id: $id) { version description website claimedAt sizeBand region { code } sectors { code source } identifiers { scheme id verifiedAt }
  facts { id field value source note reply { value note } } products { id version name versions supportEndsOn securityContact technologies { code } } } }`;
interface Page {
  version: number;
  description: string | null;
  claimedAt: string | null;
  sizeBand: string;
  region: { code: string } | null;
  sectors: { code: string; source: string }[];
  identifiers: { scheme: string; id: string; verifiedAt: string | null }[];
  facts: { id: string; field: string; value: string | null; source: string; note: string | null; reply: object | null }[];
  products: {
    id: string;
    version: number;
    name: string;
    versions: string[];
    supportEndsOn: string | null;
    securityContact: string | null;
  }[];
}
async function read(id: string): Promise<Page> {
  const { data } = await api.send<{ supplier: Page }>(null, READ, { id });
  return data.supplier;
}

const UPDATE_PRODUCT = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { product { id version } } }';
const ANSWER = 'mutation ($input: AnswerFactInput!) { answerFact(input: $input) { supplier { id } } }';
const REMOVE_REPLY = 'mutation ($input: RemoveFactReplyInput!) { removeFactReply(input: $input) { supplier { id } } }';
const DECIDE =
  'mutation ($input: DecideClaimInput!) { decideClaim(input: $input) { claim { status reason } supplier { id claimedAt } } }';
const CLAIM =
  'mutation ($input: ClaimSupplierInput!) { claimSupplier(input: $input) { claim { id status identifierAgrees domainAgrees emailDomain } } }';

describe('a supplier that changes its page', () => {
  it('declares each field that changed, beside what other sources say, and the search finds it', async () => {
    const before = await read(halden);
    const input = {
      supplierId: halden,
      description: 'Cameras that see wombats.',
      sizeBand: 'MEDIUM',
      region: 'TLI',
      sectors: ['environment'],
      expectedVersion: before.version,
    };
    await api.done(HALDEN, 'UpdateSupplierProfile', { input });
    const after = await read(halden);
    expect(after).toMatchObject({ version: before.version + 1, description: input.description, region: { code: 'TLI' } });
    expect(after.sectors).toEqual([{ code: 'environment', source: 'SELF_DECLARED' }]);
    const declared = after.facts.filter(({ source }) => source === 'SELF_DECLARED').map(({ field, value }) => [field, value]);
    expect(declared.sort()).toEqual([
      ['description', 'Cameras that see wombats.'],
      ['region', 'TLI'],
      ['sectors', 'environment'],
    ]);
    expect(after.facts).toEqual(expect.arrayContaining(before.facts));
    const { suppliers } = await api.done<{ suppliers: { edges: { node: { id: string }; matchReasons: string[] }[] } }>(
      null,
      'Suppliers',
      {
        search: 'wombat',
      },
    );
    expect(suppliers.edges).toMatchObject([{ node: { id: halden }, matchReasons: ['Found “wombat” in its description'] }]);
  });

  it('changes nothing when it says what is there', async () => {
    const before = await read(halden);
    await api.done(HALDEN, 'UpdateSupplierProfile', {
      input: { supplierId: halden, sizeBand: before.sizeBand, sectors: ['environment'] },
    });
    expect(await read(halden)).toEqual(before);
  });

  it('clears what it sends as null', async () => {
    await api.done(HALDEN, 'UpdateSupplierProfile', {
      input: { supplierId: halden, description: null, sizeBand: null, region: null },
    });
    expect(await read(halden)).toMatchObject({ description: null, sizeBand: 'UNKNOWN', region: null });
  });

  it('is told when somebody else changed the page since, and nothing is saved', async () => {
    const { version } = await read(halden);
    const write = (description: string) =>
      api.run(HALDEN, 'UpdateSupplierProfile', { input: { supplierId: halden, description, expectedVersion: version } });
    const answers = await Promise.all([write('One.'), write('Two.'), write('Three.')]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const stale = answers.flatMap(({ errors }) => errors);
    expect(stale.map(({ extensions }) => extensions)).toMatchObject(
      Array(2).fill({ code: 'CONFLICT', currentVersion: version + 1 }),
    );
    expect((await read(halden)).version).toBe(version + 1);
  });

  it('is told which field names a code that there is not, and that a web address has to be one', async () => {
    const wrong = { sectors: ['space'], technologies: ['magic'], region: 'XX', website: 'javascript:alert(1)' };
    for (const [field, value] of Object.entries(wrong)) {
      expect(await refusal(HALDEN, 'UpdateSupplierProfile', { supplierId: halden, [field]: value })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: field }],
      });
    }
  });

  it('answers a fact: the answer stands beside that fact, once, and can be changed and taken back', async () => {
    const before = (await read(halden)).facts;
    const fact = before.find(({ field, source }) => field === 'name' && source === 'DEMONSTRATION');
    const replies = async () => (await read(halden)).facts.filter(({ reply }) => reply !== null);
    await send(HALDEN, ANSWER, { factId: fact?.id, value: 'Halden Vision Ltd', note: 'We changed our name.' });
    expect(await replies()).toEqual([{ ...fact, reply: { value: 'Halden Vision Ltd', note: 'We changed our name.' } }]);
    await send(HALDEN, ANSWER, { factId: fact?.id, note: 'We have another name.' });
    expect(await replies()).toEqual([{ ...fact, reply: { value: null, note: 'We have another name.' } }]);
    expect(await refusal(ORRIN, REMOVE_REPLY, { factId: fact?.id })).toMatchObject({ code: 'FORBIDDEN' });
    await send(HALDEN, REMOVE_REPLY, { factId: fact?.id });
    expect((await read(halden)).facts).toEqual(before);
    expect(await refusal(HALDEN, REMOVE_REPLY, { factId: fact?.id })).toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await owner.query('SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence', [
      fact?.id,
    ]);
    expect(rows).toEqual([
      { action: 'fact.answered', detail: { field: 'name', value: 'Halden Vision Ltd', note: 'We changed our name.' } },
      { action: 'fact.answered', detail: { field: 'name', value: null, note: 'We have another name.' } },
      { action: 'fact.replyRemoved', detail: { field: 'name' } },
    ]);
  });
});

describe('a product', () => {
  it('is made, changed and cleared by its supplier, each change in the audit trail', async () => {
    const input = {
      supplierId: halden,
      name: 'Wombat gate',
      kind: 'HARDWARE',
      versions: ['1.0'],
      supportEndsOn: '2031-01-31',
      technologies: ['gateway-and-edge'],
    };
    const { createProduct } = await api.done<{ createProduct: { product: { id: string; supplier: { id: string } } } }>(
      HALDEN,
      'CreateProduct',
      { input },
    );
    const { id, supplier } = createProduct.product;
    expect(supplier.id).toBe(halden);
    await send(HALDEN, UPDATE_PRODUCT, { productId: id, supportEndsOn: null, versions: ['1.0', '1.1'], expectedVersion: 1 });
    const product = (await read(halden)).products.find((each) => each.id === id);
    expect(product).toMatchObject({
      name: 'Wombat gate',
      version: 2,
      versions: ['1.0', '1.1'],
      supportEndsOn: null,
      technologies: [{ code: 'gateway-and-edge' }],
    });
    expect(await refusal(HALDEN, UPDATE_PRODUCT, { productId: id, name: 'Late', expectedVersion: 1 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await refusal(ORRIN, UPDATE_PRODUCT, { productId: id, name: 'Taken' })).toMatchObject({ code: 'FORBIDDEN' });
    const { rows } = await owner.query('SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence', [id]);
    expect(rows).toEqual([
      { action: 'product.created', detail: { name: 'Wombat gate', kind: 'HARDWARE' } },
      { action: 'product.changed', detail: { fields: ['supportEndsOn', 'versions'] } },
    ]);
  });
});

describe('what is not one’s own', () => {
  it('is changed by nobody else: another supplier is refused, a buyer and a stranger have no such right', async () => {
    const input = { supplierId: halden, description: 'Taken over.' };
    expect(await refusal(ORRIN, 'UpdateSupplierProfile', input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(BUYER, 'UpdateSupplierProfile', input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(null, 'UpdateSupplierProfile', input)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusal(ORRIN, 'CreateProduct', { supplierId: halden, name: 'x', kind: 'SERVICE' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const [{ id }] = (await read(halden)).facts;
    expect(await refusal(ORRIN, ANSWER, { factId: id, note: 'Wrong.' })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await read(halden)).description).not.toBe('Taken over.');
  });

  it('is not changed in the database either, whatever a resolver forgot', async () => {
    const orrin = await owner.query<{ id: string }>(`SELECT organisation_id AS id FROM supplier WHERE name LIKE 'Orrin%'`);
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    const attempt = async (sql: string): Promise<number | string> => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('assay.organisation', $1, true), set_config('assay.roles', 'EDITOR', true)`, [
        orrin.rows[0].id,
      ]);
      const outcome = await client.query(sql, [halden.slice(4)]).then(
        ({ rowCount }) => rowCount ?? 0,
        (error: { code: string }) => error.code,
      );
      await client.query('ROLLBACK');
      return outcome;
    };
    try {
      expect(await attempt(`UPDATE supplier SET description = 'Taken over.' WHERE id = $1`)).toBe(0);
      expect(await attempt('DELETE FROM supplier_sector WHERE supplier_id = $1')).toBe(0);
      expect(await attempt(`UPDATE product SET name = 'Taken' WHERE supplier_id = $1`)).toBe(0);
      const refusedByPolicy = '42501';
      expect(
        await attempt(`INSERT INTO product (id, supplier_id, name, kind) VALUES (gen_random_uuid(), $1, 'x', 'SERVICE')`),
      ).toBe(refusedByPolicy);
      expect(
        await attempt(
          `INSERT INTO fact (id, supplier_id, field, source) VALUES (gen_random_uuid(), $1, 'name', 'SELF_DECLARED')`,
        ),
      ).toBe(refusedByPolicy);
      expect(await attempt('DELETE FROM fact WHERE supplier_id = $1')).toBe(refusedByPolicy);
    } finally {
      await client.end();
    }
  });
});

/** A fictional supplier organisation that has no page, with an editor. */
const newcomer = (name: string, domain: string): ReturnType<typeof newcomerIn> => newcomerIn(owner, name, domain);

/** A fictional page from a register that no organisation has taken over. */
const unclaimedPage = (name: string): Promise<string> => unclaimedPageIn(owner, name);

/** What an organisation finds in its notifications: the thing and the words. */
async function told(reader: string): Promise<string[][]> {
  const { data } = await api.send<{ notifications: { edges: { node: { subjectId: string; text: string } }[] } }>(
    reader,
    '{ notifications(first: 10) { edges { node { subjectId text } } } }',
  );
  return data.notifications.edges.map(({ node }) => [node.subjectId, node.text]);
}

interface Claimed {
  claimSupplier: { claim: { id: string; status: string; identifierAgrees: boolean; domainAgrees: boolean } };
}

describe('a claim', () => {
  it('is compared, waits for an operator, and makes the page the claimant’s with what it was found by', async () => {
    const page = await unclaimedPage('Claimable');
    const { editor, organisationId } = await newcomer('Newcomer', 'new.example');
    const input = { supplierId: page, identifierScheme: 'ASSAY-DEMO', identifier: 'N-Claimable' };
    const { claimSupplier } = await send<Claimed>(editor, CLAIM, input);
    const { id } = claimSupplier.claim;
    expect(claimSupplier.claim).toMatchObject({ status: 'PENDING', identifierAgrees: true, domainAgrees: true });
    expect(await refusal(editor, CLAIM, input)).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(editor, 'UpdateSupplierProfile', { supplierId: page, description: 'Early.' })).toMatchObject({
      code: 'FORBIDDEN',
    });

    const decision = { claimId: id, accept: true, reason: 'The number and the domain agree.' };
    for (const other of [editor, BUYER]) expect(await refusal(other, DECIDE, decision)).toMatchObject({ code: 'FORBIDDEN' });
    const pending = await api.send<{ pendingClaims: { id: string; supplier: { id: string } }[] }>(
      OPERATOR,
      '{ pendingClaims { id supplier { id } } }',
    );
    expect(pending.data.pendingClaims).toEqual([{ id, supplier: { id: page } }]);
    await send(OPERATOR, DECIDE, decision);

    const taken = await read(page);
    expect(taken.claimedAt).not.toBeNull();
    expect(taken.identifiers).toEqual([{ scheme: 'ASSAY-DEMO', id: 'N-Claimable', verifiedAt: expect.any(String) }]);
    const { rows } = await owner.query('SELECT organisation_id FROM supplier WHERE id = $1', [page.slice(4)]);
    expect(rows).toEqual([{ organisation_id: organisationId }]);
    await api.done(editor, 'UpdateSupplierProfile', { input: { supplierId: page, description: 'Ours now.' } });
    expect(await refusal(OPERATOR, DECIDE, decision)).toMatchObject({ code: 'CONFLICT' });
    expect(await told(editor)).toEqual([[id, 'The page of Claimable is yours now. The number and the domain agree.']]);
  });

  it('that proves nothing can be refused, and the page stays as it was', async () => {
    const page = await unclaimedPage('Coveted');
    const { editor } = await newcomer('Stranger', 'elsewhere.example');
    const { claimSupplier } = await send<Claimed>(editor, CLAIM, {
      supplierId: page,
      identifierScheme: 'GB-COH',
      identifier: '1',
    });
    expect(claimSupplier.claim).toMatchObject({ identifierAgrees: false, domainAgrees: false });
    await send(OPERATOR, DECIDE, { claimId: claimSupplier.claim.id, accept: false, reason: 'Nothing agrees.' });
    expect(await read(page)).toMatchObject({ claimedAt: null });
    expect(await told(editor)).toEqual([
      [claimSupplier.claim.id, 'Your claim to the page of Coveted was refused. Nothing agrees.'],
    ]);
  });

  it('is no way to a page that is taken, nor to a second page', async () => {
    const { editor } = await newcomer('Grabber', 'grab.example');
    const proof = { identifierScheme: 'ASSAY-DEMO', identifier: 'S001' };
    expect(await refusal(editor, CLAIM, { supplierId: halden, ...proof })).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(HALDEN, CLAIM, { supplierId: halden, ...proof })).toMatchObject({ code: 'CONFLICT' });
    const free = await unclaimedPage('Free');
    expect((await refusal(ORRIN, CLAIM, { supplierId: free, ...proof })).message).toContain('has one already');
    expect(await refusal(BUYER, CLAIM, { supplierId: free, ...proof })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of the demonstration is no way to a real page, nor a real one to an invented page, in the database either', async () => {
    const proof = { identifierScheme: 'GB-COH', identifier: '1' };
    const [real, invented] = [await unclaimedPage('Truly there'), await unclaimedPage('Made up')];
    await owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [real.slice(4)]);
    const actor = await newcomer('Actor', 'actor.example');
    const firm = await newcomer('Firm', 'firm.example');
    await owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [firm.organisationId]);
    expect(await refusal(actor.editor, CLAIM, { supplierId: real, ...proof })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('the claimant belongs to the demonstration') as string,
    });
    expect(await refusal(firm.editor, CLAIM, { supplierId: invented, ...proof })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('was invented for the demonstration') as string,
    });
    for (const [page, to] of [
      [real, actor],
      [invented, firm],
    ] as const)
      await expect(
        owner.query('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [page.slice(4), to.organisationId]),
      ).rejects.toThrow('are kept apart');
  });

  it('that waited before its claimant was said to be of the demonstration cannot be accepted, but refused', async () => {
    const page = await unclaimedPage('Real after all');
    const { editor } = await newcomer('Actor in time', 'in-time.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    const { id } = (await send<Claimed>(editor, CLAIM, input)).claimSupplier.claim;
    await owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [page.slice(4)]);
    const accepted = await refusal(OPERATOR, DECIDE, { claimId: id, accept: true, reason: 'The number agrees.' });
    expect(accepted.message).toContain('the claimant belongs to the demonstration');
    await send(OPERATOR, DECIDE, { claimId: id, accept: false, reason: 'It is real.' });
    expect(await read(page)).toMatchObject({ claimedAt: null });
  });

  it('that is not accepted is refused and told of when the page goes to another, who decided what is said', async () => {
    const page = await unclaimedPage('Contested');
    const claims: string[] = [];
    const editors: string[] = [];
    for (const name of ['first', 'second']) {
      const { editor } = await newcomer(name, `${name}.example`);
      const { claimSupplier } = await send<Claimed>(editor, CLAIM, {
        supplierId: page,
        identifierScheme: 'GB-COH',
        identifier: '1',
      });
      claims.push(claimSupplier.claim.id);
      editors.push(editor);
    }
    await send(OPERATOR, DECIDE, { claimId: claims[0], accept: true, reason: 'Shown in person.' });
    const [[subject, text]] = await told(editors[1]);
    expect(subject).toBe(claims[1]);
    expect(text).toContain('Your claim to the page of Contested was refused. Another organisation claimed this page too');
    const { data } = await api.send<{ myClaims: object[] }>(editors[1], '{ myClaims { id status } }');
    expect(data.myClaims).toEqual([{ id: claims[1], status: 'REFUSED' }]);
    const late = await refusal(OPERATOR, DECIDE, { claimId: claims[1], accept: true, reason: 'Too.' });
    expect(late).toMatchObject({ code: 'CONFLICT' });
    expect(late.message).toMatch(/^.+ has refused this claim already: “Another organisation/);
    expect(await refusal(OPERATOR, DECIDE, { claimId: claims[0], accept: false, reason: 'No.' })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(
        /^.+ has accepted this claim already: “Shown in person.” What you decided was not recorded.$/,
      ),
    });
  });

  it('of one that is given a page is refused where it waits for another, since an organisation has one', async () => {
    const [wanted, other] = [await unclaimedPage('Wanted'), await unclaimedPage('Wanted too')];
    const { editor } = await newcomer('Wanting', 'wanting.example');
    const claims: string[] = [];
    for (const supplierId of [wanted, other]) {
      const input = { supplierId, identifierScheme: 'GB-COH', identifier: '1' };
      claims.push((await send<Claimed>(editor, CLAIM, input)).claimSupplier.claim.id);
    }
    await send(OPERATOR, DECIDE, { claimId: claims[0], accept: true, reason: 'Shown in person.' });
    expect(await told(editor)).toEqual(
      expect.arrayContaining([
        [claims[1], expect.stringContaining('refused. Your organisation was given another page') as string],
      ]),
    );
    expect(await read(other)).toMatchObject({ claimedAt: null });
    const { rows } = await owner.query('SELECT status FROM claim WHERE id = $1', [claims[1].slice(4)]);
    expect(rows).toEqual([{ status: 'REFUSED' }]);
  });

  it('is not taken while its page is being given to another', async () => {
    const page = await unclaimedPage('Just given');
    const { organisationId } = await newcomer('Quicker', 'quicker.example');
    const { editor } = await newcomer('Slower', 'slower.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    const given = `organisation_id = '${organisationId}', claimed_at = now()`;
    const [late] = await api.together({ table: 'supplier', key: page.slice(4), set: given }, [
      () => refusal(editor, CLAIM, input),
    ]);
    expect(late).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('has taken over this page') });
  });

  it('that an earlier decision left waiting is refused by the migration, and waits again when it is taken back', async () => {
    const page = await unclaimedPage('Left behind');
    const { editor } = await newcomer('Forgotten', 'forgotten.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    const { claimSupplier } = await send<Claimed>(editor, CLAIM, input);
    const { organisationId } = await newcomer('Preferred', 'preferred.example');
    await owner.query('UPDATE supplier SET organisation_id = $2, claimed_at = now() WHERE id = $1', [
      page.slice(4),
      organisationId,
    ]);
    const tables = await new DataSource({ type: 'postgres', url: api.database.ownerUrl }).initialize();
    const runner = tables.createQueryRunner();
    const statusNow = async () => (await api.send<{ myClaims: object[] }>(editor, '{ myClaims { status } }')).data.myClaims;
    try {
      await new ClaimsSettled1550().refuseLeftWaiting(runner);
      expect(await statusNow()).toEqual([{ status: 'REFUSED' }]);
      expect(await told(editor)).toEqual([
        [
          claimSupplier.claim.id,
          expect.stringMatching(/^Your claim to the page of Left behind was refused. Another organisation has taken over/),
        ],
      ]);
      await runner.startTransaction();
      await new ClaimsSettled1550().down(runner);
      const [{ status }] = (await runner.query('SELECT status FROM claim WHERE id = $1', [
        claimSupplier.claim.id.slice(4),
      ])) as { status: string }[];
      const left: unknown[] = await runner.query('SELECT FROM notification WHERE subject_id = $1', [claimSupplier.claim.id]);
      expect({ status, left }).toEqual({ status: 'PENDING', left: [] });
    } finally {
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
      await tables.destroy();
    }
  });

  it('shows who claims to the operator and to the claimant, and to nobody else', async () => {
    const page = await unclaimedPage('Watched');
    const { editor, organisationId } = await newcomer('Watchers', 'watchers.example');
    await owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       VALUES (gen_random_uuid(), $1, 'ASSAY-DEMO', 'W-1', 'W-1', true, 'DEMONSTRATION')`,
      [organisationId],
    );
    await send<Claimed>(editor, CLAIM, { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' });
    const claimant = 'claimant { name since identifiers { id } person { name email } }';
    const expected = [
      {
        claimant: {
          name: 'Watchers',
          since: expect.any(String),
          identifiers: [{ id: 'W-1' }],
          person: { name: 'Nell Newcomer', email: editor },
        },
      },
    ];
    expect((await api.send(OPERATOR, `{ pendingClaims { ${claimant} } }`)).data).toEqual({ pendingClaims: expected });
    expect((await api.send(editor, `{ myClaims { ${claimant} } }`)).data).toEqual({ myClaims: expected });
    expect((await api.send(HALDEN, `{ myClaims { ${claimant} } }`)).data).toEqual({ myClaims: [] });
    for (const other of [editor, HALDEN, BUYER])
      expect((await api.send(other, `{ pendingClaims { ${claimant} } }`)).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

/** Notices of one award each to an invented company, imported one after the other. */
class Notices {
  private count = 0;

  constructor(
    private readonly runner: ImportRunner,
    private readonly name: string,
    private readonly identifier: { scheme: string; id: string },
  ) {}

  /** The page that the award of a new notice was joined to; null where it was joined to none. */
  async joinNext(): Promise<string | null> {
    const place = `${this.identifier.id}-${(this.count += 1)}`;
    const release = {
      ocid: `ocds-claimed-${place}`,
      id: place,
      date: '2026-09-01T10:00:00Z',
      tag: ['award'],
      tender: { title: 'Lighting columns (invented)' },
      buyer: { id: 'b', name: 'Invented Council' },
      parties: [{ id: 'p', name: this.name, roles: ['supplier'], identifier: this.identifier }],
      awards: [{ id: '1', date: '2026-08-30', status: 'active', suppliers: [{ id: 'p', name: this.name }] }],
    };
    const id = await this.runner.begin('OCDS', { name: place, bytesTotal: null }, {});
    const bytes = Readable.from([Buffer.from(`${JSON.stringify(release)}\n`)], { objectMode: false });
    await this.runner.run(id, () => Promise.resolve({ name: place, bytesTotal: null, bytes }));
    return this.joinedTo(this.count);
  }

  /** The page that the award of a notice is joined to by now. @param count of the notice, from 1 */
  async joinedTo(count: number): Promise<string | null> {
    const { rows } = await owner.query<{ id: string | null }>('SELECT supplier_id AS id FROM award WHERE ocid = $1', [
      `ocds-claimed-${this.identifier.id}-${count}`,
    ]);
    return rows[0].id;
  }
}

describe('a page that was found by notices', () => {
  let tables: DataSource;
  beforeAll(async () => {
    tables = await new DataSource({ type: 'postgres', url: api.database.ownerUrl, extra: { max: 3 } }).initialize();
  });
  afterAll(() => tables?.destroy());

  /** Has a page claimed and given to an organisation that calls itself something else. */
  async function takeOver(supplierId: string, domain: string, number: string): Promise<string> {
    const { editor, organisationId } = await newcomer(`Claimant at ${domain}`, domain);
    await owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [organisationId]);
    const input = { supplierId: `sup_${supplierId}`, identifierScheme: 'GB-COH', identifier: number };
    const { claimSupplier } = await send<Claimed>(editor, CLAIM, input);
    await send(OPERATOR, DECIDE, { claimId: claimSupplier.claim.id, accept: true, reason: 'Shown in person.' });
    return organisationId;
  }

  it('is joined to notices by its number before a claim and after', async () => {
    const notices = new Notices(new ImportRunner(tables), 'Invented Columns Ltd', { scheme: 'GB-COH', id: '09990001' });
    const page = await notices.joinNext();
    expect(page).not.toBeNull();
    await takeOver(page as string, 'columns.example', '09990001');
    expect(await notices.joinNext()).toBe(page);
    const { data } = await api.send<{ supplierByIdentifier: { id: string; identifiers: object[] } }>(
      null,
      '{ supplierByIdentifier(scheme: "GB-COH", id: "09990001") { id identifiers { id primary verifiedAt } } }',
    );
    expect(data.supplierByIdentifier).toEqual({
      id: `sup_${page}`,
      identifiers: [{ id: '09990001', primary: true, verifiedAt: expect.any(String) }],
    });
    const asPrinted = '{ supplierByIdentifier(scheme: "GB-CHC", id: "GB-COH-09990001") { id } }';
    expect((await api.send(null, asPrinted)).data).toEqual({ supplierByIdentifier: { id: `sup_${page}` } });
  });

  it('is joined after a claim whose claimant had the number itself', async () => {
    const notices = new Notices(new ImportRunner(tables), 'Invented Lanterns Ltd', { scheme: 'GB-COH', id: '09990003' });
    const page = (await notices.joinNext()) as string;
    const { editor, organisationId } = await newcomer('Lanterns Holdings', 'lanterns.example');
    await owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [organisationId]);
    await owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       SELECT gen_random_uuid(), $1, scheme, identifier, identifier, true, 'SELF_DECLARED' FROM organisation_identifier i
       JOIN supplier s ON s.organisation_id = i.organisation_id WHERE s.id = $2`,
      [organisationId, page],
    );
    const input = { supplierId: `sup_${page}`, identifierScheme: 'GB-COH', identifier: '09990003' };
    const { claimSupplier } = await send<Claimed>(editor, CLAIM, input);
    const unpadded = new Notices(new ImportRunner(tables), 'Invented Lanterns Ltd', { scheme: 'GB-COH', id: '9990003' });
    const meanwhile = [await notices.joinNext(), await unpadded.joinNext()];
    expect(meanwhile).toEqual([null, null]);
    await send(OPERATOR, DECIDE, { claimId: claimSupplier.claim.id, accept: true, reason: 'Shown in person.' });
    expect(await notices.joinNext()).toBe(page);

    const worker = new ImportRunner(tables);
    expect(await worker.applyDecisions()).toBe(2);
    expect([await notices.joinedTo(2), await unpadded.joinedTo(1)]).toEqual([page, page]);
    expect(await worker.applyDecisions()).toBe(0);
  });

  it('is joined again where an earlier claim left its number with the organisation that had it', async () => {
    const notices = new Notices(new ImportRunner(tables), 'Invented Masts Ltd', { scheme: 'GB-COH', id: '09990002' });
    const page = (await notices.joinNext()) as string;
    const former = await owner.query<{ id: string }>('SELECT organisation_id AS id FROM supplier WHERE id = $1', [page]);
    const claimant = await takeOver(page, 'masts.example', '09990002');
    await owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       SELECT gen_random_uuid(), $1, scheme, identifier, published, true, source FROM organisation_identifier WHERE organisation_id = $2`,
      [former.rows[0].id, claimant],
    );
    expect(await notices.joinNext()).toBeNull();
    await new ClaimedPages1450().moveLeftBehind(tables.createQueryRunner());
    expect(await notices.joinNext()).toBe(page);
  });
});
