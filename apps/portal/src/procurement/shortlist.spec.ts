import type { ShortlistQuery } from '../api/operations';
import { type LockedAttestation, lockedSuppliers } from './shortlist';

const held = (attestations: object[]): LockedAttestation[] => {
  const snapshot = { id: 's', name: 'Fictional Ltd', provenance: 'DEMONSTRATION', attestations };
  const read: ShortlistQuery = {
    procurement: {
      id: 'p',
      reference: 'P-1',
      title: '',
      stage: 'SOURCING',
      search: { resultCount: 1, lockedAt: '2026-11-30T12:00:00Z' },
      candidates: [],
    },
    lockedResults: [{ position: 1, snapshot }],
    attestationSchemes: [{ code: 'ce', name: 'Cyber Essentials' }],
  };
  return lockedSuppliers(read)[0].attestations;
};
const attestation = (expiresOn: string | null, more: object = {}): object => ({
  scheme: 'ce',
  state: 'VERIFIED',
  coversTo: null,
  expiresOn,
  ...more,
});

describe('the shortlist', () => {
  it('tells when what a supplier held ends, and marks what had ended when the search was locked', () => {
    expect(held([attestation('2026-10-31')])).toEqual([
      { name: 'Cyber Essentials', expiresOn: '2026-10-31', status: 'EXPIRED' },
    ]);
    expect(held([attestation('2026-11-30')])).toMatchObject([{ status: 'VERIFIED' }]);
    expect(held([attestation(null)])).toMatchObject([{ expiresOn: null, status: 'VERIFIED' }]);
    expect(held([attestation('2027-10-31', { coversTo: '2026-11-29' })])).toMatchObject([
      { expiresOn: '2026-11-29', status: 'EXPIRED' },
    ]);
  });

  it('shows of several of one scheme the one that ends last, and none that was withdrawn', () => {
    const ended = attestation('2026-10-31');
    const holds = { name: 'Cyber Essentials', expiresOn: '2027-10-31', status: 'VERIFIED' };
    expect(held([ended, attestation('2027-10-31')])).toEqual([holds]);
    expect(held([attestation('2027-10-31'), ended])).toEqual([holds]);
    expect(held([attestation(null), ended])).toMatchObject([{ expiresOn: null }]);
    expect(held([attestation(null, { state: 'WITHDRAWN' })])).toEqual([]);
  });
});
