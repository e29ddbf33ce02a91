import fc from 'fast-check';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readRelease } from './read-release';
import { readReleases, UnreadableLine } from './read-releases';
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
});

describe('the releases of Find a Tender', () => {
  it('are 1,624, every one can be read, and every PPON has the shape of one', async () => {
    let count = 0;
    let ppons = 0;
    const malformed: string[] = [];
    for await (const json of readReleases(createReadStream(join(SEED, 'releases-2026-07-13_2026-08-12.jsonl.gz')), {
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
    expect(readFileSync(join(SEED, 'fts-suppliers-2026-08.csv'), 'utf8').trim().split('\n')).toHaveLength(1070);
  });

  it('are told apart by the line feed alone, and a line that is none is named', async () => {
    const text = `{"a":"one\u2028two"}\n\n{"b":`;
    const lines = readReleases(Readable.from([gzipSync(text)]), { gzip: true });
    expect((await lines.next()).value).toEqual({ a: 'one\u2028two' });
    await expect(lines.next()).rejects.toThrow(
      new UnreadableLine('Line 3 is not valid JSON. Check the file, or fetch it again.'),
    );
  });
});
