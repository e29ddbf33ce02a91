import { BUYER, HALDEN, ORRIN, TestDirectory } from './test-directory';

let directory: TestDirectory;
let halden: string;

beforeAll(async () => {
  directory = await TestDirectory.begin();
  halden = await directory.pageOf('Halden Vision (demonstration)');
});

afterAll(() => directory?.end());

const UPDATE_PRODUCT = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { product { id version } } }';
const ANSWER = 'mutation ($input: AnswerFactInput!) { answerFact(input: $input) { supplier { id } } }';
const REMOVE_REPLY = 'mutation ($input: RemoveFactReplyInput!) { removeFactReply(input: $input) { supplier { id } } }';

describe('a supplier that changes its page', () => {
  it('declares each field that changed, beside what other sources say, and the search finds it', async () => {
    const before = await directory.read(halden);
    const input = {
      supplierId: halden,
      description: 'Cameras that see wombats.',
      sizeBand: 'MEDIUM',
      region: 'TLI',
      sectors: ['environment'],
      expectedVersion: before.version,
    };
    await directory.api.done(HALDEN, 'UpdateSupplierProfile', { input });
    const after = await directory.read(halden);
    expect(after).toMatchObject({ version: before.version + 1, description: input.description, region: { code: 'TLI' } });
    expect(after.sectors).toEqual([{ code: 'environment', source: 'SELF_DECLARED' }]);
    const declared = after.facts.filter(({ source }) => source === 'SELF_DECLARED').map(({ field, value }) => [field, value]);
    expect(declared.sort()).toEqual([
      ['description', 'Cameras that see wombats.'],
      ['region', 'TLI'],
      ['sectors', 'environment'],
    ]);
    expect(after.facts).toEqual(expect.arrayContaining(before.facts));
    const { suppliers } = await directory.api.done<{
      suppliers: { edges: { node: { id: string }; matchReasons: string[] }[] };
    }>(null, 'Suppliers', {
      search: 'wombat',
    });
    expect(suppliers.edges).toMatchObject([{ node: { id: halden }, matchReasons: ['Found “wombat” in its description'] }]);
  });

  it('changes nothing when it says what is there', async () => {
    const before = await directory.read(halden);
    await directory.api.done(HALDEN, 'UpdateSupplierProfile', {
      input: { supplierId: halden, sizeBand: before.sizeBand, sectors: ['environment'] },
    });
    expect(await directory.read(halden)).toEqual(before);
  });

  it('clears what it sends as null', async () => {
    await directory.api.done(HALDEN, 'UpdateSupplierProfile', {
      input: { supplierId: halden, description: null, sizeBand: null, region: null },
    });
    expect(await directory.read(halden)).toMatchObject({ description: null, sizeBand: 'UNKNOWN', region: null });
  });

  it('is told when somebody else changed the page since, and nothing is saved', async () => {
    const { version } = await directory.read(halden);
    const write = (description: string) =>
      directory.api.run(HALDEN, 'UpdateSupplierProfile', {
        input: { supplierId: halden, description, expectedVersion: version },
      });
    const answers = await Promise.all([write('One.'), write('Two.'), write('Three.')]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const stale = answers.flatMap(({ errors }) => errors);
    expect(stale.map(({ extensions }) => extensions)).toMatchObject(
      Array(2).fill({ code: 'CONFLICT', currentVersion: version + 1 }),
    );
    expect((await directory.read(halden)).version).toBe(version + 1);
  });

  it('is told which field names a code that there is not, and that a web address has to be one', async () => {
    const wrong = { sectors: ['space'], technologies: ['magic'], region: 'XX', website: 'javascript:alert(1)' };
    for (const [field, value] of Object.entries(wrong)) {
      expect(await directory.refusal(HALDEN, 'UpdateSupplierProfile', { supplierId: halden, [field]: value })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: field }],
      });
    }
  });

  it('answers a fact: the answer stands beside that fact, once, and can be changed and taken back', async () => {
    const before = (await directory.read(halden)).facts;
    const fact = before.find(({ field, source }) => field === 'name' && source === 'DEMONSTRATION');
    const replies = async () => (await directory.read(halden)).facts.filter(({ reply }) => reply !== null);
    await directory.send(HALDEN, ANSWER, { factId: fact?.id, value: 'Halden Vision Ltd', note: 'We changed our name.' });
    expect(await replies()).toEqual([{ ...fact, reply: { value: 'Halden Vision Ltd', note: 'We changed our name.' } }]);
    await directory.send(HALDEN, ANSWER, { factId: fact?.id, note: 'We have another name.' });
    expect(await replies()).toEqual([{ ...fact, reply: { value: null, note: 'We have another name.' } }]);
    expect(await directory.refusal(ORRIN, REMOVE_REPLY, { factId: fact?.id })).toMatchObject({ code: 'FORBIDDEN' });
    await directory.send(HALDEN, REMOVE_REPLY, { factId: fact?.id });
    expect((await directory.read(halden)).facts).toEqual(before);
    expect(await directory.refusal(HALDEN, REMOVE_REPLY, { factId: fact?.id })).toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await directory.owner.query(
      'SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence',
      [fact?.id],
    );
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
    const { createProduct } = await directory.api.done<{
      createProduct: { product: { id: string; supplier: { id: string } } };
    }>(HALDEN, 'CreateProduct', { input });
    const { id, supplier } = createProduct.product;
    expect(supplier.id).toBe(halden);
    await directory.send(HALDEN, UPDATE_PRODUCT, {
      productId: id,
      supportEndsOn: null,
      versions: ['1.0', '1.1'],
      expectedVersion: 1,
    });
    const product = (await directory.read(halden)).products.find((each) => each.id === id);
    expect(product).toMatchObject({
      name: 'Wombat gate',
      version: 2,
      versions: ['1.0', '1.1'],
      supportEndsOn: null,
      technologies: [{ code: 'gateway-and-edge' }],
    });
    expect(await directory.refusal(HALDEN, UPDATE_PRODUCT, { productId: id, name: 'Late', expectedVersion: 1 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await directory.refusal(ORRIN, UPDATE_PRODUCT, { productId: id, name: 'Taken' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { rows } = await directory.owner.query(
      'SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence',
      [id],
    );
    expect(rows).toEqual([
      { action: 'product.created', detail: { name: 'Wombat gate', kind: 'HARDWARE' } },
      { action: 'product.changed', detail: { fields: ['supportEndsOn', 'versions'] } },
    ]);
  });
});

describe('what is not one’s own', () => {
  it('is changed by nobody else: another supplier is refused, a buyer and a stranger have no such right', async () => {
    const input = { supplierId: halden, description: 'Taken over.' };
    expect(await directory.refusal(ORRIN, 'UpdateSupplierProfile', input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await directory.refusal(BUYER, 'UpdateSupplierProfile', input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await directory.refusal(null, 'UpdateSupplierProfile', input)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await directory.refusal(ORRIN, 'CreateProduct', { supplierId: halden, name: 'x', kind: 'SERVICE' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const [{ id }] = (await directory.read(halden)).facts;
    expect(await directory.refusal(ORRIN, ANSWER, { factId: id, note: 'Wrong.' })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await directory.read(halden)).description).not.toBe('Taken over.');
  });

  it('is not changed in the database either, whatever a resolver forgot', async () => {
    const orrin = await directory.owner.query<{ id: string }>(
      `SELECT organisation_id AS id FROM supplier WHERE name LIKE 'Orrin%'`,
    );
    const client = await directory.api.database.connectAs('application');
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
  });
});
