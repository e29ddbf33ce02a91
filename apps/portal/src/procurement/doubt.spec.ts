import { FormErrors } from '../form/form-errors';
import { Messages } from '../page/messages';
import { doubtOf } from './doubt';
import { checkFigure, markOf } from './figure-form';

describe('a conformance and a score that seldom go together', () => {
  it.each([
    ['NOT_MET', 10, 'NOT_MET_WITH_POINTS'],
    ['NOT_MET', 1, 'NOT_MET_WITH_POINTS'],
    ['NOT_MET', 0, null],
    ['MET', 0, 'MET_WITHOUT_POINTS'],
    ['MET', 1, null],
    ['PARTLY_MET', 0, null],
    ['PARTLY_MET', 10, null],
    ['UNKNOWN', null, null],
    ['NOT_MET', null, null],
  ] as const)('%s with %s is doubted as %s', (conformance, score, doubt) => {
    expect(doubtOf({ conformance, score })).toBe(doubt);
  });

  it('are asked about once, and taken when they are sent again as they are', () => {
    const t = new Messages().in('en');
    const typed = { conformance: 'NOT_MET', score: '10', strength: 'ASSERTION', reason: 'The lock is open.', meant: '' };
    const check = (changed: Partial<typeof typed>) => {
      const errors = new FormErrors();
      const figure = checkFigure({ t }, { ...typed, ...changed }, 'SCORED', errors);
      return [figure?.score ?? null, errors.of('score')?.text];
    };
    const asked =
      'Not met, yet 10 of 10 points: check that both are meant. If they are, press the button again. Nothing is saved yet.';
    expect(check({})).toEqual([null, asked]);
    expect(check({ meant: markOf(typed) })).toEqual([10, undefined]);
    expect(check({ meant: markOf({ ...typed, score: '9' }) })).toEqual([null, asked]);
    expect(check({ score: '0' })).toEqual([0, undefined]);
    expect(check({ reason: '' })).toEqual([null, asked]);
  });
});

describe('a score of what is unknown', () => {
  const checked = (score: string) => {
    const errors = new FormErrors();
    const typed = {
      conformance: 'UNKNOWN',
      score,
      strength: 'ASSERTION',
      reason: 'It is not said.',
      meant: `UNKNOWN ${score}`,
    };
    const figure = checkFigure({ t: new Messages().in('en') }, typed, 'SCORED', errors);
    return [figure?.score, errors.of('score')?.text];
  };

  it('is refused, since it would count for nothing', () => {
    const refused = 'Unknown scores nothing. Leave the score empty or 0, or choose another conformance.';
    expect(['1', '8', '10'].map(checked)).toEqual([1, 2, 3].map(() => [undefined, refused]));
  });

  it('is none where it is left empty or 0', () => {
    expect(['', '0'].map(checked)).toEqual([
      [null, undefined],
      [null, undefined],
    ]);
  });
});
