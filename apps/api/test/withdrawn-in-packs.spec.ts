import { verifyPack } from '#pack';
import { decidedProcurement } from './decided-procurement';
import { JudgementJourney } from './judgement-journey';

const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { downloadUrl } } }';
const WITHDRAW = 'mutation ($input: WithdrawDocumentInput!) { withdrawDocument(input: $input) { document { id } } }';

describe('a document that was withdrawn from its buyer', () => {
  let journey: JudgementJourney;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
  });
  afterAll(() => journey?.end());

  it('stays in a pack that was sealed before, and is in a later one by its hash alone; both hold', async () => {
    const { procurement, winner } = await decidedProcurement(journey);
    const { api, rows, approver } = journey;
    const made = async (): Promise<string> => {
      const { data, errors } = await api.send<{ createAssurancePack: { pack: { downloadUrl: string } } }>(
        approver,
        CREATE_PACK,
        { input: { procurementId: procurement.id } },
      );
      expect(errors).toEqual([]);
      return data.createAssurancePack.pack.downloadUrl;
    };
    const bytesOf = async (pack: string): Promise<Buffer> => (await api.download(approver, pack)).body as Buffer;
    const [{ id, sha256 }] = await rows.query<{ id: string; sha256: string }>(
      `SELECT id, sha256 FROM document WHERE file_name = 'test-report.txt'`,
    );
    const before = await made();
    const input = { documentId: `doc_${id}`, organisationId: `org_${journey.evidence.buyer.id}`, reason: 'It names a person.' };
    expect((await api.send(winner.editor, WITHDRAW, { input })).errors).toEqual([]);
    expect((await api.get(approver, `/documents/doc_${id}`)).status).toBe(403);

    const [sealed, later] = [await bytesOf(before), await bytesOf(await made())];
    const path = `evidence/${sha256}/test-report.txt`;
    expect([sealed.includes(path), later.includes(path)]).toEqual([true, false]);
    const bytes = `evidence of ${winner.name}, test-report.txt`;
    expect([sealed.includes(bytes), later.includes(bytes)]).toEqual([true, false]);
    for (const pack of [sealed, later]) {
      const { checks } = await verifyPack(pack);
      expect(checks.filter(({ outcome }) => outcome === 'FAILED')).toEqual([]);
    }
    const { checks } = await verifyPack(later);
    expect(checks.find(({ name }) => name === 'documents')?.sentence).toContain('1 more had been closed by their suppliers');
  });
});
