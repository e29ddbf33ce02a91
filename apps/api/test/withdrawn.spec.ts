import { ownerDataSource } from '#platform';
import { EvidenceRows, FictionalSupplier } from '#procurement/testing';
import { MIGRATIONS } from '../../../migrations';
import { WithdrawnAt1600 } from '../../../migrations/1600-withdrawn-at';
import { PASSWORD, TestApi } from './harness';

const SHOWN = `query ($id: ID!, $supplier: ID!) {
  attestation(id: $id) { status withdrawnAt }
  supplier(id: $supplier) { attestations { id withdrawnAt } } }`;

interface Shown {
  attestation: { status: string; withdrawnAt: string | null };
  supplier: { attestations: { id: string; withdrawnAt: string | null }[] };
}

const VALID = { issued: -30, expires: 300 };

let api: TestApi;
let rows: EvidenceRows;
let supplier: FictionalSupplier;

beforeAll(async () => {
  api = await TestApi.start();
  rows = await EvidenceRows.open(api.database.ownerUrl, PASSWORD);
  supplier = await rows.supplier('Fictional Sensors Ltd');
});

afterAll(async () => {
  await rows?.close();
  await api?.stop();
});

/** What everybody is shown of an attestation, by itself and on the page of its supplier. */
async function shown(id: string): Promise<[string, string | null]> {
  const { data, errors } = await api.send<Shown>(null, SHOWN, { id, supplier: `sup_${supplier.supplierId}` });
  expect(errors).toEqual([]);
  const { status, withdrawnAt } = data.attestation;
  expect(data.supplier.attestations).toContainEqual({ id, withdrawnAt });
  return [status, withdrawnAt];
}

async function withdrawn(reference: string): Promise<string> {
  const id = await rows.attestation(supplier, reference, 'VERIFIED', VALID);
  expect(await shown(id)).toEqual(['VERIFIED', null]);
  await api.done(supplier.signatory, 'WithdrawAttestation', { input: { attestationId: id } });
  return id;
}

/** When the trail of its organisation says that it was withdrawn. */
async function recorded(id: string): Promise<string> {
  const [{ at }] = await rows.query<{ at: Date }>(
    `SELECT at FROM audit_event WHERE subject_id = $1 AND action = 'attestation.withdrawn'`,
    [id],
  );
  return at.toISOString();
}

describe('an attestation that was withdrawn', () => {
  it('says since when to everybody, as the database keeps it', async () => {
    const id = await withdrawn('T-1');
    const [status, withdrawnAt] = await shown(id);
    expect([status, Number.isNaN(Date.parse(String(withdrawnAt)))]).toEqual(['WITHDRAWN', false]);
    await rows.query(`UPDATE attestation SET version = version + 1 WHERE 'att_' || id = $1`, [id]);
    expect(await shown(id)).toEqual([status, withdrawnAt]);
    await expect(rows.query(`UPDATE attestation SET withdrawn_at = now() WHERE 'att_' || id = $1`, [id])).rejects.toThrow(
      'signed and frozen',
    );
  });

  it('before that was kept, says since when by the record of it; nothing where that has none', async () => {
    const id = await withdrawn('T-2');
    const unrecorded = await rows.attestation(supplier, 'T-3', 'WITHDRAWN', VALID);
    const owner = await ownerDataSource(api.database.ownerUrl, MIGRATIONS).initialize();
    try {
      const later = MIGRATIONS.length - MIGRATIONS.indexOf(WithdrawnAt1600);
      for (let count = 0; count < later; count += 1) await owner.undoLastMigration({ transaction: 'each' });
      await owner.runMigrations();
    } finally {
      await owner.destroy();
    }
    expect(await shown(id)).toEqual(['WITHDRAWN', await recorded(id)]);
    expect(await shown(unrecorded)).toEqual(['WITHDRAWN', null]);
  });
});
