import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { demonstrationAttestationsSeed, evidenceFor, schemesSeed, validAttestations } from '#attestations';
import { guidanceSeed } from '#guidance';
import { ownerDataSource } from '#platform';
import { AttestationJourney, content, DAY, refusal, statement, submitting, VERIFIER } from './attestation-journey';
import { Answer } from './harness';

let journey: AttestationJourney;

beforeAll(async () => {
  journey = await AttestationJourney.begin();
});

afterAll(() => journey?.end());

describe('a draft', () => {
  it('is known to its own organisation alone, whatever door it is sought by', async () => {
    const { data, errors } = await journey.saveDraft(journey.mine.editor, content());
    expect(errors).toEqual([]);
    const { id } = data.saveAttestationDraft.attestation;
    expect(await journey.statusFor(journey.mine.editor, id)).toBe('DRAFT');
    for (const as of [journey.other.editor, VERIFIER, null]) expect(await journey.statusFor(as, id)).toBe('NOT_FOUND');
    const { suppliers } = (
      await journey.api.send<{ suppliers: { attestations: unknown[] } }>(
        journey.other.editor,
        'query ($id: ID!) { suppliers: supplier(id: $id) { attestations { id } } }',
        { id: `sup_${journey.mine.supplierId}` },
      )
    ).data;
    expect(suppliers.attestations).toEqual([]);
    expect(refusal(await journey.saveDraft(journey.other.editor, { ...content(), attestationId: id }))).toEqual(['NOT_FOUND']);
    expect(refusal(await journey.verify(id))).toEqual(['NOT_FOUND']);
    expect(
      refusal(await journey.api.run(journey.mine.signatory, 'WithdrawAttestation', { input: { attestationId: id } })),
    ).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('is not saved over what somebody else has saved since', async () => {
    const { id, version } = (await journey.saveDraft(journey.mine.editor, content())).data.saveAttestationDraft.attestation;
    const change = { ...content({ reference: 'TEST-2' }), attestationId: id, expectedVersion: version };
    expect((await journey.saveDraft(journey.mine.editor, change)).errors).toEqual([]);
    expect(refusal(await journey.saveDraft(journey.mine.editor, change))).toEqual(['CONFLICT']);
  });

  it('may be written by an editor and signed by nobody but a signatory', async () => {
    const { id } = (await journey.saveDraft(journey.mine.editor, content())).data.saveAttestationDraft.attestation;
    expect(refusal(await journey.api.run(journey.mine.editor, 'SubmitAttestation', submitting({ attestationId: id })))).toEqual(
      ['FORBIDDEN'],
    );
    await journey.submit({ attestationId: id });
    expect(await journey.statusFor(VERIFIER, id)).toBe('SUBMITTED');
    expect(refusal(await journey.saveDraft(journey.mine.editor, { ...content(), attestationId: id }))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
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
    expect(refusal(await journey.api.run(journey.mine.signatory, 'SubmitAttestation', submitting(change)))).toEqual([
      'BAD_USER_INPUT',
      field,
    ]);
  });

  it('is refused with a day that no calendar has', async () => {
    const { errors } = await journey.api.run(
      journey.mine.signatory,
      'SubmitAttestation',
      submitting({ issuedOn: '2026-02-30' }),
    );
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it("is refused with another organisation's product, document or attestation", async () => {
    const product = uuidv7();
    await journey.rows.query(`INSERT INTO product (id, supplier_id, name, kind) VALUES ($1, $2, 'Kerb Sensor', 'HARDWARE')`, [
      product,
      journey.other.supplierId,
    ]);
    const tried = (change: object): Promise<string[]> =>
      journey.api.run(journey.mine.signatory, 'SubmitAttestation', submitting(change)).then(refusal);
    expect(await tried({ productId: `prd_${product}` })).toEqual(['BAD_USER_INPUT', 'productId']);
    expect(await tried({ documentIds: [`doc_${uuidv7()}`] })).toEqual(['NOT_FOUND']);
    const theirs = (await journey.saveDraft(journey.other.editor, content())).data.saveAttestationDraft.attestation.id;
    expect(await tried({ supersedesId: theirs })).toEqual(['NOT_FOUND']);
  });

  it('keeps the exact words, who signed, and what was signed for ever', async () => {
    const id = await journey.submit({ reference: 'SIGNED-1' });
    const [row] = await journey.rows.query<{ statement: string; signed_hash: string; signatory_name: string }>(
      'SELECT statement, signed_hash, signatory_name FROM attestation WHERE id = $1',
      [id.slice(4)],
    );
    expect(row.statement).toContain(`holds Cyber Essentials, reference SIGNED-1`);
    const end = new Date(DAY(300)).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    expect(row.statement).toContain(`expires on ${end}`);
    expect(row.signed_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row.signatory_name).toBe('Sam Test');
    await expect(journey.rows.query(`UPDATE attestation SET reference = 'X' WHERE id = $1`, [id.slice(4)])).rejects.toThrow(
      'frozen',
    );
  });
});

describe('the documents of an attestation', () => {
  const upload = (name: string): Promise<string> => journey.api.upload(journey.mine.editor, name, `a certificate, ${name}`);
  const seenBy = async (as: string | null, id: string): Promise<string[]> => {
    const { data } = await journey.api.send<{ attestation: { documents: { fileName: string }[] } }>(
      as,
      'query ($id: ID!) { attestation(id: $id) { documents { fileName } } }',
      { id },
    );
    return data.attestation.documents.map(({ fileName }) => fileName);
  };

  it('are the same ones when they are sent again under the same key, and others under another', async () => {
    const token = await journey.api.token(journey.mine.editor);
    const send = (key: string, text: string, name = 'sent-again.txt') =>
      journey.api
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
    const [{ count }] = await journey.rows.query<{ count: string }>(
      `SELECT count(*) FROM document WHERE file_name = 'sent-again.txt'`,
    );
    expect(count).toBe('2');
    for (const answer of [await send(key, 'two'), await send(key, 'one', 'renamed.txt'), await send('short', 'one')]) {
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('Idempotency-Key');
    }
  });

  it('can be exchanged while it is a draft, and are shown to its supplier and the verifier alone', async () => {
    const [wrong, right] = [await upload('wrong.txt'), await upload('right.txt')];
    const { id } = (await journey.saveDraft(journey.mine.editor, content({ documentIds: [wrong] }))).data.saveAttestationDraft
      .attestation;
    await journey.submit({ attestationId: id, documentIds: [right] });
    await journey.verify(id);
    expect([await seenBy(journey.mine.editor, id), await seenBy(VERIFIER, id)]).toEqual([['right.txt'], ['right.txt']]);
    expect([await seenBy(journey.other.editor, id), await seenBy(null, id)]).toEqual([[], []]);
  });

  it('are opened by whoever checks it, and that stands in the record of both', async () => {
    const open = (as: string, id: string) => journey.api.get(as, `/documents/${id}`);
    const readings = async (as: string, subject: string): Promise<string[]> => {
      const { data } = await journey.api.send<{ auditEvents: { edges: { node: { detail: { by: string } } }[] } }>(
        as,
        'query ($subject: ID) { auditEvents(subject: $subject, action: "document.read") { edges { node { detail } } } }',
        { subject },
      );
      return data.auditEvents.edges.map(({ node }) => node.detail.by);
    };
    const document = await upload('checked.txt');
    const draft = await journey.saveDraft(journey.mine.editor, content({ documentIds: [document] }));
    expect((await open(VERIFIER, document)).status).toBe(404);
    await journey.submit({ attestationId: draft.data.saveAttestationDraft.attestation.id, documentIds: [document] });
    expect((await open(VERIFIER, document)).text).toBe('a certificate, checked.txt');
    expect((await open(journey.other.editor, document)).status).toBe(404);
    const name = 'Assay Oversight (demonstration)';
    expect([await readings(journey.mine.editor, document), await readings(VERIFIER, document)]).toEqual([[name], [name]]);
  });
});

describe('an attestation that ends', () => {
  it('is EXPIRED the day after its last day, with no job having run', async () => {
    const validity = { issued: -100, expires: 0 };
    const last = await journey.rows.attestation(journey.mine, 'LAST-DAY', 'VERIFIED', validity);
    const past = await journey.rows.attestation(journey.mine, 'PAST', 'VERIFIED', { ...validity, expires: -1 });
    const over = await journey.rows.attestation(journey.mine, 'COVERED', 'VERIFIED', { ...validity, expires: 10, covers: -1 });
    expect([await journey.statusFor(null, last), await journey.statusFor(null, past)]).toEqual(['VERIFIED', 'EXPIRED']);
    expect(await journey.statusFor(null, over)).toBe('EXPIRED');
  });

  it('is withdrawn by its own signatory and by nobody else', async () => {
    const id = await journey.submit();
    await journey.verify(id);
    const withdraw = (as: string): Promise<Answer<unknown>> =>
      journey.api.run(as, 'WithdrawAttestation', { input: { attestationId: id } });
    expect(refusal(await withdraw(journey.other.signatory))).toEqual(['NOT_FOUND']);
    expect(refusal(await withdraw(journey.mine.editor))).toEqual(['FORBIDDEN']);
    expect((await withdraw(journey.mine.signatory)).errors).toEqual([]);
    expect(await journey.statusFor(null, id)).toBe('WITHDRAWN');
    expect(refusal(await withdraw(journey.mine.signatory))).toEqual(['ILLEGAL_TRANSITION']);
  });
});

describe('what procurements ask of attestations', () => {
  it('finds what is valid on a day, and the schemes that evidence an item', async () => {
    const supplier = await journey.rows.supplier('Fictional Validity Ltd');
    const valid = await journey.rows.attestation(supplier, 'V', 'VERIFIED', { issued: -10, expires: 10 });
    await journey.rows.attestation(supplier, 'S', 'SUBMITTED', { issued: -10, expires: 10 });
    const { manager } = journey.api.app.get(DataSource);
    const on = (offset: number): Promise<string[]> =>
      validAttestations(manager, [supplier.supplierId], DAY(offset)).then((found) => found.map(({ id }) => `att_${id}`));
    expect([await on(-11), await on(-9), await on(9), await on(11)]).toEqual([[], [valid], [valid], []]);

    const [stated] = await journey.rows.query<{ item_id: string; scheme_code: string; extent: string }>(
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
          ...(await journey.rows.query(
            `SELECT count(*) AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${table} t`,
          )),
        );
      return found;
    };
    const before = await digest();
    const owner = await ownerDataSource(journey.api.database.ownerUrl, []).initialize();
    try {
      for (const seed of [guidanceSeed, schemesSeed, demonstrationAttestationsSeed])
        await owner.transaction((tx) => seed.load(tx, join(__dirname, '../../../seed')));
    } finally {
      await owner.destroy();
    }
    expect(await digest()).toEqual(before);
  });
});
