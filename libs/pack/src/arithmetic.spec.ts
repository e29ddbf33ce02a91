import fc from 'fast-check';
import {
  explainScore,
  explainTie,
  figureProblems,
  ImpossibleFigures,
  printPoints,
  rankCandidates,
  scoreCandidate,
  tieBreakKey,
  weightProblems,
  type CandidateScore,
  type SettledFigure,
  type WeighedRequirement,
} from './arithmetic';
import { sha256 } from './json';

const gate: WeighedRequirement = { ref: 'G1', kind: 'GATE', weight: null, minimumStrength: 'INDEPENDENT_TESTING' };
const heavy: WeighedRequirement = { ref: 'S1', kind: 'SCORED', weight: 66.67, minimumStrength: null };
const light: WeighedRequirement = { ref: 'S2', kind: 'SCORED', weight: 33.33, minimumStrength: null };
const requirements = [gate, heavy, light];

function figure(requirementRef: string, score: number | null, parts: Partial<SettledFigure> = {}): SettledFigure {
  return { requirementRef, conformance: 'MET', score, strength: 'INDEPENDENT_TESTING', ...parts };
}

describe('the award arithmetic', () => {
  it('adds weight times score over ten, exactly, and prints each line', () => {
    const score = scoreCandidate('c', requirements, [figure('G1', null), figure('S1', 7), figure('S2', 10)]);
    expect(explainScore(score)).toEqual([
      'G1: gate, passed (met)',
      'S1: 66.67 × 7 / 10 = 46.669',
      'S2: 33.33 × 10 / 10 = 33.330',
      'Total: 79.999 of 100',
      'Every gate passed',
    ]);
  });

  it('gives the unknown nothing and counts it on its own, also when no figure was settled', () => {
    const score = scoreCandidate('c', requirements, [figure('G1', null), figure('S1', null, { conformance: 'UNKNOWN' })]);
    expect(score).toMatchObject({ points: 0, unknown: ['S1', 'S2'], failedGates: [] });
    expect(explainScore(score)).toContain('Unknown: 2 (S1, S2), which score nothing');
  });

  it.each(['NOT_MET', 'PARTLY_MET', 'UNKNOWN'] as const)(
    'fails a candidate whose gate is %s, whatever its score',
    (conformance) => {
      const failing = scoreCandidate('best', requirements, [
        figure('G1', null, { conformance }),
        figure('S1', 10),
        figure('S2', 10),
      ]);
      const passing = scoreCandidate('low', requirements, [figure('G1', null), figure('S1', 1), figure('S2', 0)]);
      expect(failing.failedGates).toEqual(['G1']);
      expect(rankCandidates('p', [failing, passing]).map(({ candidateId, rank }) => [candidateId, rank])).toEqual([
        ['low', 1],
        ['best', null],
      ]);
    },
  );

  it('cannot have MET what is evidenced below the least strength', () => {
    const [assertion] = figureProblems(gate, figure('G1', null, { strength: 'ASSERTION' }));
    expect(assertion).toMatch(
      /^G1 cannot be met: its evidence is a statement by the supplier, and what is asked for is at least a/,
    );
    expect(figureProblems(gate, figure('G1', null, { strength: null }))[0]).toMatch(/unknown strength/);
    expect(figureProblems(gate, figure('G1', null, { strength: 'ASSURED_DESIGN' }))).toEqual([]);
    expect(figureProblems(gate, figure('G1', null, { strength: 'ASSERTION', conformance: 'PARTLY_MET' }))).toEqual([]);
    const weak = [figure('G1', null, { strength: 'ASSERTION' })];
    expect(() => scoreCandidate('c', requirements, weak)).toThrow(ImpossibleFigures);
  });

  it('refuses scores outside 0 to 10, a missing score, a score for the unknown and figures for nothing', () => {
    for (const score of [-1, 10.01, 3.333, Number.NaN]) expect(figureProblems(heavy, figure('S1', score))).toHaveLength(1);
    expect(figureProblems(heavy, figure('S1', null))[0]).toMatch(/is met and has no score/);
    expect(figureProblems(heavy, figure('S1', 3, { conformance: 'UNKNOWN' }))[0]).toMatch(/scores nothing/);
    expect(() => scoreCandidate('c', requirements, [figure('S9', 1)])).toThrow(/not a requirement/);
    expect(() => scoreCandidate('c', requirements, [figure('S1', 1), figure('S1', 2)])).toThrow(/two figures/);
  });

  it('refuses weights that do not add up to 100', () => {
    expect(weightProblems(requirements)).toEqual([]);
    expect(weightProblems([gate])).toEqual([]);
    expect(weightProblems([gate, heavy])).toEqual([expect.stringMatching(/add up to 66\.67/)]);
    expect(weightProblems([{ ...gate, weight: 5 }])[0]).toMatch(/it cannot have the weight/);
    expect(weightProblems([{ ...heavy, weight: 99.999 }])[0]).toMatch(/two decimals/);
  });

  it('puts equal scores in an order that depends on nothing but the two ids', () => {
    const ids = ['c1', 'c2', 'c3', 'c4'];
    const scores = ids.map((id) => scoreCandidate(id, requirements, [figure('G1', null), figure('S1', 5), figure('S2', 5)]));
    const expected = [...ids].sort((a, b) => (sha256(`p${a}`) < sha256(`p${b}`) ? -1 : 1));
    fc.assert(
      fc.property(fc.shuffledSubarray(scores, { minLength: 4 }), (order) => {
        expect(rankCandidates('p', order).map(({ candidateId }) => candidateId)).toEqual(expected);
      }),
    );
    expect(tieBreakKey('p', 'c1')).not.toBe(tieBreakKey('another', 'c1'));
  });

  it('says how the order of equal totals came about, to those that have one and passed every gate', () => {
    const scored = (id: string, gateMet: boolean, score: number): CandidateScore =>
      scoreCandidate(id, requirements, [
        { ...figure('G1', null), conformance: gateMet ? 'MET' : 'NOT_MET' },
        figure('S1', score),
        figure('S2', score),
      ]);
    const ranking = rankCandidates('p', [
      scored('c1', true, 5),
      scored('c2', true, 5),
      scored('c3', true, 4),
      scored('c4', false, 5),
      scored('c5', false, 4),
    ]);
    const told = ranking.filter((score) => explainTie(score, ranking).length > 0).map(({ candidateId }) => candidateId);
    expect(told.toSorted()).toEqual(['c1', 'c2']);
    expect(explainTie(ranking[1], ranking)).toEqual([expect.stringMatching(/SHA-256 .* favours nobody\.$/)]);
  });

  it('agrees with arithmetic on whole numbers, for any weights and scores', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 3 }).map((some) => {
      return [...some, 10_000 - some.reduce((sum, weight) => sum + weight, 0)];
    });
    fc.assert(
      fc.property(
        weights,
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 4 }),
        (hundredths, scores) => {
          const weighed = hundredths.map((weight, index) => ({ ...heavy, ref: `S${index}`, weight: weight / 100 }));
          const figures = weighed.map(({ ref }, index) => figure(ref, scores[index] / 100));
          const exact = hundredths.reduce((sum, weight, index) => sum + BigInt(weight) * BigInt(scores[index]), 0n);
          const { points } = scoreCandidate('c', weighed, figures);
          expect(BigInt(points)).toBe(exact);
          expect(
            BigInt(
              printPoints(points)
                .replace('.', '')
                .padEnd(String(Math.floor(points / 100_000)).length + 5, '0'),
            ),
          ).toBe(exact);
        },
      ),
    );
  });
});
