import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsEmail,
  IsIn,
  Max,
  MaxLength,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { inOurWords } from './validation-words';

/** What we say of a value that breaks a rule, as class-validator of the version that is installed tells of it. */
function told(rule: PropertyDecorator, value: unknown): string {
  class Input {
    text: unknown;
  }
  rule(Input.prototype, 'text');
  const [error] = validateSync(Object.assign(new Input(), { text: value }));
  return inOurWords(Object.values(error.constraints ?? {})[0], 'text');
}

describe('what is wrong with a field', () => {
  it.each([
    [MaxLength(10_000), 'x'.repeat(10_001), 'has more than 10,000 characters; shorten it'],
    [MinLength(3), 'x', 'has fewer than 3 characters; make it longer'],
    [ArrayMaxSize(1), ['a', 'b'], 'has more than 1 entries; send fewer'],
    [ArrayMinSize(2), [], 'has fewer than 2 entries; add what is missing'],
    [ArrayNotEmpty(), [], 'is empty; name at least one'],
    [ArrayUnique(), ['a', 'a'], 'has an entry twice; leave one of them out'],
    [Max(1000), 1001, 'is more than 1,000, the most that is taken'],
    [Min(-1.5), -2, 'is less than -1.5, the least that is taken'],
    [IsIn(['RED', 'BLUE']), 'GREEN', 'is none of: RED, BLUE'],
    [MaxLength(2, { each: true }), ['abc'], 'has an entry that has more than 2 characters; shorten it'],
    [IsIn(['RED'], { each: true }), ['GREEN'], 'has an entry that is none of: RED'],
    [IsBoolean(), 'x', 'must be a boolean value'],
    [IsEmail({}, { message: 'is not an e-mail address' }), 'x', 'is not an e-mail address'],
  ])('%# is told in our words', (rule, value, words) => {
    expect(told(rule, value)).toBe(words);
  });
});
