import { Client } from 'pg';
import { TestApi } from './harness';

let api: TestApi;
let owner: Client;

beforeAll(async () => {
  api = await TestApi.start((configuration) => ({
    ...configuration,
    database: { ...configuration.database, statementTimeoutMs: 2000 },
  }));
  owner = await api.database.connectAs('owner');
});
afterAll(() => api?.stop());

const SEARCH =
  'query ($search: String, $filter: SupplierFilter) { suppliers(search: $search, filter: $filter) { totalCount facets { dimension } edges { node { name } } } }';

describe('a search that takes longer than a statement may', () => {
  it.each([
    ['by a filter', { filter: { relevance: 'ALL' } }],
    ['by words', { search: 'camera analytics' }],
  ])('%s is stopped and says what to do, and the next is answered', async (_, variables) => {
    // Nothing that reads suppliers ends while this is held, however fast the machine.
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE supplier IN ACCESS EXCLUSIVE MODE');
    try {
      const { errors } = await api.send(null, SEARCH, variables);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['TOO_COMPLEX']);
      expect(errors[0].message).toContain('took too long and was stopped');
    } finally {
      await owner.query('ROLLBACK');
    }
    const { data, errors } = await api.send<{ suppliers: { totalCount: number } }>(null, SEARCH, variables);
    expect(errors).toEqual([]);
    expect(data.suppliers.totalCount).toBeGreaterThanOrEqual(0);
  });
});
