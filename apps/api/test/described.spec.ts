import { Account, makeAccounts } from './accounts';
import { Answer, TestApi } from './harness';

const CREATE = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id cpvCodes } } }';
const UPDATE = 'mutation($input: UpdateProcurementInput!) { updateProcurement(input: $input) { procurement { cpvCodes } } }';
const FROM_NOTICE = `mutation($input: CreateProcurementFromNoticeInput!) { createProcurementFromNotice(input: $input) {
  procurement { title description estimatedValue { amount currency } contractPeriod { startsOn endsOn } } warnings { path message } } }`;

interface Created {
  createProcurement: { procurement: { id: string; cpvCodes: string[] } };
}

let api: TestApi;
let buyer: Account;

beforeAll(async () => {
  api = await TestApi.start();
  buyer = (await makeAccounts(api.database.ownerUrl, 'described')).find(
    ({ kind, role }) => kind === 'BUYER' && role === 'EDITOR',
  ) as Account;
});
afterAll(() => api?.stop());

const create = (cpvCodes: string[]): Promise<Answer<Created>> =>
  api.send<Created>(buyer.email, CREATE, { input: { title: 'Software (invented)', cpvCodes } });

describe('a CPV code that is typed', () => {
  it('is taken with its check digit and without it, once', async () => {
    const { data, errors } = await create(['48000000-8', '48000000', '34971000-4']);
    expect(errors).toEqual([]);
    expect(data.createProcurement.procurement.cpvCodes).toEqual(['48000000', '34971000']);
  });

  it('is told at the field when its check digit is another code’s, with what the code is of', async () => {
    const { errors } = await create(['48000000-8', '48000000-7', '12345678-9']);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        fields: [
          {
            path: 'cpvCodes[1]',
            message:
              '"48000000-7" has a wrong check digit. If it is “Software package and information systems”, write 48000000-8; if it is not, look the code up.',
          },
          { path: 'cpvCodes[2]', message: expect.stringContaining('"12345678-9" is not a code of CPV 2008') as string },
        ],
      }),
    ]);
  });

  it('is told so too where a description is changed, which stays as it was', async () => {
    const { id } = (await create(['48000000'])).data.createProcurement.procurement;
    const change = (cpvCodes: string[]) => api.send(buyer.email, UPDATE, { input: { procurementId: id, cpvCodes } });
    expect((await change(['34971000-5'])).errors[0].message).toMatch(/write 34971000-4/);
    expect((await change(['34971000-4'])).data).toEqual({ updateProcurement: { procurement: { cpvCodes: ['34971000'] } } });
  });
});

describe('a procurement from a notice', () => {
  const made = async (tender: object): Promise<object> => {
    const release = { ocid: 'ocds-test-1', id: '1', tag: ['tender'], tender: { title: 'Cameras (invented)', ...tender } };
    const { data, errors } = await api.send<{ createProcurementFromNotice: object }>(buyer.email, FROM_NOTICE, {
      input: { release },
    });
    expect(errors).toEqual([]);
    return data.createProcurementFromNotice;
  };

  it.each([
    [{ amount: 568000 }, /a value of 568,000 without a currency; it is left out/],
    [{ amount: 568000, currency: 'Pounds sterling' }, /in "Pounds sterling", which is not a currency; it is left out/],
  ])('is made without a value that has no currency, and tells so: %j', async (value, message) => {
    expect(await made({ value })).toMatchObject({
      procurement: { estimatedValue: null },
      warnings: [{ path: 'tender.value.currency', message: expect.stringMatching(message) as string }],
    });
  });

  it('is made of what the database would not take as it is published', async () => {
    const lots = [
      { id: '1', contractPeriod: { startDate: '2026-10-01' }, value: { amount: 5, currency: 'gbp' } },
      { id: '2', contractPeriod: { endDate: '2026-09-30' }, value: { amount: 5, currency: 'gbp' } },
    ];
    expect(await made({ title: 'x'.repeat(600), description: 'y'.repeat(100_001), lots })).toMatchObject({
      procurement: {
        title: 'x'.repeat(500),
        description: 'y'.repeat(100_000),
        estimatedValue: { amount: 10, currency: 'GBP' },
        contractPeriod: { startsOn: '2026-10-01', endsOn: null },
      },
      warnings: [{ path: 'tender.title' }, { path: 'tender.description' }, { path: 'tender' }],
    });
  });
});
