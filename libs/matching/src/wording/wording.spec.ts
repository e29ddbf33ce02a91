import { suggestedWording } from './wording';

const upTo = (document: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${document}.${index + 1}`);
const WORDED = [
  ...upTo('ncsc-cp', 14),
  ...upTo('ncsc-sc', 12),
  ...upTo('cop', 13),
  ...upTo('psti', 3),
  ...['def-support', 'deemed-2025', 'deemed', 'soc'].map((name) => `psti.${name}`),
  ...upTo('ce', 5),
  ...['scope', 'plus', 'autofail'].map((name) => `ce.${name}`),
];

describe('suggested wording', () => {
  it.each(WORDED)('gives one sentence, evidence and a strength for %s', (code) => {
    const suggested = suggestedWording(code);
    expect(suggested?.wording).toMatch(/^[A-Z][^\n]+\.$/);
    expect(suggested?.wording.match(/\.(\s|$)/g)).toHaveLength(1);
    expect(suggested?.evidence).not.toBe('');
    expect(suggested?.minimumStrength).toMatch(/^[A-Z_]+$/);
  });

  it('never gives two items the same sentence', () => {
    expect(new Set(WORDED.map((code) => suggestedWording(code)?.wording)).size).toBe(WORDED.length);
  });

  it('has none for an item of another document', () => {
    expect(suggestedWording('caf.A1.a')).toBeNull();
    expect(suggestedWording('constructor')).toBeNull();
  });
});
