import { FormErrors } from '../form/form-errors';
import { Messages } from '../page/messages';
import { checkRequirement, readWeight } from './requirement-form';

describe('a weight that was typed', () => {
  it.each([
    ['5', 5],
    ['2.25', 2.25],
    ['10 %', 10],
    ['0', null],
    ['101', null],
    ['1.234', null],
    ['five', null],
    ['', null],
  ])('%s is %s', (text, weight) => {
    expect(readWeight(text)).toBe(weight);
  });
});

describe('a requirement that was typed', () => {
  const checked = (kind: string, weight: string, standing: number | null = null) => {
    const errors = new FormErrors();
    const typed = { ref: '', text: 'Lock the cabinets', kind, weight, minimumStrength: 'ASSERTION' };
    const { weight: read } = checkRequirement({ t: new Messages().in('en') }, typed, errors, standing);
    return [read, errors.of('weight')?.text];
  };

  it('as a gate is not taken with a weight, which would count for nothing', () => {
    const refusal = 'A gate has no weight. Leave the weight empty, or make it scored';
    for (const weight of ['20', 'many']) expect(checked('GATE', weight)).toEqual([undefined, refusal]);
    expect(checked('GATE', '')).toEqual([undefined, undefined]);
    expect(checked('SCORED', '20')).toEqual([20, undefined]);
  });

  it('as a gate where it was scored loses the weight that it had, and is not taken with another', () => {
    expect(checked('GATE', '60', 60)).toEqual([undefined, undefined]);
    expect(checked('GATE', '61', 60)[1]).toContain('A gate has no weight');
    expect(checked('GATE', 'many', 60)[1]).toContain('A gate has no weight');
    expect(checked('SCORED', '60', 60)).toEqual([60, undefined]);
  });
});
