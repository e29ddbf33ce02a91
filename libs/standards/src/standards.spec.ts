import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CYCLONEDX_VERSIONS, cycloneDxViolations, isCycloneDxVersion, OSCAL_VERSION, oscalViolations } from '.';

const example = (version: string): string =>
  readFileSync(join(__dirname, 'testing', `valid-attestation-${version}.json`), 'utf8');

const uuid = (last: number): string => `5f1f7d1e-0c35-4f1d-9f0b-00000000000${last}`;

const results = {
  'assessment-results': {
    uuid: uuid(1),
    metadata: { title: 'Results', 'last-modified': '2026-11-30T12:00:00Z', version: '1', 'oscal-version': OSCAL_VERSION },
    'import-ap': { href: './assessment-plan.json' },
    results: [
      {
        uuid: uuid(2),
        title: 'Assessment',
        description: 'What was found',
        start: '2026-11-30T12:00:00Z',
        'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
      },
    ],
  },
};

describe('CycloneDX', () => {
  it.each(CYCLONEDX_VERSIONS)('takes the example of attestations that its publisher calls valid, %s', async (version) => {
    expect(await cycloneDxViolations(version, example(version))).toEqual([]);
  });

  it('says where a document is not valid', async () => {
    const document = JSON.parse(example('1.6')) as { declarations: { assessors: unknown } };
    document.declarations.assessors = 'somebody';
    expect(await cycloneDxViolations('1.6', JSON.stringify(document))).toContainEqual({
      path: '/declarations/assessors',
      message: 'must be array',
    });
  });

  it('knows the versions that have attestations', () => {
    expect(['1.5', '1.6', '1.7', 1.6].map(isCycloneDxVersion)).toEqual([false, true, true, false]);
  });
});

describe('OSCAL', () => {
  it('takes valid assessment results', () => {
    expect(oscalViolations('assessment-results', results)).toEqual([]);
  });

  it('says where a document is not valid', () => {
    const [result] = results['assessment-results'].results;
    const broken = { 'assessment-results': { ...results['assessment-results'], results: [{ ...result, uuid: 'one' }] } };
    expect(oscalViolations('assessment-results', broken)).toContainEqual({
      path: '/assessment-results/results/0/uuid',
      message: expect.stringContaining('must match pattern') as string,
    });
  });

  it('does not take one model for another', () => {
    expect(oscalViolations('assessment-plan', results)).not.toEqual([]);
  });
});
