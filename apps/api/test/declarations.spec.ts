import { cycloneDxViolations } from '#standards';
import { AttestationJourney, DAY, statement, VERIFIER } from './attestation-journey';

interface Declared {
  serialNumber: string;
  definitions: { standards: { name: string }[] };
  declarations: {
    attestations: { summary: string; map: { conformance: { score?: number; rationale: string } }[] }[];
    claims: { predicate: string }[];
    evidence: { propertyName: string; description: string; data: { contents: { attachment: { content: string } } }[] }[];
    affirmation?: { statement: string; signatories: { name: string; role: string }[] };
  };
}

const ONE = `query ($id: ID!) { attestation(id: $id) { reference claimedStrength issuedOn expiresOn coversFrom coversTo
  scheme { code } product { id } scope { legalEntity sites productVersions exclusions } } }`;
const FILE = `query ($documentId: ID!) { attestationFile(documentId: $documentId) { attestations { index
  proposal { schemeCode product { id } } } } }`;
const DRAFT = `mutation ($input: DraftAttestationsInput!) { draftAttestations(input: $input) { attestations { id } } }`;

describe('an attestation as CycloneDX', () => {
  let journey: AttestationJourney;
  let supplierId: string;
  beforeAll(async () => {
    journey = await AttestationJourney.begin();
    supplierId = `sup_${journey.mine.supplierId}`;
  });
  afterAll(() => journey?.end());

  const got = async (as: string | null, path: string) => {
    const asked = journey.api.http().get(path);
    const answer = await (as === null ? asked : asked.set('authorization', await journey.api.authorization(as)))
      .buffer(true)
      .parse((stream, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        stream.on('end', () => done(null, text));
      });
    return { status: answer.status, text: answer.body as string, headers: answer.headers as Record<string, string> };
  };
  const of = async (as: string | null, id: string): Promise<Declared> => {
    const { status, text } = await got(as, `/attestations/${id}/cyclonedx`);
    expect(status).toBe(200);
    expect(await cycloneDxViolations('1.6', text)).toEqual([]);
    return JSON.parse(text) as Declared;
  };
  const documentsIn = ({ declarations }: Declared): string[] =>
    declarations.evidence.filter(({ propertyName }) => propertyName === 'assay:document').map(({ description }) => description);

  it('is a file that holds what was signed and what came of its check, and its documents for those alone who may read them', async () => {
    const certificate = await journey.api.upload(journey.mine.editor, 'certificate.txt', 'a certificate');
    const id = await journey.submit({ documentIds: [certificate], reference: 'OUT-1' });
    expect((await journey.verify(id, { strength: 'ASSERTION', note: 'Weaker than claimed.' })).errors).toEqual([]);
    const { headers } = await got(null, `/attestations/${id}/cyclonedx`);
    expect(headers['content-type']).toContain('application/vnd.cyclonedx+json');
    expect(headers['content-disposition']).toBe(`attachment; filename="${id}.cdx.json"`);
    const [ours, theirs, public_] = [await of(journey.mine.editor, id), await of(VERIFIER, id), await of(null, id)];
    expect([ours, theirs, public_].map(documentsIn)).toEqual([['certificate.txt'], ['certificate.txt'], []]);
    expect(JSON.stringify(public_)).not.toContain('certificate.txt');
    expect(public_.definitions.standards[0].name).toBe('Cyber Essentials');
    expect(public_.declarations.claims[0].predicate).toBe('Fictional Sensors Ltd holds Cyber Essentials, reference OUT-1.');
    expect(public_.declarations.affirmation).toMatchObject({
      statement: expect.stringContaining('holds Cyber Essentials, reference OUT-1'),
      signatories: [{ name: statement.signatoryName, role: statement.signatoryRole }],
    });
    expect(public_.declarations.attestations[0].map[0].conformance).toEqual({
      rationale: expect.stringMatching(
        /^Claimed as a check by somebody independent\. Verified as a statement by the supplier by .* How: Looked up in a register Note: Weaker than claimed\.$/,
      ),
    });
  });

  it('is the same text whenever it is asked for', async () => {
    const id = await journey.submit({ reference: 'SAME' });
    await journey.verify(id);
    const path = `/attestations/${id}/cyclonedx`;
    expect((await got(null, path)).text).toBe((await got(null, path)).text);
  });

  it('is not there for those who may not see it, and a draft attests nothing', async () => {
    const waiting = await journey.submit({ reference: 'WAITING' });
    for (const as of [null, journey.other.editor])
      expect((await got(as, `/attestations/${waiting}/cyclonedx`)).status).toBe(404);
    expect((await of(VERIFIER, waiting)).declarations.attestations[0].summary).toContain('waits to be checked');
    const { data } = await journey.saveDraft(journey.mine.editor, {
      schemeCode: 'ce',
      scope: { legalEntity: 'Fictional Sensors Ltd' },
      strength: 'ASSERTION',
    });
    const draft = await got(journey.mine.editor, `/attestations/${data.saveAttestationDraft.attestation.id}/cyclonedx`);
    expect(draft.status).toBe(409);
    expect(draft.text).toContain('a draft attests nothing');
    expect((await got(null, '/attestations/nonsense/cyclonedx')).status).toBe(404);
  });

  it('says with a conformance of 0 that it was withdrawn', async () => {
    const id = await journey.submit({ reference: 'TAKEN-BACK' });
    await journey.api.run(journey.mine.signatory, 'WithdrawAttestation', { input: { attestationId: id } });
    const { attestations } = (await of(null, id)).declarations;
    expect(attestations[0].summary).toContain('was withdrawn by its supplier, and counts no longer');
    expect(attestations[0].map[0].conformance.score).toBe(0);
  });

  it('stands with all that are public of its supplier in one file, the same for everybody', async () => {
    const path = `/suppliers/${supplierId}/attestations/cyclonedx`;
    await journey.submit({ reference: 'NOT-PUBLIC' });
    const [ours, everybodys] = [await got(journey.mine.editor, path), await got(null, path)];
    expect(everybodys.text).toBe(ours.text);
    expect(await cycloneDxViolations('1.6', ours.text)).toEqual([]);
    const { data } = await journey.api.send<{ supplier: { attestations: object[] } }>(
      null,
      'query ($id: ID!) { supplier(id: $id) { attestations { id } } }',
      { id: supplierId },
    );
    const { declarations } = JSON.parse(ours.text) as Declared;
    expect(declarations.attestations).toHaveLength(data.supplier.attestations.length);
    expect(ours.text).not.toContain('NOT-PUBLIC');
    const empty = await got(null, `/suppliers/sup_${journey.other.supplierId}/attestations/cyclonedx`);
    expect(await cycloneDxViolations('1.6', empty.text)).toEqual([]);
    expect((await got(null, '/suppliers/sup_00000000-0000-7000-8000-000000000000/attestations/cyclonedx')).status).toBe(404);
  });

  it('read back in makes the draft that it was', async () => {
    const scope = {
      legalEntity: 'Fictional Sensors Ltd',
      sites: ['Depot', 'Yard'],
      productVersions: ['1', '2'],
      exclusions: ['The console'],
    };
    const id = await journey.submit({ reference: 'ROUND', scope, coversFrom: DAY(-10), coversTo: DAY(200) });
    await journey.verify(id);
    const { text } = await got(null, `/attestations/${id}/cyclonedx`);
    const documentId = await journey.api.upload(journey.mine.editor, 'round.cdx.json', text);
    const { data } = await journey.api.send<{
      attestationFile: { attestations: { index: number; proposal: { schemeCode: string } }[] };
    }>(journey.mine.editor, FILE, { documentId });
    const [{ index, proposal }] = data.attestationFile.attestations;
    const drafted = await journey.api.send<{ draftAttestations: { attestations: { id: string }[] } }>(
      journey.mine.editor,
      DRAFT,
      {
        input: {
          documentId,
          choices: [{ index, schemeCode: proposal.schemeCode, strength: 'INDEPENDENT_VALIDATION' }],
        },
      },
    );
    const said = async (which: string) => (await journey.api.send(journey.mine.editor, ONE, { id: which })).data;
    expect(await said(drafted.data.draftAttestations.attestations[0].id)).toEqual(await said(id));
  });
});
