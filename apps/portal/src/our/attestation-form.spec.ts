import { isReplaceable } from './attestation-form';

describe('which attestations a new one may replace', () => {
  it('are those of whose end their holder is told, and those that have ended', () => {
    for (const status of ['SUBMITTED', 'VERIFIED', 'EXPIRED']) expect(isReplaceable(status)).toBe(true);
    for (const status of ['DRAFT', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED']) expect(isReplaceable(status)).toBe(false);
  });
});
