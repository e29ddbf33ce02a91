import type { PlannedAnswers } from './submission.entity';
import { submittedAnswers } from './submitted-answer';

const ID = '00000000-0000-7000-8000-00000000000a';
const PRODUCT = '00000000-0000-7000-8000-00000000000b';

function planned(change: Partial<PlannedAnswers> = {}): PlannedAnswers {
  const attestation = {
    id: ID,
    scheme: 'ce',
    schemeName: 'Cyber Essentials',
    reference: null,
    scope: { legalEntity: 'Halden Vision Ltd', sites: [], productVersions: [], exclusions: [] },
    dates: {
      coversFrom: null,
      coversTo: null,
      issuedOn: '2026-01-01',
      expiresOn: '2027-06-01',
      receivedAt: '2026-01-02T00:00:00Z',
    },
    strength: 'INDEPENDENT_VALIDATION' as const,
    status: 'VERIFIED' as const,
    verification: null,
    hash: 'a'.repeat(64),
    documents: [],
  };
  return {
    answers: [{ requirementId: ID, ref: 'R1', statement: '', strength: null, attestations: [attestation], documents: [] }],
    requirements: [
      { ref: 'R1', text: 'No default passwords.', kind: 'GATE', weight: null, minimumStrength: 'ASSERTION', evidencedBy: [] },
    ],
    submittedAt: '2026-11-23T10:00:00Z',
    contract: { legalEntity: 'HALDEN VISION LIMITED', startsOn: '2026-12-01', endsOn: '2028-12-01', productIds: [PRODUCT] },
    products: { [ID]: null },
    standing: {},
    withdrawn: {},
    ...change,
  } as unknown as PlannedAnswers;
}

const scopeOf = (change?: Partial<PlannedAnswers>) => {
  const test = submittedAnswers(planned(change))[0].attestations[0].scopeTest;
  return test === null ? null : [test.legalEntity, test.product, test.dates, test.exclusions].map(({ answer }) => answer);
};

describe('whether the evidence of an answer covers the contract', () => {
  it('is told for who would sign, what is bought, the period and what is left out', () => {
    expect(scopeOf()).toEqual(['YES', 'YES', 'NO', 'YES']);
  });

  it('is held against the product that it is about, when that is bought', () => {
    const other = '00000000-0000-7000-8000-00000000000c';
    expect(scopeOf({ products: { [ID]: PRODUCT } })?.[1]).toBe('YES');
    expect(scopeOf({ products: { [ID]: other } })?.[1]).toBe('NO');
  });

  it('is unknown where the product of the attestation is not recorded', () => {
    expect(scopeOf({ products: {} })?.[1]).toBe('UNKNOWN');
  });

  it('is nobody’s to know but the buyer’s', () => {
    expect(scopeOf({ contract: null })).toBeNull();
  });
});

describe('how strong an answer claims to be', () => {
  const claimed = (change: object) => {
    const [answer] = planned().answers;
    return submittedAnswers(planned({ answers: [{ ...answer, strength: 'ASSERTION', ...change }] }))[0].strength;
  };

  it('is nothing where nothing was said and nothing attached', () => {
    expect(claimed({ attestations: [] })).toBeNull();
    expect(claimed({ statement: ' \n', attestations: [] })).toBeNull();
  });

  it('is what was sent with words or evidence', () => {
    expect([claimed({}), claimed({ statement: 'We do.', attestations: [] })]).toEqual(['ASSERTION', 'ASSERTION']);
  });
});
