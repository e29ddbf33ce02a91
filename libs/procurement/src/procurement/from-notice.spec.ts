import { readRelease } from '#registers';
import { fromNotice } from './from-notice';
import { NoticeWarning } from './procurement.inputs';

/** What a procurement takes from a notice of a tender, and what it tells of. */
function taken(tender: object, more: object = {}): { values: ReturnType<typeof fromNotice>; told: string[] } {
  const read = readRelease({ ocid: 'ocds-test-1', id: '000001-2026', tender: { title: 'Cameras', ...tender }, ...more });
  if (!read.ok) throw new Error(read.problem.message);
  const warnings: NoticeWarning[] = [];
  const values = fromNotice(read.release.notice, read.release.notice.cpvCodes, warnings);
  return { values, told: warnings.map(({ path, message }) => `${path}: ${message}`) };
}

const lot = (id: string, more: object): object => ({ id, ...more });

describe('a procurement from a notice', () => {
  it('has the value with its currency, gross where that is given, however the currency is capitalised', () => {
    const { values, told } = taken({ value: { amount: 100, amountGross: 120, currency: 'gbp' } });
    expect(values).toMatchObject({ estimatedAmount: '120', currency: 'GBP' });
    expect(told).toEqual([]);
  });

  it.each([
    [
      { amount: 568000 },
      /^tender\.value\.currency: The notice has a value of 568,000 without a currency; it is left out\. Enter/,
    ],
    [{ amountGross: 1.5, currency: 'Pounds' }, /has a value of 1\.5 in "Pounds", which is not a currency; it is left out\./],
  ])('tells that a value of no currency is left out: %j', (value, message) => {
    const { values, told } = taken({ value });
    expect(values).toMatchObject({ estimatedAmount: null, currency: null });
    expect(told).toEqual([expect.stringMatching(message)]);
  });

  const gbp = { value: { amount: 5, currency: 'GBP' } };
  it.each<[object[], RegExp]>([
    [
      [lot('1', gbp), lot('2', { value: { amount: 5, currency: 'EUR' } })],
      /its lots are valued in EUR, GBP, which cannot be added up/,
    ],
    [
      [lot('1', gbp), lot('2', {}), lot('3', {})],
      /no value as a whole, and 2 of its 3 lots have none; the value is left out\. Enter/,
    ],
    [[lot('1', { value: { amount: 5 } })], /the values of its lots have no currency/],
    [[lot('1', gbp), lot('2', { value: { amountGross: 5, currency: 'GBP' } })], /the values of its lots cannot be added up/],
  ])('tells why its lots come to no value: %j', (lots, message) => {
    const { values, told } = taken({ lots });
    expect(values).toMatchObject({ estimatedAmount: null, currency: null });
    expect(told).toEqual([expect.stringMatching(message)]);
  });

  it('has no value where none is given, and tells nothing', () => {
    expect(taken({ lots: [lot('1', {})] })).toMatchObject({ values: { estimatedAmount: null, currency: null }, told: [] });
  });

  it('tells of a period that would end before it starts, as two lots can have it', () => {
    const lots = [
      lot('1', { contractPeriod: { startDate: '2026-10-01' } }),
      lot('2', { contractPeriod: { endDate: '2026-09-30' } }),
    ];
    const { values, told } = taken({ lots });
    expect(values).toMatchObject({ startsOn: '2026-10-01', endsOn: null });
    expect(told).toEqual([expect.stringMatching(/would end on 30 September 2026, before it starts on 1 October 2026/)]);
  });

  it('has a title and a description that can be kept, in plain text, and tells what is shortened', () => {
    const { values, told } = taken({ title: `${'x'.repeat(499)}🚦`, description: `<p>${'y'.repeat(100_001)}</p>` });
    expect(values.title).toBe('x'.repeat(499));
    expect(values.description).toBe('y'.repeat(100_000));
    expect(told).toEqual([
      'tender.title: The title of the notice has 501 characters, and 500 at most can be kept; it is shortened.',
      'tender.description: The description of the notice has 100,001 characters, and 100,000 at most can be kept; it is shortened.',
    ]);
    expect(taken({ description: '<p>Cameras &amp; masts</p>' }).values.description).toBe('Cameras & masts');
    expect(taken({ description: '<br/>' }).values.description).toBeNull();
  });

  it('tells that the notice cancels what it tells of', () => {
    expect(taken({}, { tag: ['tenderCancellation'] }).told).toEqual([expect.stringMatching(/^tag: .+ was cancelled\./)]);
    expect(taken({}, { tag: ['tenderUpdate'] }).told).toEqual([]);
  });

  it('adds up a thousand lots', () => {
    const lots = Array.from({ length: 1000 }, (_, index) => lot(String(index), { value: { amount: 0.1, currency: 'GBP' } }));
    expect(taken({ lots })).toMatchObject({ values: { estimatedAmount: '100', currency: 'GBP' }, told: [] });
  });
});
