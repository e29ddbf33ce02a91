import { changedCriteria, evenWeights } from './criteria';

const requirement = (id: string, kind: 'GATE' | 'SCORED', weight: number | null) => ({
  id,
  ref: id,
  text: '',
  kind,
  weight,
  minimumStrength: 'ASSERTION' as const,
  version: 3,
});
const typed = (id: string, kind: string, weight: string) => ({ id, kind, weight, minimumStrength: 'ASSERTION' });

describe('the criteria page', () => {
  it('shares a hundred out evenly, to the hundredth', () => {
    const weights = evenWeights(
      ['a', 'b', 'c'].map((id) => requirement(id, 'SCORED', null)).concat(requirement('g', 'GATE', null)),
    );
    expect([...weights]).toEqual([
      ['a', 33.34],
      ['b', 33.33],
      ['c', 33.33],
    ]);
  });

  it('sends what was changed and nothing else', () => {
    const wrong: string[] = [];
    const requirements = [
      requirement('a', 'SCORED', 5),
      requirement('b', 'SCORED', 5),
      requirement('c', 'SCORED', 5),
      requirement('d', 'GATE', null),
    ];
    const changes = changedCriteria(
      requirements,
      [typed('a', 'SCORED', '5'), typed('b', 'GATE', '5'), typed('c', 'SCORED', '7.5'), typed('d', 'SCORED', 'x')],
      (id) => wrong.push(id),
    );
    expect(changes.map(({ requirementId, kind, weight }) => [requirementId, kind, weight])).toEqual([
      ['b', 'GATE', undefined],
      ['c', 'SCORED', 7.5],
      ['d', 'SCORED', undefined],
    ]);
    expect(wrong).toEqual(['d']);
  });
});
