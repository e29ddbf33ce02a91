import fc from 'fast-check';
import { STRENGTHS } from '#pack';
import { EXTENTS } from './evidence-request.entity';
import { OwnAttestation, prefilledAnswer } from './prefilled-answer';

const TODAY = '2026-06-15';

function attestation(change: Partial<OwnAttestation> & { expiresOn?: string | null } = {}): OwnAttestation {
  const { expiresOn = '2027-03-31', ...more } = change;
  return {
    id: 'a',
    scheme: 'mark',
    schemeName: 'Test Mark',
    reference: 'TM-1',
    status: 'VERIFIED',
    strength: 'INDEPENDENT_VALIDATION',
    dates: { coversFrom: null, coversTo: null, issuedOn: '2026-01-01', expiresOn, receivedAt: '2026-01-02T00:00:00.000Z' },
    ...more,
  };
}

const requirement = { evidencedBy: [{ scheme: 'mark', extent: 'PARTIAL' as const }] };

describe('an answer that valid attestations suggest', () => {
  it('names the scheme, its reference, until when it is valid and how far it goes', () => {
    expect(prefilledAnswer(requirement, [attestation()], TODAY)).toEqual({
      statement: 'Test Mark (reference TM-1, verified, valid until 31 March 2027) evidences part of this requirement.',
      strength: 'INDEPENDENT_VALIDATION',
      attestationIds: ['a'],
    });
  });

  it('says so when no reference or no expiry is stated', () => {
    const { statement } = prefilledAnswer(requirement, [attestation({ reference: null, expiresOn: null })], TODAY);
    expect(statement).toContain('no reference stated');
    expect(statement).toContain('no expiry date stated');
  });

  it('is empty, and claims no strength, when nothing that evidences the requirement is verified and in date', () => {
    const useless = [
      attestation({ status: 'SUBMITTED' }),
      attestation({ status: 'WITHDRAWN' }),
      attestation({ expiresOn: '2026-06-14' }),
      attestation({ scheme: 'another' }),
    ];
    expect(prefilledAnswer(requirement, useless, TODAY)).toEqual({ statement: '', strength: null, attestationIds: [] });
  });

  it('counts the last day of an attestation as valid', () => {
    expect(prefilledAnswer(requirement, [attestation({ expiresOn: TODAY })], TODAY).attestationIds).toEqual(['a']);
  });

  it('has the strength of the strongest, and the same words whatever the order in which attestations come', () => {
    const some = fc.uniqueArray(
      fc.record({ id: fc.uuid(), strength: fc.constantFrom(...STRENGTHS), scheme: fc.constantFrom('mark', 'seal') }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
    );
    const extents = fc.tuple(fc.constantFrom(...EXTENTS), fc.constantFrom(...EXTENTS));
    fc.assert(
      fc.property(some, extents, (drawn, [mark, seal]) => {
        const asked = {
          evidencedBy: [
            { scheme: 'mark', extent: mark },
            { scheme: 'seal', extent: seal },
          ],
        };
        const attestations = drawn.map((each) => attestation(each));
        const answer = prefilledAnswer(asked, attestations, TODAY);
        expect(prefilledAnswer(asked, attestations.toReversed(), TODAY)).toEqual(answer);
        const rungs = drawn.map(({ strength }) => STRENGTHS.indexOf(strength));
        expect(answer.strength).toBe(STRENGTHS[Math.max(...rungs)]);
      }),
    );
  });
});
