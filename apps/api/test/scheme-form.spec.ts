import { REFS } from '#procurement/testing';
import { AttestationJourney, content, refusal, submitting, VERIFIER } from './attestation-journey';
import { EvidenceJourney } from './evidence-journey';

interface Filled {
  fieldValues: { name: string; label: string; values: string[] }[];
  statement: { words: string; signedHash: string } | null;
}

const READ = `query ($id: ID!) { attestation(id: $id) {
  fieldValues { name label values } statement { words signedHash } } }`;

const FIELDS = [
  { name: 'certification_body', values: ['Example Certification Body'] },
  { name: 'scope_is_whole_organisation', values: ['false'] },
  { name: 'level', values: [' '] },
];

const KEPT = [
  {
    name: 'scope_is_whole_organisation',
    label: 'Whether the scope is the whole organisation',
    values: ['false'],
  },
  { name: 'certification_body', label: 'Certification body', values: ['Example Certification Body'] },
];

describe("what is filled in of a scheme's own form", () => {
  let journey: AttestationJourney;

  beforeAll(async () => {
    journey = await AttestationJourney.begin();
  });

  afterAll(() => journey?.end());

  const read = async (as: string | null, id: string): Promise<Filled> =>
    (await journey.api.send<{ attestation: Filled }>(as, READ, { id })).data.attestation;

  const draft = async (fieldValues: object[]): Promise<string> => {
    const { data, errors } = await journey.saveDraft(journey.mine.editor, content({ fieldValues }));
    expect(errors).toEqual([]);
    return data.saveAttestationDraft.attestation.id;
  };

  it('stands in the order of the form, and stays where a client says nothing of it', async () => {
    const attestationId = await draft(FIELDS);
    expect((await read(journey.mine.editor, attestationId)).fieldValues).toEqual(KEPT);
    await journey.saveDraft(journey.mine.editor, content({ attestationId, reference: 'TEST-3' }));
    expect((await read(journey.mine.editor, attestationId)).fieldValues).toEqual(KEPT);
    await journey.saveDraft(journey.mine.editor, content({ attestationId, fieldValues: [] }));
    expect((await read(journey.mine.editor, attestationId)).fieldValues).toEqual([]);
  });

  it('keeps what two forms share when the scheme changes', async () => {
    const attestationId = await draft(FIELDS);
    await journey.saveDraft(journey.mine.editor, content({ attestationId, schemeCode: 'ce-plus' }));
    expect((await read(journey.mine.editor, attestationId)).fieldValues).toEqual([KEPT[1]]);
  });

  it('is refused where it stands, with a sentence, and changes nothing', async () => {
    const attestationId = await draft(FIELDS);
    const fieldValues = [...FIELDS.slice(0, 1), { name: 'insurance_included', values: ['perhaps'] }];
    const answer = await journey.saveDraft(journey.mine.editor, content({ attestationId, reference: 'LOST', fieldValues }));
    expect(refusal(answer)).toEqual(['BAD_USER_INPUT', 'fieldValues[1].values']);
    expect(answer.errors[0].message).toBe('Whether insurance is included has to be true or false. It says "perhaps".');
    expect((await read(journey.mine.editor, attestationId)).fieldValues).toEqual(KEPT);
  });

  it('is told where the attestation itself says it', async () => {
    const fieldValues = [{ name: 'certificate_number', values: ['TEST-1'] }];
    const { errors } = await journey.saveDraft(journey.mine.editor, content({ fieldValues }));
    expect(errors[0].message).toBe('Certificate number is said by reference. Give it there.');
  });

  it('is asked for when it is signed, where the scheme requires it', async () => {
    const required = (value: boolean): Promise<unknown> =>
      journey.rows.query(
        `UPDATE attestation_scheme SET fields = (SELECT jsonb_agg(CASE WHEN f ->> 'name' = 'certification_body'
           THEN f || jsonb_build_object('required', $1::boolean) ELSE f END ORDER BY n) FROM jsonb_array_elements(fields) WITH ORDINALITY AS e (f, n))
         WHERE code = 'ce'`,
        [value],
      );
    await required(true);
    try {
      await draft([]);
      const answer = await journey.api.run(journey.mine.signatory, 'SubmitAttestation', submitting());
      expect(refusal(answer)).toEqual(['BAD_USER_INPUT', 'fieldValues']);
      expect(answer.errors[0].message).toContain('Certification body');
      await journey.submit({ fieldValues: FIELDS });
    } finally {
      await required(false);
    }
  });

  it('is signed with the rest, and stands as it was signed', async () => {
    const other = [{ name: 'certification_body', values: ['Another Body'] }];
    const [first, second] = [await journey.submit({ fieldValues: FIELDS }), await journey.submit({ fieldValues: other })];
    const signed = await Promise.all([first, second].map((id) => read(journey.mine.editor, id)));
    expect(signed[0].statement?.words).toContain("What is filled in of the scheme's own form, 2 fields, is true.");
    expect(signed[0].statement?.words).not.toContain('Example Certification Body');
    expect(signed[0].statement?.signedHash).not.toBe(signed[1].statement?.signedHash);
    const application = await journey.api.database.connectAs('application');
    try {
      await application.query('BEGIN');
      await application.query(`SELECT set_config('assay.organisation', $1, true)`, [journey.mine.organisationId]);
      const { rowCount } = await application.query('DELETE FROM attestation_field WHERE attestation_id = $1', [
        first.slice('att_'.length),
      ]);
      expect(rowCount).toBe(0);
    } finally {
      await application.end();
    }
  });

  it('is for its holder and the verifier, and for nobody else once it is verified', async () => {
    const id = await journey.submit({ fieldValues: FIELDS });
    expect((await read(VERIFIER, id)).fieldValues).toEqual(KEPT);
    expect((await journey.verify(id)).errors).toEqual([]);
    expect((await read(journey.mine.editor, id)).fieldValues).toEqual(KEPT);
    for (const as of [journey.other.editor, 'editor@wexcombe.example', null])
      expect((await read(as, id)).fieldValues).toEqual([]);
  });
});

describe("a scheme's own form in a response", () => {
  let journey: EvidenceJourney;

  beforeAll(async () => {
    journey = await EvidenceJourney.begin();
  });

  afterAll(() => journey?.end());

  it('is read by the buyer to whom the attestation was sent, as it stood on that day', async () => {
    await journey.rows.query(
      `INSERT INTO attestation_field (attestation_id, name, label, position, given) VALUES ($1, 'level', 'Level', 0, '{Basic}')`,
      [journey.valid.slice('att_'.length)],
    );
    const procurement = await journey.requested();
    const { id: invitationId } = await journey.invitationOf(journey.first, procurement);
    for (const ref of Object.values(REFS))
      await journey.save(journey.first, invitationId, ref, { attestationIds: [journey.valid] });
    await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId } });
    await journey.rows.deadlinePasses(procurement);
    const { data } = await journey.api.send<{ submissions: { answers: { attestations: object[] }[] }[] }>(
      journey.buyer.viewer,
      'query ($id: ID!) { submissions(procurementId: $id) { answers { attestations { fieldValues { name label values } } } } }',
      { id: procurement.id },
    );
    expect(data.submissions[0].answers[0].attestations).toEqual([
      { fieldValues: [{ name: 'level', label: 'Level', values: ['Basic'] }] },
    ]);
  });
});
