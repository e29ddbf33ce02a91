import fc from 'fast-check';
import { Attestation } from './attestation.entity';
import { attestationHash } from './attestation-hash';
import { statementWords } from './statement';

const row = {
  id: '018f0000-0000-7000-8000-000000000001',
  schemeCode: 'test',
  productId: null,
  reference: 'T-1',
  legalEntity: 'Fictional Ltd',
  sites: ['Depot'],
  productVersions: [],
  exclusions: ['Citizen app'],
  claimedStrength: 'INDEPENDENT_TESTING',
  strength: 'INDEPENDENT_TESTING',
  coversFrom: null,
  coversTo: null,
  issuedOn: '2026-01-01',
  expiresOn: '2026-12-31',
  supersedesId: null,
  state: 'VERIFIED',
  signedHash: '0'.repeat(64),
} as unknown as Attestation;

describe('the hash of an attestation', () => {
  it('is the same whatever the order in which a row was read', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(row), { minLength: Object.keys(row).length }), (entries) => {
        expect(attestationHash(Object.fromEntries(entries) as unknown as Attestation)).toBe(attestationHash(row));
      }),
    );
  });

  it.each([
    ['state', 'WITHDRAWN'],
    ['strength', 'ASSERTION'],
    ['expiresOn', '2027-01-01'],
    ['exclusions', []],
    ['legalEntity', 'Another Fictional Ltd'],
    ['signedHash', '1'.repeat(64)],
  ])('changes with its %s', (field, value) => {
    expect(attestationHash({ ...row, [field]: value } as unknown as Attestation)).not.toBe(attestationHash(row));
  });
});

describe('the words that a signatory agrees to', () => {
  const named = { scheme: { name: 'Test Mark' }, supplier: { name: 'Fictional Group' }, product: { name: 'Kerb Sensor' } };

  it('spell out the scheme, the supplier, the scope and the dates', () => {
    expect(statementWords(named, { ...row, productVersions: ['2.0', '2.1'] }, { documents: 2, fields: 0 })).toBe(
      'I have the authority to make this statement for Fictional Group. I state that Fictional Ltd holds Test Mark, reference T-1, ' +
        'and that its evidence is a test by somebody independent. It is about the product Kerb Sensor, versions 2.0; 2.1. Its sites: Depot. ' +
        'It excludes: Citizen app. It was issued on 1 January 2026, expires on 31 December 2026. The documents attached are what was issued.',
    );
  });

  it.each([
    [0, 'No document is attached.'],
    [1, 'The document attached is what was issued.'],
    [2, 'The documents attached are what was issued.'],
  ])('speak of %s documents where there are as many', (documents, words) => {
    expect(statementWords(named, row, { documents, fields: 0 }).endsWith(`. ${words}`)).toBe(true);
  });

  it.each([
    [1, "What is filled in of the scheme's own form, one field, is true."],
    [7, "What is filled in of the scheme's own form, 7 fields, is true."],
  ])('speak of %s fields of the form, and not of what they say', (fields, words) => {
    expect(statementWords(named, row, { documents: 0, fields })).toContain(`. ${words} No document`);
  });
});
