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
    contract: {
      legalEntity: 'HALDEN VISION LIMITED',
      startsOn: '2026-12-01',
      endsOn: '2028-12-01',
      shortlistedFor: [{ id: PRODUCT, name: 'Camera', version: null }],
      places: [],
    },
    offer: null,
    offerSites: null,
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
    const other = { id: '00000000-0000-7000-8000-00000000000c', name: 'Hub' };
    expect(scopeOf({ products: { [ID]: { id: PRODUCT, name: 'Camera' } } })?.[1]).toBe('YES');
    expect(scopeOf({ products: { [ID]: other } })?.[1]).toBe('NO');
    // What was kept with the submission goes before what its row says by now.
    const [answer] = planned().answers;
    const attestations = answer.attestations.map((one) => ({ ...one, product: other }));
    expect(scopeOf({ answers: [{ ...answer, attestations }], products: { [ID]: null } })?.[1]).toBe('NO');
  });

  it('is held against what the supplier says that it offers, in the version that it says', () => {
    const [answer] = planned().answers;
    const attestations = answer.attestations.map((one) => ({
      ...one,
      product: { id: PRODUCT, name: 'Camera' },
      scope: { ...one.scope, productVersions: ['4.x'] },
    }));
    const ofVersion = (version: string | null) =>
      scopeOf({ answers: [{ ...answer, attestations }], offer: [{ id: PRODUCT, name: 'Camera', version }] })?.[1];
    expect([ofVersion('4.2'), ofVersion('5.0'), ofVersion(null)]).toEqual(['YES', 'NO', 'UNKNOWN']);
    const another = [{ id: null, name: 'Another', version: null }];
    expect(scopeOf({ answers: [{ ...answer, attestations }], offer: another })?.[1]).toBe('UNKNOWN');
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
