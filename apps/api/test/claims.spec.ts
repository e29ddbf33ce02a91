import { Client } from 'pg';
import { newcomer, unclaimedPage } from './claim-rows';
import { TestApi } from './harness';

const CLAIM =
  'mutation ($input: ClaimSupplierInput!) { claimSupplier(input: $input) { claim { id status identifier identifierAgrees } } }';

interface Claimed {
  claimSupplier: { claim: { id: string; status: string; identifier: string; identifierAgrees: boolean } };
}

let api: TestApi;
let owner: Client;

beforeAll(async () => {
  api = await TestApi.start();
  owner = new Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await api?.stop();
});

/** What an operation was refused with: the sentence, the code and what else came; empty when it was not. */
async function refusal(as: string, operation: string, input: object): Promise<object> {
  const { errors } = await api.send(as, operation, { input });
  return errors.length === 0 ? {} : { message: errors[0].message, ...errors[0].extensions };
}

async function claimed(as: string, input: object): Promise<Claimed['claimSupplier']['claim']> {
  const { data, errors } = await api.send<Claimed>(as, CLAIM, { input });
  expect(errors).toEqual([]);
  return data.claimSupplier.claim;
}

const sentence = (text: RegExp): string => expect.stringMatching(text) as string;

describe('a claim', () => {
  it('is told at the field which register there is not, and which number cannot be one of it', async () => {
    const supplierId = await unclaimedPage(owner, 'Numbered');
    const { editor } = await newcomer(owner, 'Numbering', 'numbering.example');
    const tried = (identifierScheme: string, identifier: string): Promise<object> =>
      refusal(editor, CLAIM, { supplierId, identifierScheme, identifier });
    const told = (path: string, message: RegExp): object => ({
      code: 'BAD_USER_INPUT',
      fields: [{ path, message: sentence(message) }],
    });
    expect(await tried('GB-COH', '123456789')).toMatchObject(told('identifier', /is not a company number/));
    expect(await tried('GB-COH', ' ')).toMatchObject(told('identifier', /empty/));
    expect(await tried('GB-CHC', 'N/A')).toMatchObject(told('identifier', /stands where there is no number/));
    expect(await tried('Companies House', '1234567')).toMatchObject(told('identifierScheme', /not the code of a register/));
    expect(await tried('', '1234567')).toMatchObject(told('identifierScheme', /not the code of a register/));
    expect(await tried('GB-FTS', '1234')).toMatchObject(told('identifierScheme', /one publisher of notices alone/));
    const { rows } = await owner.query('SELECT FROM claim WHERE supplier_id = $1', [supplierId.slice(4)]);
    expect(rows).toEqual([]);
  });

  it('may name a number of any register, and one that the page is published with wrongly', async () => {
    const { editor } = await newcomer(owner, 'Hospital', 'hospital.example');
    const flaw = 'is not a company number';
    const wrong = await unclaimedPage(owner, 'Hospital Trading', { scheme: 'GB-COH', id: 'Hospital Trading', flaw });
    const pages: [string, string, string][] = [
      [await unclaimedPage(owner, 'Hospital'), 'GB-NHS', 'X24'],
      [wrong, 'GB-COH', 'Hospital Trading'],
    ];
    for (const [supplierId, identifierScheme, identifier] of pages)
      expect(await claimed(editor, { supplierId, identifierScheme, identifier })).toMatchObject({
        status: 'PENDING',
        identifier,
        identifierAgrees: false,
      });
  });
});
