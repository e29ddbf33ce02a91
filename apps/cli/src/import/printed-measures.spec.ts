import { measureJoins, measureTerms, readSampleMarket } from '#market';
import { printedMeasures } from './printed-measures';

describe('the labelled samples', () => {
  it('are measured as docs/registers.md says', async () => {
    const market = await readSampleMarket();
    const joins = measureJoins(market);
    const sum = (name: 'pairs' | 'joined' | 'falseJoins' | 'proposed' | 'missing'): number =>
      joins.reduce((so, each) => so + each[name], 0);
    expect([sum('pairs'), sum('joined'), sum('falseJoins'), sum('proposed'), sum('missing')]).toEqual([147, 51, 0, 28, 3]);
    const terms = measureTerms(market);
    expect(
      terms
        .filter(({ half }) => half === 'report')
        .map(({ taxonomy, right, wrong, missed }) => [taxonomy, right, wrong, missed]),
    ).toEqual([
      ['sectors', 11, 0, 5],
      ['technologies', 10, 1, 7],
    ]);
    expect(printedMeasures(joins, terms)).toMatch(/\nall +147 +4 +82 +51 +0 +28 +3\n/);
  });
});
