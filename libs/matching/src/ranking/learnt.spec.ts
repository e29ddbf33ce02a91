import { shipped, type Knowledge } from '../knowledge';
import { Matcher } from '../matcher';
import { shippedCatalogue } from '../testing/catalogue';
import type { NetworkWeights } from './network';

const TEXT = 'Laptops must run a virus scanner.';

describe('what is learnt', () => {
  let knowledge: Knowledge;
  beforeAll(async () => {
    knowledge = await shipped();
  });

  /** A matcher whose network says the same of every text: so much for each of these labels of a set. */
  function insisting(name: string, said: Readonly<Record<string, number>>): Matcher {
    const labels = Object.keys(said);
    const network: NetworkWeights = {
      sets: [{ name, labels }],
      bias: { units: [0], labels: Object.values(said) },
      names: [],
      features: new Int8Array(0),
      labels: new Int8Array(labels.length),
    };
    return new Matcher(shippedCatalogue(), { ...knowledge, weights: { ...knowledge.weights, network } });
  }

  const order = (matcher: Matcher, document: string): string[] =>
    matcher.match(TEXT, { documents: [document], first: 2 }).matches.map(({ code }) => code);

  it('ranks an item first that the network says most for, and leaves other documents as they are', () => {
    const silent = insisting('ce', {});
    const loud = insisting('ce', { 'ce.1': -40, 'ce.99': 80, 'ce.2': 40, '-': 0 });
    expect(order(silent, 'ce')[0]).toBe('ce.5');
    expect(order(loud, 'ce')).toEqual(['ce.2', 'ce.5']);
    expect(loud.match(TEXT, { documents: ['ncsc-cp'] })).toEqual(silent.match(TEXT, { documents: ['ncsc-cp'] }));
  });

  it('takes a share from every item when the network says that nothing is here', () => {
    const { matches } = insisting('ce', { '-': 40 }).match(TEXT, { documents: ['ce'] });
    expect(Math.max(...matches.map(({ score }) => score))).toBeLessThan(0.001);
  });

  it('lets the network say that no guidance applies, and that some does', () => {
    expect(insisting('applicability', { applies: 0, none: 60 }).match(TEXT)).toMatchObject({ applicable: false, matches: [] });
    const willing = insisting('applicability', { applies: 60, none: 0 });
    expect(willing.match('Paint the bench green.').applicable).toBe(true);
  });
});
