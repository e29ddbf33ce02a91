import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { readRelease } from './read-release';
import { readReleases } from './read-releases';
import { Release } from './release';

const SEED = join(__dirname, '../../../../seed/find-a-tender');

function read(json: unknown): Release {
  const result = readRelease(json);
  if (!result.ok) throw new Error(result.problem.message);
  return result.release;
}

const release = (more: object): object => ({ ocid: 'ocds-test-1', id: '000001-2026', ...more });

describe('a release', () => {
  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => typeof readRelease(json).ok === 'boolean'));
    fc.assert(
      fc.property(
        fc.object(),
        (tender) =>
          typeof readRelease({ ocid: 'x', tender: { title: 'x', ...tender }, parties: tender, awards: [tender] }).ok ===
          'boolean',
      ),
    );
  });

  it('has its CPV codes wherever the publisher put them, each once', () => {
    const { notice } = read(
      release({
        tender: {
          title: 'x',
          classification: { scheme: 'CPV', id: '34971000' },
          items: [
            {
              additionalClassifications: [
                { scheme: 'CPV', id: '34971000' },
                { scheme: 'CPV', id: '72267000-4' },
                { scheme: 'OTHER', id: '1' },
              ],
            },
          ],
        },
      }),
    );
    expect(notice.cpvCodes).toEqual(['34971000', '72267000']);
  });

  it('has a gross value where there is no net one', () => {
    expect(read(release({ tender: { title: 'x', value: { amountGross: 120, currency: 'GBP' } } })).notice.value).toEqual({
      gross: 120,
      net: null,
      currency: 'GBP',
    });
  });

  it('has no value that is less than nothing or more than the country is worth, and says so', () => {
    const value = { amount: -5, amountGross: 1e16, currency: 'GBP' };
    const result = readRelease(release({ tender: { title: 'x', value } }));
    expect(result).toMatchObject({
      ok: true,
      release: { notice: { value: null } },
      warnings: [
        { path: 'tender.value.amountGross', message: '10000000000000000 is not an amount; it is left out.' },
        { path: 'tender.value.amount', message: '-5 is not an amount; it is left out.' },
      ],
    });
    const lots = Array.from({ length: 20 }, (_, id) => ({ id, value: { amount: 9e14, currency: 'GBP' } }));
    expect(read(release({ tender: { title: 'x', lots } })).notice.value).toBeNull();
  });

  it('runs from the first start to the last end of its lots, by the days that were written', () => {
    const lots = [
      { id: '1', contractPeriod: { startDate: '2026-10-01T00:00:00+01:00', endDate: '2028-09-30T23:59:59+01:00' } },
      { id: '2', contractPeriod: { startDate: '2026-09-01T00:00:00+01:00', endDate: '2027-08-31T23:59:59+01:00' } },
    ];
    expect(read(release({ tender: { title: 'x', lots } })).notice.contractPeriod).toEqual({
      startsOn: '2026-09-01',
      endsOn: '2028-09-30',
    });
  });

  it('runs by days of the United Kingdom, where a time tells of an instant and not of the day as it was written', () => {
    const startOf = (startDate: string): unknown =>
      read(release({ tender: { title: 'x', lots: [{ id: '1', contractPeriod: { startDate } }] } })).notice.contractPeriod
        ?.startsOn;
    expect(startOf('2026-06-30T23:00:00Z')).toBe('2026-07-01');
    expect(startOf('2026-06-30T23:00:00+01:00')).toBe('2026-06-30');
    expect(startOf('2026-12-31T23:00:00Z')).toBe('2026-12-31');
    expect(startOf('2026-12-31T23:30:00-05:00')).toBe('2027-01-01');
    for (const time of ['', 'T00:00:00Z', 'T00:00Z', 'T00:00:00+02:00', 'T23:59:59Z', 'T23:00:00'])
      expect(startOf(`2026-06-30${time}`)).toBe('2026-06-30');
  });

  it('adds up the values of its lots to the penny, in one currency, where it gives none itself', () => {
    const lot = (amount: number, currency = 'GBP') => ({ id: String(amount), value: { amount, currency } });
    const valueOf = (...lots: object[]) => read(release({ tender: { title: 'x', lots } })).notice.value;
    expect(valueOf(lot(0.1), lot(0.2))).toEqual({ gross: null, net: 0.3, currency: 'GBP' });
    expect(valueOf(lot(1), lot(2, 'EUR'))).toBeNull();
    expect(valueOf(lot(1), { id: '2' })).toBeNull();
  });

  it('is under a framework where it sets one up, or names the one that it was made under', () => {
    const isUnder = (more: object, techniques: object = {}): boolean =>
      read(release({ tender: { title: 'x', techniques }, ...more })).notice.underFramework;
    const related = (relationship: unknown): object => ({
      relatedProcesses: [
        { id: '1', relationship: ['prior'] },
        { id: '2', relationship, identifier: 'ocds-test-2', relatedLots: ['9'] },
      ],
    });
    expect(isUnder({}, { hasFrameworkAgreement: true })).toBe(true);
    for (const relationship of [['framework'], ['parent', 'framework'], 'framework'])
      expect(isUnder(related(relationship), { hasFrameworkAgreement: false })).toBe(true);
    for (const relationship of [['prior'], 'renewalProcess', [], null, 5]) expect(isUnder(related(relationship))).toBe(false);
  });

  it('of an award alone has the award’s title', () => {
    expect(read(release({ awards: [{ id: '1', title: 'Lamps' }] })).notice.title).toBe('Lamps');
  });

  it.each([
    [[], '', /not a JSON object/],
    ['text', '', /not a JSON object/],
    [{ tender: { title: 'x' } }, 'ocid', /no ocid/],
    [{ releases: [] }, 'releases', /one of its releases/],
    [{ ocid: 'x' }, 'tender', /no tender with a title, nor an award/],
  ])('that cannot be used, as %j, says what is missing', (json, path, message) => {
    expect(readRelease(json)).toEqual({ ok: false, problem: { path, message: expect.stringMatching(message) } });
  });

  it('says once, with its path, what was not taken as it stands', () => {
    const result = readRelease(
      release({
        date: '2026-02-30T12:00:00Z',
        buyer: 'a council',
        parties: [
          null,
          { id: 'p', name: 'A supplier (invented)', identifier: { scheme: 'GB-COH', id: 'n/a' } },
          { roles: ['buyer'] },
        ],
        tender: { title: 'x', value: { amount: '12' }, tenderPeriod: { endDate: '2026-08-12 (noon)' }, lots: {} },
      }),
    );
    expect(result.ok && result.warnings.map(({ path }) => path).sort()).toEqual([
      'buyer',
      'date',
      'parties[0]',
      'parties[1].identifier.id',
      'parties[2].id',
      'parties[2].name',
      'tender.lots',
      'tender.tenderPeriod.endDate',
      'tender.value.amount',
    ]);
  });

  it('keeps a malformed company number as published', () => {
    const [party] = read(
      release({ tender: { title: 'x' }, parties: [{ id: 'p', name: 'x', identifier: { scheme: 'GB-COH', id: 'x ltd' } }] }),
    ).parties;
    expect(party.identifiers).toMatchObject([{ id: 'x ltd', published: 'x ltd', valid: false, joins: false }]);
  });

  it.each(['N/A', '-', 'none', '0', 'unknown', '00000000', '(None)', 'n.a.', 'Sole trader'])(
    'has a party without a number where %j stands for none, and says so',
    (id) => {
      const additionalIdentifiers = [{ scheme: 'GB-CHC', id }];
      const result = readRelease(
        release({
          tender: { title: 'x' },
          parties: [{ id: 'p', name: 'x', identifier: { scheme: 'GB-COH', id }, additionalIdentifiers }],
        }),
      );
      const message = `"${id}" stands where there is no number. The party is read without it.`;
      expect(result).toMatchObject({
        release: { parties: [{ id: 'p', name: 'x', identifiers: [] }] },
        warnings: [
          { path: 'parties[0].identifier.id', message },
          { path: 'parties[0].additionalIdentifiers[0].id', message },
        ],
      });
    },
  );

  it('leaves out a date that cannot be true of it, and says so', () => {
    const dated = (award: object, more: object = {}): object =>
      release({
        date: '2026-08-12T10:00:00Z',
        tender: { title: 'x' },
        awards: [{ id: '1', ...award }],
        ...more,
      });
    const told = (json: object): [unknown, string[]] => {
      const result = readRelease(json);
      if (!result.ok) throw new Error(result.problem.message);
      const [{ awardedOn, contractPeriod }] = result.release.awards;
      return [{ awardedOn, contractPeriod }, result.warnings.map(({ path, message }) => `${path}: ${message}`)];
    };
    for (const date of ['0001-01-01T00:00:00Z', '1970-01-01', '1991-12-31', '2101-01-01', '9999-12-31'])
      expect(told(dated({ date }))).toEqual([
        { awardedOn: null, contractPeriod: null },
        [`awards[0].date: "${date}" cannot be true: it is not in the years 1992 to 2100. It is left out.`],
      ]);
    const late = 'is more than a year after the release that tells of it; it is left out.';
    expect(told(dated({ date: '2027-08-13' }))[1]).toEqual([`awards[0].date: 13 August 2027 ${late}`]);
    expect(told(dated({}, { contracts: [{ awardID: '1', dateSigned: '2062-08-12' }] }))).toEqual([
      { awardedOn: null, contractPeriod: null },
      [`contracts[0].dateSigned: 12 August 2062 ${late}`],
    ]);
    expect(told(dated({ date: '1992-01-01' }))).toEqual([{ awardedOn: '1992-01-01', contractPeriod: null }, []]);
    expect(told(dated({ date: '2027-08-12' }))).toEqual([{ awardedOn: '2027-08-12', contractPeriod: null }, []]);
    expect(told(dated({ contractPeriod: { startDate: '2026-10-01', endDate: '9999-12-31' } }))).toEqual([
      { awardedOn: null, contractPeriod: { startsOn: '2026-10-01', endsOn: null } },
      [expect.stringMatching(/^awards\[0\]\.contractPeriod\.endDate: .* 1992 to 2200/)],
    ]);
    expect(told(dated({ contractPeriod: { endDate: '2151-12-31' } }))[1]).toEqual([]);
    expect(told(dated({ contractPeriod: { startDate: '2027-01-01', endDate: '2026-01-01' } }))[1]).toEqual([
      'awards[0].contractPeriod.endDate: the period would end on 1 January 2026, before it starts on 1 January 2027; the end is left out.',
    ]);
  });

  it('says what of it has the id of something else, or an id that is none', () => {
    const result = readRelease(
      release({
        tender: { title: 'x' },
        awards: [{ id: 'a' }, { id: 'a', title: 'another' }, { id: 'b' }, { id: {} }],
        contracts: [
          { id: 'c', awardID: 'a' },
          { id: 'c', awardID: 'b' },
          { id: 'd', awardID: { toString: 5 } },
        ],
      }),
    );
    expect(result.ok && result.warnings.map(({ path }) => path).sort()).toEqual([
      'awards[1].id',
      'awards[3].id',
      'contracts[0].awardID',
      'contracts[1].id',
      'contracts[2].awardID',
    ]);
  });

  it('has a status by its code however it is written, and as published where it is none', () => {
    const result = readRelease(
      release({
        tender: { title: 'x' },
        awards: [
          { id: '1', status: 'Cancelled' },
          { id: '2', status: 'CANCELED' },
          { id: '3', status: 'Done' },
        ],
        contracts: [{ id: 'c', awardID: '3', status: 'Terminated' }],
      }),
    );
    expect(result.ok && result.release.awards.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'Done']);
    expect(result.ok && result.release.awards[2].contractStatus).toBe('terminated');
    expect(result.ok && result.warnings.map(({ path }) => path)).toEqual(['awards[2].status']);
  });

  it('takes a time that names no offset as UTC, and a day as it stands', () => {
    const at = (date: string) => read(release({ date, tender: { title: 'x' } })).notice.publishedAt;
    expect(at('2026-08-12T10:00:00')).toBe('2026-08-12T10:00:00.000Z');
    expect(at('2026-08-12T10:00:00+01:00')).toBe('2026-08-12T09:00:00.000Z');
    expect(at('2026-08-12')).toBe('2026-08-12T00:00:00.000Z');
  });

  it('loses what PostgreSQL cannot store, and no more of its text', () => {
    const { notice } = read(release({ tag: ['a\u0000'], tender: { title: ' St\u0000reet\ud800 lights\u0007 \ud83d\udca1 ' } }));
    expect(notice.title).toBe('Street lights \ud83d\udca1');
    expect(notice.tags).toEqual(['a']);
  });

  it('links to no address but a web page', () => {
    const url = (address: string) =>
      read(release({ ocid: 'ocds-h6vhtk-000001', tender: { title: 'x', documents: [{ id: '000001-2026', url: address }] } }))
        .notice.sourceUrl;
    expect(url('https://example.org/notice')).toBe('https://example.org/notice');
    expect(url('javascript:alert(1)')).toBe('https://www.find-tender.service.gov.uk/Notice/000001-2026');
  });

  it('knows where and what an award of a lot is from the tender’s items, unless the award has its own', () => {
    const item = (relatedLot: string, id: string, region: string) => ({
      relatedLot,
      additionalClassifications: [{ scheme: 'CPV', id }],
      deliveryAddresses: [{ region }],
    });
    const tender = { title: 'x', items: [item('1', '34996100', 'UKI41'), item('2', '34928500', 'UKC11')] };
    const [one, other] = read(
      release({
        tender,
        awards: [
          { id: 'a', relatedLots: ['1'] },
          { id: 'b', relatedLots: ['2'], items: [item('2', '50232100', 'UKD3')] },
        ],
      }),
    ).awards;
    expect(one).toMatchObject({ cpvCodes: ['34996100'], regions: ['UKI41'] });
    expect(other).toMatchObject({ cpvCodes: ['50232100'], regions: ['UKD3'] });
  });

  it('gives an award the contract’s value and date where it has none', () => {
    const [award] = read(
      release({
        tender: { title: 'The tender' },
        awards: [{ id: '1', suppliers: [{ id: 'p', name: 'A supplier (invented)' }] }],
        contracts: [{ awardID: '1', value: { amount: 5, currency: 'GBP' }, dateSigned: '2026-07-01T00:00:00+01:00' }],
      }),
    ).awards;
    expect(award).toMatchObject({
      title: 'The tender',
      awardedOn: '2026-07-01',
      value: { gross: null, net: 5, currency: 'GBP' },
    });
  });

  it('has the gross value of the award beside the net one of the contract, where both are of one sum', () => {
    const valueOf = (award: object, contract: object) =>
      read(
        release({
          tender: { title: 'x' },
          awards: [{ id: '1', value: award }],
          contracts: [{ id: 'c', awardID: '1', value: contract }],
        }),
      ).awards[0].value;
    const GBP = 'GBP';
    const both = { gross: 12, net: 10, currency: GBP };
    expect(valueOf({ amountGross: 12, currency: GBP }, { amount: 10, currency: GBP })).toEqual(both);
    expect(valueOf({ amount: 10, currency: GBP }, { amountGross: 12, currency: GBP })).toEqual(both);
    expect(valueOf({ amount: 10, amountGross: 12, currency: GBP }, { amount: 10 })).toEqual(both);
    // The contract was amended: what the award was with VAT is of another sum.
    expect(valueOf({ amount: 10, amountGross: 12 }, { amount: 11 })).toEqual({ gross: null, net: 11, currency: null });
    expect(valueOf({ amountGross: 12 }, { amount: 15 })).toEqual({ gross: null, net: 15, currency: null });
    expect(valueOf({ amountGross: 12 }, { amount: 5 })).toEqual({ gross: null, net: 5, currency: null });
    expect(valueOf({ amountGross: 12, currency: 'EUR' }, { amount: 10, currency: GBP })).toEqual({
      gross: null,
      net: 10,
      currency: GBP,
    });
  });
});

describe('the releases of Find a Tender', () => {
  it('are 1,624, every one can be read, and every PPON has the shape of one', async () => {
    let count = 0;
    let ppons = 0;
    const malformed: string[] = [];
    for await (const { json } of readReleases(createReadStream(join(SEED, 'releases-2026-07-13_2026-08-12.jsonl.gz')), {
      gzip: true,
    })) {
      count += 1;
      for (const { scheme, valid, published } of read(json).parties.flatMap(({ identifiers }) => identifiers)) {
        if (scheme === 'GB-PPON') ppons += 1;
        if (!valid) malformed.push(`${scheme} ${published}`);
      }
    }
    expect(count).toBe(1624);
    expect(ppons).toBe(2389);
    expect(malformed.filter((text) => text.startsWith('GB-PPON'))).toEqual([]);
  });
});
