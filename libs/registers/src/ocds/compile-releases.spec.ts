import { compileReleases } from './compile-releases';

describe('releases compiled', () => {
  it('say what the latest says of each thing, and what none has taken back', () => {
    const { compiled } = compileReleases([
      {
        id: '1',
        tag: ['award'],
        tender: { title: 'Lamps', status: 'complete' },
        awards: [{ id: 'a', status: 'pending' }, { id: 'b' }],
      },
      {
        id: '2',
        tag: ['awardUpdate'],
        tender: { status: null },
        awards: [{ id: 'a', status: 'active', value: { amount: 5 } }],
      },
    ]);
    expect(compiled).toEqual({
      id: '2',
      tag: ['awardUpdate'],
      tender: { title: 'Lamps' },
      awards: [{ id: 'a', status: 'active', value: { amount: 5 } }, { id: 'b' }],
    });
  });

  const award = (tag: string, ...names: string[]): object => ({
    tag: [tag],
    awards: [{ id: 'a', suppliers: names.map((id) => ({ id })) }],
  });
  const suppliersOf = (...releases: object[]): Record<string, string[]> => {
    const { awards } = compileReleases(releases).compiled as { awards: { id: string; suppliers: { id: string }[] }[] };
    return Object.fromEntries(awards.map(({ id, suppliers }) => [id, suppliers.map((supplier) => supplier.id)]));
  };

  it('lose a supplier that an update no longer names, and no other', () => {
    expect(suppliersOf(award('award', 'p', 'q'), award('awardUpdate', 'q'))).toEqual({ a: ['q'] });
    expect(suppliersOf(award('award', 'p', 'q'), award('award', 'q'))).toEqual({ a: ['p', 'q'] });
  });

  it('tell awards apart that the register gave one id', () => {
    expect(suppliersOf(award('award', 'p'), award('award', 'q'), award('award', 'p'))).toEqual({ a: ['p'], 'a#2': ['q'] });
    expect(suppliersOf(award('award'), award('award', 'q'), award('award'))).toEqual({ a: ['q'] });
    const signed = (id: string): object => ({
      ...award('award', id),
      contracts: [{ id: '1', awardID: 'a', value: { amount: id.length } }],
    });
    const { contracts } = compileReleases([signed('p'), signed('qq')]).compiled as {
      contracts: { awardID: string; value: object }[];
    };
    expect(contracts).toMatchObject([
      { awardID: 'a', value: { amount: 1 } },
      { awardID: 'a#2', value: { amount: 2 } },
    ]);
  });

  interface Compiled {
    awards: { id: string; suppliers?: { id: string }[]; title?: string }[];
    contracts: { id: string; awardID?: string; status: string }[];
  }
  const compiledOf = (...releases: object[]): Compiled => compileReleases(releases).compiled as Compiled;

  it('tell awards of one release apart that have one id, and take what stands there twice once', () => {
    const awardTo = (id: string, title: string): object => ({ id: 'a', title, suppliers: [{ id }] });
    const both = { awards: [awardTo('p', 'one'), awardTo('p', 'two'), awardTo('q', 'three'), awardTo('p', 'one')] };
    const named = [
      { id: 'a', title: 'one' },
      { id: 'a#2', title: 'two' },
      { id: 'a#3', title: 'three' },
    ];
    expect(compiledOf(both).awards).toMatchObject(named);
    expect(compiledOf(both, both).awards).toMatchObject(named);
    expect(compiledOf(both).awards).toHaveLength(3);
    // Whose the contract is nobody can tell.
    expect(compiledOf({ ...both, contracts: [{ id: 'c', awardID: 'a', status: 'active' }] }).contracts).toEqual([]);
  });

  it('take contracts of two awards for two, though they have one id', () => {
    const contract = (awardID: unknown, status: string): object => ({ id: 'c', awardID, status });
    const awards = [
      { id: '1', suppliers: [{ id: 'p' }] },
      { id: '2', suppliers: [{ id: 'q' }] },
    ];
    const made = { awards, contracts: [contract('1', 'active'), contract(2, 'pending')] };
    const ended = { tag: ['contractTermination'], contracts: [contract('1', 'terminated')] };
    expect(compiledOf(made, ended).contracts).toEqual([
      { id: 'c', awardID: '1', status: 'terminated' },
      { id: 'c#2', awardID: '2', status: 'pending' },
    ]);
    expect(compiledOf(made, { contracts: [contract(null, 'terminated')] }).contracts).toHaveLength(2);
  });

  it.each([[{}], [[]], [{ toString: 5 }], [true], [null], [' ']])('are not lost nor fail for an id like %j', (odd) => {
    const made = { awards: [{ id: '1', suppliers: [{ id: odd, name: 'n' }] }], contracts: [{ id: 'c', awardID: '1' }] };
    const later = {
      parties: [
        { id: odd, name: 'n' },
        { id: '7', name: 'm' },
      ],
      awards: [{ id: odd, suppliers: [{ id: odd }] }, 5, null],
      contracts: [{ id: 'c', awardID: odd, status: 'active' }, { id: odd, awardID: odd }, 5],
    };
    expect(compiledOf(made, later)).toMatchObject({
      awards: [{ id: '1' }, { id: '' }],
      contracts: [{ id: 'c', awardID: '1', status: 'active' }, { id: '' }],
    });
  });

  it('end a contract by its award alone, and none where several awards have its id', () => {
    const signed = (id: string): object => ({
      ...award('award', id),
      contracts: [{ id: '1', awardID: 'a', status: 'active' }],
    });
    const ended = { tag: ['contractTermination'], contracts: [{ id: '1', awardID: 'a', status: 'terminated' }] };
    const statuses = (...releases: object[]): string[] =>
      (compileReleases(releases).compiled as { contracts: { status: string }[] }).contracts.map(({ status }) => status);
    expect(statuses(signed('p'), ended)).toEqual(['terminated']);
    expect(statuses(signed('p'), ended, signed('q'))).toEqual(['terminated', 'active']);
    // Which of the two was ended nobody can tell.
    expect(statuses(signed('p'), signed('q'), ended)).toEqual(['active', 'active']);
  });

  it('keep what a value is with VAT and without apart, and none of them beside a later figure of the other', () => {
    const valued = (value: object): object => ({ contracts: [{ id: 'c', value: { currency: 'GBP', ...value } }] });
    const valueOf = (...values: object[]): unknown =>
      (compileReleases(values.map(valued)).compiled as { contracts: { value: unknown }[] }).contracts[0].value;
    expect(valueOf({ amountGross: 12 }, { amount: 10 })).toEqual({ currency: 'GBP', amountGross: 12, amount: 10 });
    expect(valueOf({ amount: 10, amountGross: 12 }, { amount: 10 })).toEqual({ currency: 'GBP', amount: 10, amountGross: 12 });
    expect(valueOf({ amount: 10, amountGross: 12 }, { amount: 15 })).toEqual({ currency: 'GBP', amount: 15 });
    expect(valueOf({ amount: 10, amountGross: 12 }, { amountGross: 18 })).toEqual({ currency: 'GBP', amountGross: 18 });
  });

  it('state lists anew that are no lists of things', () => {
    const texts = (...list: unknown[]): object => ({ awards: [{ id: 'a', relatedLots: list }] });
    expect(compileReleases([texts('1', '2'), texts('2')]).compiled).toEqual(texts('2'));
  });

  it('take the same thing for the same whether its id is a number or text', () => {
    expect(compileReleases([{ lots: [{ id: 1, x: 1 }] }, { lots: [{ id: '1', y: 2 }] }]).compiled).toEqual({
      lots: [{ id: '1', x: 1, y: 2 }],
    });
  });

  it('reach nothing but themselves', () => {
    const { compiled } = compileReleases([JSON.parse('{"__proto__": {"polluted": true}}') as object]);
    expect((compiled as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
