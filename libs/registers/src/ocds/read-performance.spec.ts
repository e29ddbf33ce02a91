import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { performanceIn } from './read-performance';
import { readRelease } from './read-release';
import { readReleases } from './read-releases';
import { ContractPerformance } from './release';

const SEED = join(__dirname, '../../../../seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz');

function ofContract(contract: object): { stated: ContractPerformance[]; told: string[] } {
  const read = readRelease({
    ocid: 'ocds-test-1',
    id: '1',
    tender: { title: 'x' },
    contracts: [{ id: 'c', awardID: 'a', ...contract }],
  });
  if (!read.ok) throw new Error(read.problem.message);
  return { stated: read.release.performance, told: read.warnings.map(({ path, message }) => `${path}: ${message}`) };
}

const measured = (observation: object, metric: object = { title: 'Up time' }): ReturnType<typeof ofContract> =>
  ofContract({ implementation: { metrics: [{ id: '1', ...metric, observations: [{ id: 'o', ...observation }] }] } });

describe('performance in a release', () => {
  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.object(), (any, contract) => {
        const implementation = { metrics: any, performanceFailures: [contract, any] };
        for (const each of [any, [any], [{ ...contract, implementation, agreedMetrics: [contract, any] }]])
          expect(Array.isArray(performanceIn({ contracts: each }))).toBe(true);
      }),
    );
  });

  it('has each statement under a name of its own, whatever the ids are', () => {
    const id = fc.constantFrom(undefined, null, '', '1', '#1', '#2', '1#2', 1, {});
    const metric = fc.record({
      id,
      title: fc.constant('x'),
      observations: fc.array(fc.record({ id, measure: fc.constant('1') })),
    });
    fc.assert(
      fc.property(fc.array(metric, { maxLength: 6 }), (metrics) => {
        const names = performanceIn({ contracts: [{ implementation: { metrics } }] }).map(({ statement }) => statement);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('is a measure as it was published: figure and target are not compared', () => {
    const { stated, told } = measured(
      {
        measure: '75%',
        period: { startDate: '2026-04-01T00:00:00+01:00', endDate: '2026-06-30T23:59:59+01:00' },
        measureClassification: { id: 'slightlyBelow', description: 'Approaching target' },
      },
      { title: 'Quality', description: '100% - 3 rounds' },
    );
    expect(stated).toMatchObject([
      {
        kind: 'MEASURED',
        contractId: 'c',
        awardId: 'a',
        indicator: 'Quality',
        target: '100% - 3 rounds',
        period: { startsOn: '2026-04-01', endsOn: '2026-06-30' },
        measured: '75%',
        rating: 'slightlyBelow',
        ratingDescription: 'Approaching target',
      },
    ]);
    expect(told).toEqual([]);
  });

  it.each([
    ['a figure with its unit', { measure: 99.7, unit: { name: 'per cent' } }, '99.7 per cent'],
    ['a sum of money', { value: { amount: 1200, currency: 'GBP' } }, '1200 GBP'],
    ['a sum with VAT alone', { value: { amountGross: 1440, currency: 'GBP' } }, '1440 GBP with VAT'],
    ['nothing', {}, null],
  ])('has what was measured: %s', (_, observation, said) => {
    expect(measured(observation).stated[0]).toMatchObject({ measured: said, rating: null, ratingDescription: null });
  });

  it('keeps a rating that nobody knows as it was published, and tells of it', () => {
    const { stated, told } = measured({ measureClassification: { id: 'Met' } });
    expect(stated[0]).toMatchObject({ rating: 'Met', ratingDescription: null });
    expect(told).toEqual([expect.stringContaining('"Met" is not one of met, slightlyBelow')]);
  });

  it('tells of what is no metric, and of ids that are had twice, and reads the rest', () => {
    const { stated, told } = ofContract({
      implementation: { metrics: [5, { id: '1' }, { id: '2', title: 'A' }, { id: '2', title: 'B' }] },
      agreedMetrics: 'none',
    });
    expect(stated.map(({ indicator }) => indicator)).toEqual(['A', 'B']);
    expect(told).toEqual([
      'contracts[0].implementation.metrics[0]: is not an object; it is left out.',
      'contracts[0].implementation.metrics[3].id: "2" is the id of another here too. They are told apart by their places.',
      'contracts[0].implementation.metrics[1].title: neither it nor a description is stated; the metric is left out.',
      'contracts[0].agreedMetrics: is not a list; it is left out.',
    ]);
  });

  it('is what was agreed, with how often it is measured, and a target that an observation has', () => {
    const agreed = (...observations: object[]) =>
      ofContract({ agreedMetrics: [{ title: 'KPI 1', description: 'On time', observations }] });
    expect(agreed({ id: 'frequency', period: { durationInMonths: 3 } }).stated).toMatchObject([
      { kind: 'AGREED', indicator: 'KPI 1', target: 'On time', every: 'P3M', measured: null, rating: null },
    ]);
    expect(agreed({ measure: '98%', period: { durationInDays: 7, startDate: '2026-01-01' } }).stated).toMatchObject([
      { target: 'On time; 98%', every: 'P7D', period: { startsOn: '2026-01-01', endsOn: null } },
    ]);
    const odd = agreed({ period: { durationInMonths: 1.5 } }, { period: { durationInDays: -1 } });
    expect(odd.stated).toMatchObject([{ every: null }]);
    expect(odd.told).toEqual([
      expect.stringContaining('"1.5" is not a whole number of months'),
      expect.stringContaining('"-1"'),
    ]);
    expect(agreed({ period: { durationInMonths: 1 } }, { period: { durationInMonths: 3 } }).told).toEqual([
      expect.stringContaining('stated more than once; P1M is kept'),
    ]);
  });

  it('is a failure with what came of it and whose it is said to be', () => {
    const failure = {
      id: '1',
      requirement: 'Warranties',
      description: 'They were not true',
      category: 'Breach of contract',
      period: { startDate: '2026-03-12T00:00:00Z' },
      penaltyDate: '2026-03-12T00:00:00Z',
      penaltyType: 'contracted',
      penaltyValue: { amount: 10, currency: 'GBP' },
      partialTermination: 'Lot 2',
      suppliers: [{ id: 's', name: 'Invented Ltd' }],
    };
    expect(ofContract({ implementation: { performanceFailures: [failure, {}] } })).toMatchObject({
      stated: [
        {
          kind: 'FAILURE',
          indicator: 'Warranties',
          measured: 'They were not true',
          rating: 'Breach of contract',
          period: { startsOn: '2026-03-12', endsOn: null },
          penalty: {
            penaltyOn: '2026-03-12',
            decidedOn: null,
            basis: 'contracted',
            value: { net: 10, gross: null, currency: 'GBP' },
            partialTermination: 'Lot 2',
          },
          responsible: [{ partyId: 's', name: 'Invented Ltd' }],
        },
      ],
      told: [expect.stringContaining('the failure is left out')],
    });
  });
});

describe('performance in the month of Find a Tender', () => {
  it('is eight measures, all of them rated, one failure, and 360 indicators that were agreed', async () => {
    const all: ContractPerformance[] = [];
    for await (const { json } of readReleases(createReadStream(SEED), { gzip: true }))
      all.push(...performanceIn(json as object));
    const counted = (kind: string, what: keyof ContractPerformance = 'kind'): number =>
      all.filter((each) => each.kind === kind && each[what] !== null).length;
    expect([counted('MEASURED'), counted('FAILURE'), counted('AGREED')]).toEqual([8, 1, 360]);
    expect([counted('AGREED', 'every'), counted('AGREED', 'target')]).toEqual([177, 179]);
    expect(
      all
        .filter(({ kind }) => kind === 'MEASURED')
        .map(({ rating }) => rating)
        .sort(),
    ).toEqual([...Array<string>(7).fill('met'), 'slightlyBelow']);
  });
});
