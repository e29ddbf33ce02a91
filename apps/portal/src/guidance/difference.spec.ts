import fc from 'fast-check';
import { differenceOf } from './difference';

describe('what a text says differently from another', () => {
  it('is what was added, removed or put in its place, in whole words', () => {
    const before = 'Passwords are unique per device.';
    const after = 'Passwords are unique per device. This holds for spare units as well.';
    expect(differenceOf(after, before)).toEqual({
      start: `${before} `,
      differs: 'This holds for spare units as well.',
      end: '',
    });
    expect(differenceOf(before, after)).toEqual({ start: before, differs: '', end: '' });
    expect(differenceOf('keep logs for a year', 'keep logs for six months a year')).toMatchObject({ differs: '' });
    expect(differenceOf('keep all logs', 'keep some logs')).toEqual({ start: 'keep ', differs: 'all', end: ' logs' });
    expect(differenceOf('the the', 'the')).toEqual({ start: 'the ', differs: 'the', end: '' });
  });

  it('is nothing where both say the same, and never loses a word', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'logs', 'keys'), { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { start, differs, end } = differenceOf(one, other);
        expect(start + differs + end).toBe(one);
        expect(one === other ? differs : '').toBe('');
      }),
    );
  });
});
