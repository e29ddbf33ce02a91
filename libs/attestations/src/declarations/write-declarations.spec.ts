import fc from 'fast-check';
import { STRENGTHS } from '#pack';
import { cycloneDxViolations } from '#standards';
import type { CdxDocument } from './cyclonedx.types';
import type { GivenAttestation, GivenSupplier } from './given';
import { readDeclarations } from './read-declarations';
import { writeDeclarations } from './write-declarations';

const supplier: GivenSupplier = {
  name: 'Fictional Sensors Ltd',
  url: 'https://assay.example/suppliers/sup_1',
  provenance: 'DEMONSTRATION',
};

const plain: GivenAttestation = {
  id: 'att_1',
  scheme: { code: 'ce', name: 'Cyber Essentials', issuer: 'A certification body' },
  product: null,
  status: 'VERIFIED',
  withdrawnOn: null,
  reference: 'TEST-1',
  legalEntity: 'Fictional Sensors Ltd',
  sites: [],
  productVersions: [],
  exclusions: [],
  claimedStrength: 'INDEPENDENT_TESTING',
  strength: 'INDEPENDENT_VALIDATION',
  issuedOn: '2026-02-01',
  expiresOn: '2027-01-31',
  coversFrom: null,
  coversTo: null,
  statement: {
    words: 'I have the authority to make this statement.',
    signatory: 'Sam Test',
    role: 'Director',
    signedAt: '2026-02-02T10:00:00.000Z',
    hash: 'a'.repeat(64),
  },
  verification: {
    outcome: 'VERIFIED',
    method: 'Looked up in a register.',
    strength: 'INDEPENDENT_VALIDATION',
    by: 'A Verifier',
    checkedOn: '2026-02-03',
    note: null,
  },
  documents: [],
};

const parsed = (given: readonly GivenAttestation[]): CdxDocument =>
  JSON.parse(writeDeclarations(supplier, given)) as CdxDocument;

const word = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
const words = fc.uniqueArray(word, { maxLength: 4 });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** Any attestation that its form takes. */
const attestation: fc.Arbitrary<Omit<GivenAttestation, 'id'>> = fc.record({
  scheme: fc.record({ code: fc.constantFrom('ce', 'sbom', 'iso27001'), name: word, issuer: word }),
  product: maybe(
    fc.record({ name: word, kind: fc.constantFrom('HARDWARE', 'SOFTWARE', 'PLATFORM', 'CONNECTIVITY', 'SERVICE') }),
  ),
  status: fc.constantFrom('SUBMITTED', 'VERIFIED', 'EXPIRED', 'WITHDRAWN', 'SUPERSEDED', 'REJECTED'),
  withdrawnOn: maybe(day),
  reference: maybe(word),
  legalEntity: word,
  sites: words,
  productVersions: words,
  exclusions: words,
  claimedStrength: fc.constantFrom(...STRENGTHS),
  strength: fc.constantFrom(...STRENGTHS),
  issuedOn: maybe(day),
  expiresOn: maybe(day),
  coversFrom: maybe(day),
  coversTo: maybe(day),
  statement: maybe(
    fc.record({
      words: word,
      signatory: word,
      role: maybe(word),
      signedAt: day.map((one) => `${one}T10:00:00.000Z`),
      hash: fc.constant('b'.repeat(64)),
    }),
  ),
  verification: maybe(
    fc.record({
      outcome: fc.constantFrom('VERIFIED', 'REJECTED'),
      method: word,
      strength: fc.constantFrom(...STRENGTHS),
      by: word,
      checkedOn: day,
      note: maybe(word),
    }),
  ),
  documents: fc.array(fc.record({ fileName: word, sha256: fc.constant('c'.repeat(64)) }), { maxLength: 3 }),
});

describe('attestations written as CycloneDX', () => {
  it('are valid by the official schema, and read back are what they were, whatever they say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attestation, { minLength: 1, maxLength: 3 }), async (some) => {
        const given = some.map((one, at) => ({ ...one, id: `att_${at}` }));
        const text = writeDeclarations(supplier, given);
        expect(await cycloneDxViolations('1.6', text)).toEqual([]);
        const { attestations } = await readDeclarations(text);
        expect(
          attestations.map(({ codes, target, content }) => ({
            ...content,
            scheme: codes[0],
            product: target.kind === 'ORGANISATION' ? null : target.name,
          })),
        ).toEqual(
          given.map((one) => ({
            scheme: `scheme:${one.scheme.code}`,
            product: one.product?.name ?? null,
            reference: one.reference,
            legalEntity: one.legalEntity,
            sites: one.sites,
            productVersions: one.productVersions,
            exclusions: one.exclusions,
            issuedOn: one.issuedOn,
            expiresOn: one.expiresOn,
            coversFrom: one.coversFrom,
            coversTo: one.coversTo,
          })),
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('are the same text for the same attestations, and another serial number for others', () => {
    expect(writeDeclarations(supplier, [plain])).toBe(writeDeclarations(supplier, [structuredClone(plain)]));
    const [one, other] = [parsed([plain]), parsed([{ ...plain, reference: 'TEST-2' }])];
    expect(one.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other.serialNumber).not.toBe(one.serialNumber);
  });

  it('say who checked them and who signed what, where there is one; of several each has its statement as evidence', () => {
    const { declarations } = parsed([plain]);
    expect(declarations?.assessors).toEqual([
      { 'bom-ref': 'att_1/assessor', thirdParty: true, organization: { contact: [{ name: 'A Verifier' }] } },
    ]);
    expect(declarations?.affirmation?.statement).toBe(plain.statement?.words);
    expect(declarations?.affirmation?.signatories?.[0]).toMatchObject({ name: 'Sam Test', role: 'Director' });
    const several = parsed([plain, { ...plain, id: 'att_2' }]).declarations;
    expect(several?.affirmation).toBeUndefined();
    expect(several?.evidence?.filter(({ description }) => description === plain.statement?.words)).toHaveLength(2);
  });

  it.each(['WITHDRAWN', 'REJECTED', 'SUPERSEDED'])(
    'have no conformance once they are %s, and no score at all before',
    (status) => {
      const conformanceOf = (given: GivenAttestation) => parsed([given]).declarations?.attestations?.[0].map?.[0].conformance;
      expect(conformanceOf({ ...plain, status })?.score).toBe(0);
      expect(conformanceOf(plain)).toEqual({
        rationale:
          'Claimed as a test by somebody independent. Verified as a check by somebody independent by A Verifier on 3 February 2026. How: Looked up in a register.',
      });
    },
  );

  it('are assessed by their own supplier until somebody has checked them', () => {
    const { declarations } = parsed([{ ...plain, status: 'SUBMITTED', verification: null }]);
    expect(declarations?.assessors?.[0]).toMatchObject({ thirdParty: false, organization: { name: plain.legalEntity } });
    expect(declarations?.attestations?.[0].summary).toContain('waits to be checked');
  });

  it('of a supplier that has none are an empty, valid document', async () => {
    expect(await cycloneDxViolations('1.6', writeDeclarations(supplier, []))).toEqual([]);
  });
});
