import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { demonstrationAttestationsSeed, evidenceFor, schemesSeed, validAttestations } from '#attestations';
import { guidanceSeed } from '#guidance';
import { dayOf } from '#pack';
import { ownerDataSource } from '#platform';
import { EvidenceRows, FictionalSupplier } from '#procurement/testing';
import { Answer, PASSWORD, TestApi } from './harness';

const VERIFIER = 'verifier@oversight.example';
const DAY = (offset: number): string => dayOf(new Date(Date.now() + offset * 86_400_000).toISOString());

interface Made {
  attestation: { id: string; status: string; strength: string };
}

let api: TestApi;
let rows: EvidenceRows;
let mine: FictionalSupplier;
let other: FictionalSupplier;

beforeAll(async () => {
  api = await TestApi.start();
  rows = await EvidenceRows.open(api.database.ownerUrl, PASSWORD);
  mine = await rows.supplier('Fictional Sensors Ltd');
  other = await rows.supplier('Another Fictional Ltd');
});

afterAll(async () => {
  await rows?.close();
  await api?.stop();
});

/** A Cyber Essentials of the fictional supplier, as the contract's client sends it. */
function content(change: object = {}): Record<string, unknown> {
  return {
    schemeCode: 'ce',
    productId: null,
    reference: 'TEST-1',
    scope: { legalEntity: 'Fictional Sensors Ltd', sites: [], productVersions: [], exclusions: [] },
    strength: 'INDEPENDENT_VALIDATION',
    issuedOn: DAY(-30),
    expiresOn: DAY(300),
    ...change,
  };
}

const statement = { signatoryName: 'Sam Test', signatoryRole: 'Director', agreed: true };
const submitting = (change: object = {}): { input: object } => ({ input: { ...content(change), statement, ...change } });

async function submit(change: object = {}): Promise<string> {
  const { submitAttestation } = await api.done<{ submitAttestation: Made }>(
    mine.signatory,
    'SubmitAttestation',
    submitting(change),
  );
  return submitAttestation.attestation.id;
}

const verify = (attestationId: string, change: object = {}): Promise<Answer<{ verifyAttestation: Made }>> =>
  api.run(VERIFIER, 'VerifyAttestation', {
    input: { attestationId, outcome: 'VERIFIED', method: 'Looked up in a register', checkedOn: DAY(0), ...change },
  });

const saveDraft = (
  as: string,
  input: object,
): Promise<Answer<{ saveAttestationDraft: { attestation: { id: string; version: number } } }>> =>
  api.send(
    as,
    'mutation ($input: SaveAttestationDraftInput!) { saveAttestationDraft(input: $input) { attestation { id status version } } }',
    { input },
  );

const statusFor = async (as: string | null, id: string): Promise<string> => {
  const { data, errors } = await api.send<{ attestation: { status: string } }>(
    as,
    'query ($id: ID!) { attestation(id: $id) { status } }',
    { id },
  );
  return errors.length > 0 ? errors[0].extensions.code : data.attestation.status;
};

/** The code of the refusal and the field that it names. */
const refusal = ({ errors }: Answer<unknown>): string[] =>
  errors.flatMap(({ extensions }) => [extensions.code, ...(extensions.fields ?? []).map(({ path }) => path)]);

describe('a draft', () => {
  it('is known to its own organisation alone, whatever door it is sought by', async () => {
    const { data, errors } = await saveDraft(mine.editor, content());
    expect(errors).toEqual([]);
    const { id } = data.saveAttestationDraft.attestation;
    expect(await statusFor(mine.editor, id)).toBe('DRAFT');
    for (const as of [other.editor, VERIFIER, null]) expect(await statusFor(as, id)).toBe('NOT_FOUND');
    const { suppliers } = (
      await api.send<{ suppliers: { attestations: unknown[] } }>(
        other.editor,
        'query ($id: ID!) { suppliers: supplier(id: $id) { attestations { id } } }',
        { id: `sup_${mine.supplierId}` },
      )
    ).data;
    expect(suppliers.attestations).toEqual([]);
    expect(refusal(await saveDraft(other.editor, { ...content(), attestationId: id }))).toEqual(['NOT_FOUND']);
    expect(refusal(await verify(id))).toEqual(['NOT_FOUND']);
    expect(refusal(await api.run(mine.signatory, 'WithdrawAttestation', { input: { attestationId: id } }))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
  });

  it('is not saved over what somebody else has saved since', async () => {
    const { id, version } = (await saveDraft(mine.editor, content())).data.saveAttestationDraft.attestation;
    const change = { ...content({ reference: 'TEST-2' }), attestationId: id, expectedVersion: version };
    expect((await saveDraft(mine.editor, change)).errors).toEqual([]);
    expect(refusal(await saveDraft(mine.editor, change))).toEqual(['CONFLICT']);
  });

  it('may be written by an editor and signed by nobody but a signatory', async () => {
    const { id } = (await saveDraft(mine.editor, content())).data.saveAttestationDraft.attestation;
    expect(refusal(await api.run(mine.editor, 'SubmitAttestation', submitting({ attestationId: id })))).toEqual(['FORBIDDEN']);
    await submit({ attestationId: id });
    expect(await statusFor(VERIFIER, id)).toBe('SUBMITTED');
    expect(refusal(await saveDraft(mine.editor, { ...content(), attestationId: id }))).toEqual(['ILLEGAL_TRANSITION']);
  });
});

describe('a submission', () => {
  it.each([
    ['a statement that is not agreed to', { statement: { ...statement, agreed: false } }, 'statement.agreed'],
    ['a scheme that is not there', { schemeCode: 'no-such' }, 'schemeCode'],
    ['an issue in the future', { issuedOn: DAY(2) }, 'issuedOn'],
    ['an end before its beginning', { coversFrom: DAY(0), coversTo: DAY(-1) }, 'coversTo'],
    ['an expiry before the issue', { expiresOn: DAY(-31) }, 'expiresOn'],
    ['an expiry later than its scheme allows', { expiresOn: DAY(400) }, 'expiresOn'],
    ['no end, where its scheme has a length', { expiresOn: null }, 'expiresOn'],
    ['a nameless legal entity', { scope: { legalEntity: '' } }, 'scope.legalEntity'],
  ])('is refused with %s', async (_, change, field) => {
    expect(refusal(await api.run(mine.signatory, 'SubmitAttestation', submitting(change)))).toEqual(['BAD_USER_INPUT', field]);
  });

  it('is refused with a day that no calendar has', async () => {
    const { errors } = await api.run(mine.signatory, 'SubmitAttestation', submitting({ issuedOn: '2026-02-30' }));
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it("is refused with another organisation's product, document or attestation", async () => {
    const product = uuidv7();
    await rows.query(`INSERT INTO product (id, supplier_id, name, kind) VALUES ($1, $2, 'Kerb Sensor', 'HARDWARE')`, [
      product,
      other.supplierId,
    ]);
    const tried = (change: object): Promise<string[]> =>
      api.run(mine.signatory, 'SubmitAttestation', submitting(change)).then(refusal);
    expect(await tried({ productId: `prd_${product}` })).toEqual(['BAD_USER_INPUT', 'productId']);
    expect(await tried({ documentIds: [`doc_${uuidv7()}`] })).toEqual(['NOT_FOUND']);
    const theirs = (await saveDraft(other.editor, content())).data.saveAttestationDraft.attestation.id;
    expect(await tried({ supersedesId: theirs })).toEqual(['NOT_FOUND']);
  });

  it('keeps the exact words, who signed, and what was signed for ever', async () => {
    const id = await submit({ reference: 'SIGNED-1' });
    const [row] = await rows.query<{ statement: string; signed_hash: string; signatory_name: string }>(
      'SELECT statement, signed_hash, signatory_name FROM attestation WHERE id = $1',
      [id.slice(4)],
    );
    expect(row.statement).toContain(`holds Cyber Essentials, reference SIGNED-1`);
    const end = new Date(DAY(300)).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    expect(row.statement).toContain(`expires on ${end}`);
    expect(row.signed_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row.signatory_name).toBe('Sam Test');
    await expect(rows.query(`UPDATE attestation SET reference = 'X' WHERE id = $1`, [id.slice(4)])).rejects.toThrow('frozen');
  });
});

describe('the documents of an attestation', () => {
  const upload = async (name: string): Promise<string> => {
    const { body } = await api
      .http()
      .post('/documents')
      .set('authorization', `Bearer ${await api.token(mine.editor)}`)
      .attach('file', Buffer.from(`a certificate, ${name}`), name)
      .expect(201);
    return (body as { id: string }).id;
  };
  const seenBy = async (as: string | null, id: string): Promise<string[]> => {
    const { data } = await api.send<{ attestation: { documents: { fileName: string }[] } }>(
      as,
      'query ($id: ID!) { attestation(id: $id) { documents { fileName } } }',
      { id },
    );
    return data.attestation.documents.map(({ fileName }) => fileName);
  };

  it('are the same ones when they are sent again under the same key, and others under another', async () => {
    const token = await api.token(mine.editor);
    const send = (key: string, text: string, name = 'sent-again.txt') =>
      api
        .http()
        .post('/documents')
        .set('authorization', `Bearer ${token}`)
        .set('idempotency-key', key)
        .attach('file', Buffer.from(text), name);
    const key = uuidv7();
    const made = await Promise.all([send(key, 'one'), send(key, 'one')]);
    made.push(await send(key, 'one'), await send(uuidv7(), 'one'));
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const [first, second, third, another] = made.map(({ body }) => body as { id: string });
    expect([second, third]).toEqual([first, first]);
    expect(another.id).not.toBe(first.id);
    const [{ count }] = await rows.query<{ count: string }>(`SELECT count(*) FROM document WHERE file_name = 'sent-again.txt'`);
    expect(count).toBe('2');
    for (const answer of [await send(key, 'two'), await send(key, 'one', 'renamed.txt'), await send('short', 'one')]) {
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('Idempotency-Key');
    }
  });

  it('can be exchanged while it is a draft, and are shown to its supplier and the verifier alone', async () => {
    const [wrong, right] = [await upload('wrong.txt'), await upload('right.txt')];
    const { id } = (await saveDraft(mine.editor, content({ documentIds: [wrong] }))).data.saveAttestationDraft.attestation;
    await submit({ attestationId: id, documentIds: [right] });
    await verify(id);
    expect([await seenBy(mine.editor, id), await seenBy(VERIFIER, id)]).toEqual([['right.txt'], ['right.txt']]);
    expect([await seenBy(other.editor, id), await seenBy(null, id)]).toEqual([[], []]);
  });

  it('are opened by whoever checks it, and that stands in the record of both', async () => {
    const open = async (as: string, id: string) =>
      api
        .http()
        .get(`/documents/${id}`)
        .set('authorization', `Bearer ${await api.token(as)}`);
    const readings = async (as: string, subject: string): Promise<string[]> => {
      const { data } = await api.send<{ auditEvents: { edges: { node: { detail: { by: string } } }[] } }>(
        as,
        'query ($subject: ID) { auditEvents(subject: $subject, action: "document.read") { edges { node { detail } } } }',
        { subject },
      );
      return data.auditEvents.edges.map(({ node }) => node.detail.by);
    };
    const document = await upload('checked.txt');
    const draft = await saveDraft(mine.editor, content({ documentIds: [document] }));
    expect((await open(VERIFIER, document)).status).toBe(404);
    await submit({ attestationId: draft.data.saveAttestationDraft.attestation.id, documentIds: [document] });
    expect((await open(VERIFIER, document)).text).toBe('a certificate, checked.txt');
    expect((await open(other.editor, document)).status).toBe(404);
    const name = 'Assay Oversight (demonstration)';
    expect([await readings(mine.editor, document), await readings(VERIFIER, document)]).toEqual([[name], [name]]);
  });
});

describe('a verification', () => {
  it('may lower the strength and never raise it, and is not made by a supplier, on a day to come or before it was issued', async () => {
    const id = await submit();
    expect(refusal(await verify(id, { strength: 'INDEPENDENT_TESTING' }))).toEqual(['BAD_USER_INPUT', 'strength']);
    for (const checkedOn of [DAY(2), DAY(-31)])
      expect(refusal(await verify(id, { checkedOn }))).toEqual(['BAD_USER_INPUT', 'checkedOn']);
    const input = { attestationId: id, outcome: 'VERIFIED', method: 'Trust me', checkedOn: DAY(0) };
    expect(refusal(await api.run(mine.signatory, 'VerifyAttestation', { input }))).toEqual(['FORBIDDEN']);
    expect((await verify(id, { strength: 'ASSERTION' })).errors).toEqual([]);
    const { data } = await api.send(
      null,
      'query ($id: ID!) { attestation(id: $id) { status strength claimedStrength verification { outcome verifiedBy { name } } documents { id } } }',
      { id },
    );
    expect(data).toEqual({
      attestation: {
        status: 'VERIFIED',
        strength: 'ASSERTION',
        claimedStrength: 'INDEPENDENT_VALIDATION',
        verification: { outcome: 'VERIFIED', verifiedBy: { name: 'Violet Shaw' } },
        documents: [],
      },
    });
    expect(refusal(await verify(id))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('puts the new one in the place of the old one, which stays until then', async () => {
    const old = await submit({ reference: 'OLD' });
    await verify(old);
    const renewed = await submit({ reference: 'NEW', supersedesId: old });
    expect(await statusFor(null, old)).toBe('VERIFIED');
    expect((await verify(renewed)).errors).toEqual([]);
    expect([await statusFor(null, old), await statusFor(null, renewed)]).toEqual(['SUPERSEDED', 'VERIFIED']);
  });

  it('leaves it on record that the old one was held until then', async () => {
    const old = await submit({ reference: 'OLD' });
    await verify(old);
    const renewed = await submit({ reference: 'NEW', supersedesId: old });
    await verify(renewed);
    const owner = await ownerDataSource(api.database.ownerUrl, []).initialize();
    try {
      const recorded: object[] = await owner.query(
        `SELECT state, superseded_on = current_date AS today FROM attestation WHERE 'att_' || id = ANY ($1) ORDER BY state`,
        [[old, renewed]],
      );
      expect(recorded).toEqual([
        { state: 'SUPERSEDED', today: true },
        { state: 'VERIFIED', today: null },
      ]);
    } finally {
      await owner.destroy();
    }
  });

  it('leaves the old one in its place where the new one begins later: until then it is what is held', async () => {
    const old = await submit({ reference: 'OLD' });
    await verify(old);
    const ahead = await submit({ reference: 'AHEAD', supersedesId: old, coversFrom: DAY(20) });
    expect((await verify(ahead)).errors).toEqual([]);
    expect([await statusFor(null, old), await statusFor(null, ahead)]).toEqual(['VERIFIED', 'VERIFIED']);
  });

  it('is told to the supplier, with the reason where it rejects', async () => {
    const [good, lower, bad] = [await submit(), await submit(), await submit({ reference: 'WRONG' })];
    await verify(good);
    await verify(lower, { strength: 'ASSERTION' });
    await verify(bad, { outcome: 'REJECTED', note: 'The certificate is of another company.' });
    const { data } = await api.send<{ notifications: { edges: { node: { subjectId: string; text: string } }[] } }>(
      mine.editor,
      '{ notifications(first: 3) { edges { node { subjectId text } } } }',
    );
    expect(data.notifications.edges.map(({ node }) => [node.subjectId, node.text])).toEqual([
      [bad, 'Your attestation of Cyber Essentials (WRONG) was rejected: The certificate is of another company.'],
      [lower, 'Your attestation of Cyber Essentials (TEST-1) was verified at a lower strength than you claimed.'],
      [good, 'Your attestation of Cyber Essentials (TEST-1) was verified.'],
    ]);
  });

  it('that rejects is seen by the supplier and not by strangers', async () => {
    const id = await submit();
    expect((await verify(id, { outcome: 'REJECTED', note: 'The certificate is of another company.' })).errors).toEqual([]);
    expect([await statusFor(mine.editor, id), await statusFor(null, id), await statusFor(other.editor, id)]).toEqual([
      'REJECTED',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
  });

  it('has a queue for verifiers alone, the oldest first', async () => {
    const ids = [await submit({ reference: 'Q1' }), await submit({ reference: 'Q2' })];
    const query = 'query ($after: String) { attestationQueue(first: 100, after: $after) { edges { node { id status } } } }';
    const { data } = await api.send<{ attestationQueue: { edges: { node: { id: string; status: string } }[] } }>(
      VERIFIER,
      query,
      { after: null },
    );
    const nodes = data.attestationQueue.edges.map(({ node }) => node);
    expect(nodes.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toEqual(ids);
    expect(new Set(nodes.map(({ status }) => status))).toEqual(new Set(['SUBMITTED']));
    expect(refusal(await api.send(mine.editor, query))).toEqual(['FORBIDDEN']);
  });
});

describe('an attestation that ends', () => {
  it('is EXPIRED the day after its last day, with no job having run', async () => {
    const validity = { issued: -100, expires: 0 };
    const last = await rows.attestation(mine, 'LAST-DAY', 'VERIFIED', validity);
    const past = await rows.attestation(mine, 'PAST', 'VERIFIED', { ...validity, expires: -1 });
    const over = await rows.attestation(mine, 'COVERED', 'VERIFIED', { ...validity, expires: 10, covers: -1 });
    expect([await statusFor(null, last), await statusFor(null, past)]).toEqual(['VERIFIED', 'EXPIRED']);
    expect(await statusFor(null, over)).toBe('EXPIRED');
  });

  it('is withdrawn by its own signatory and by nobody else', async () => {
    const id = await submit();
    await verify(id);
    const withdraw = (as: string): Promise<Answer<unknown>> =>
      api.run(as, 'WithdrawAttestation', { input: { attestationId: id } });
    expect(refusal(await withdraw(other.signatory))).toEqual(['NOT_FOUND']);
    expect(refusal(await withdraw(mine.editor))).toEqual(['FORBIDDEN']);
    expect((await withdraw(mine.signatory)).errors).toEqual([]);
    expect(await statusFor(null, id)).toBe('WITHDRAWN');
    expect(refusal(await withdraw(mine.signatory))).toEqual(['ILLEGAL_TRANSITION']);
  });
});

describe('what procurements ask of attestations', () => {
  it('finds what is valid on a day, and the schemes that evidence an item', async () => {
    const supplier = await rows.supplier('Fictional Validity Ltd');
    const valid = await rows.attestation(supplier, 'V', 'VERIFIED', { issued: -10, expires: 10 });
    await rows.attestation(supplier, 'S', 'SUBMITTED', { issued: -10, expires: 10 });
    const { manager } = api.app.get(DataSource);
    const on = (offset: number): Promise<string[]> =>
      validAttestations(manager, [supplier.supplierId], DAY(offset)).then((found) => found.map(({ id }) => `att_${id}`));
    expect([await on(-11), await on(-9), await on(9), await on(11)]).toEqual([[], [valid], [valid], []]);

    const [stated] = await rows.query<{ item_id: string; scheme_code: string; extent: string }>(
      'SELECT item_id, scheme_code, extent FROM scheme_evidence ORDER BY scheme_code, item_id LIMIT 1',
    );
    const evidence = { itemId: stated.item_id, schemeCode: stated.scheme_code, extent: stated.extent };
    expect(await evidenceFor(manager, [stated.item_id])).toContainEqual(evidence);
    expect(await evidenceFor(manager, [])).toEqual([]);
  });
});

describe('the seeds of guidance and attestations', () => {
  it('loaded a second time leave every table as it was', async () => {
    const tables = ['guidance_document', 'guidance_item', 'guidance_relation', 'attestation_scheme', 'scheme_evidence'];
    const digest = async (): Promise<object[]> => {
      const found: object[] = [];
      for (const table of [...tables, 'attestation', 'verification'])
        found.push(
          ...(await rows.query(
            `SELECT count(*) AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${table} t`,
          )),
        );
      return found;
    };
    const before = await digest();
    const owner = await ownerDataSource(api.database.ownerUrl, []).initialize();
    try {
      for (const seed of [guidanceSeed, schemesSeed, demonstrationAttestationsSeed])
        await owner.transaction((tx) => seed.load(tx, join(__dirname, '../../../seed')));
    } finally {
      await owner.destroy();
    }
    expect(await digest()).toEqual(before);
  });
});
