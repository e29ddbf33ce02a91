import { endingWords } from './ending-words';

describe('What is told of the end of an attestation', () => {
  it.each([
    ['30', 'Your attestation of ISO/IEC 27001 (IS 1) ends on 20 October 2026.'],
    ['1', 'Your attestation of ISO/IEC 27001 (IS 1) ends on 20 October 2026.'],
    ['0', 'Your attestation of ISO/IEC 27001 (IS 1) ends today.'],
    ['OVERDUE', 'Your attestation of ISO/IEC 27001 (IS 1) ended on 20 October 2026.'],
  ] as const)('at %s is when, and what to do', (threshold, when) => {
    expect(endingWords('ISO/IEC 27001', 'IS 1', '2026-10-20', threshold)).toBe(
      `${when} Renew it, and attest the new one in its place.`,
    );
  });

  it('names no number where it bears none', () => {
    expect(endingWords('Vulnerability policy', null, '2026-10-20', '7')).toContain(
      'Your attestation of Vulnerability policy ends on 20 October 2026.',
    );
  });
});
