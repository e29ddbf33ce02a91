import { agreedReason, LONGEST_REASON } from './agreed-reason';

const lengthOf = (text: string): number => Array.from(text).length;

describe('the reason of a figure on which the assessors agree', () => {
  it('is what they wrote, in the order given, each reason once', () => {
    expect(agreedReason(['Updates are signed.', 'The report shows it.', ' Updates are signed. '])).toBe(
      'Updates are signed.\nThe report shows it.',
    );
    expect(agreedReason(['Shown.'])).toBe('Shown.');
  });

  it('keeps whole what has room: two reasons that fill the column to the last character', () => {
    const [long, short] = ['a'.repeat(LONGEST_REASON - 7), 'Shown.'];
    expect(agreedReason([long, short])).toBe(`${long}\n${short}`);
  });

  it('cuts the longest where they are too long together, and says so', () => {
    const reason = agreedReason(['a'.repeat(LONGEST_REASON), 'The report shows it.', '𝄞'.repeat(LONGEST_REASON)]);
    expect(lengthOf(reason)).toBeLessThanOrEqual(LONGEST_REASON);
    expect(lengthOf(reason)).toBeGreaterThan(LONGEST_REASON - 3);
    expect(reason).toMatch(/^a+ …\nThe report shows it\.\n(𝄞)+ …$/u);
  });
});
