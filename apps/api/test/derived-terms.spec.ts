import { Client } from 'pg';
import { TestApi } from './harness';

const HALDEN = 'editor@halden.example';

interface Term {
  code: string;
  source: string;
  reason: string | null;
  confidence: number | null;
}

let api: TestApi;
let owner: Client;
let id: string;

beforeAll(async () => {
  api = await TestApi.start();
  owner = await api.database.connectAs('owner');
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM supplier WHERE name = 'Halden Vision (demonstration)'`);
  id = rows[0].id;
  // A supplier that has said nothing of itself yet.
  await owner.query('DELETE FROM supplier_sector WHERE supplier_id = $1', [id]);
  await owner.query('DELETE FROM supplier_technology WHERE supplier_id = $1', [id]);
  await owner.query('UPDATE supplier SET description = NULL WHERE id = $1', [id]);
  await owner.query(`UPDATE product SET name = 'A product', description = NULL WHERE supplier_id = $1`, [id]);
});
afterAll(() => api?.stop());

async function change(input: object): Promise<void> {
  const mutation =
    'mutation ($input: UpdateSupplierProfileInput!) { updateSupplierProfile(input: $input) { supplier { id } } }';
  const { errors } = await api.send(HALDEN, mutation, { input: { supplierId: `sup_${id}`, ...input } });
  expect(errors).toEqual([]);
}

async function terms(): Promise<{ sectors: Term[]; technologies: Term[] }> {
  const query = `query ($id: ID!) { supplier(id: $id) { sectors { ...T } technologies { ...T } } } fragment T on Classification { code source reason confidence }`;
  const { data } = await api.send<{ supplier: { sectors: Term[]; technologies: Term[] } }>(null, query, { id: `sup_${id}` });
  return data.supplier;
}

describe('sectors and technologies that nobody declared', () => {
  it('are derived from a supplier’s own words, with the reason and how sure that is', async () => {
    await change({ description: 'We install and look after CCTV.' });
    expect(await terms()).toEqual({
      sectors: [
        {
          code: 'public-safety',
          source: 'DERIVED',
          reason: 'the supplier’s own words "cctv" (public-space CCTV)',
          confidence: 0.7,
        },
      ],
      technologies: [expect.objectContaining({ code: 'camera-and-video-analytics', confidence: 0.7 })],
    });
  });

  it('are the surer for what its products say, and go when the words go', async () => {
    const mutation = 'mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { id } } }';
    const product = { supplierId: `sup_${id}`, name: 'Air quality sensors', kind: 'HARDWARE' };
    expect((await api.send(HALDEN, mutation, { input: product })).errors).toEqual([]);
    expect((await terms()).sectors.map(({ code }) => code).sort()).toEqual(['environment', 'public-safety']);
    await change({ description: 'We no longer do that.' });
    expect((await terms()).sectors.map(({ code }) => code)).toEqual(['environment']);
  });

  it('join with what the company register says', async () => {
    await owner.query(
      `INSERT INTO derived_term VALUES ($1, 'technology', 'sensor-or-actuator', 'SIC', 0.5, 'SIC 26511 (measuring instruments)')`,
      [id],
    );
    await owner.query('SELECT apply_derived_terms(ARRAY[$1]::uuid[])', [id]);
    expect((await terms()).technologies).toEqual([
      {
        code: 'sensor-or-actuator',
        source: 'DERIVED',
        reason: 'the supplier’s own words "air quality sensor" (environmental sensing); SIC 26511 (measuring instruments)',
        confidence: 0.85,
      },
    ]);
  });

  it('give way to what the supplier names, also to nothing, and do not come back', async () => {
    await change({ sectors: ['energy-and-utilities'], technologies: [] });
    await change({ description: 'CCTV and street lighting.' });
    expect(await terms()).toEqual({
      sectors: [{ code: 'energy-and-utilities', source: 'SELF_DECLARED', reason: null, confidence: null }],
      technologies: [],
    });
  });

  it('can be proposed by nobody but the supplier itself', async () => {
    const other = `INSERT INTO derived_term VALUES ((SELECT id FROM supplier WHERE id <> '${id}' LIMIT 1), 'sector', 'environment', 'OWN_WORDS', 0.7, 'x')`;
    const client = await api.database.connectAs('application');
    await expect(client.query(other)).rejects.toThrow('row-level security');
  });
});
