import { catalogueOf, CataloguedRelease } from './catalogue';
import { modelErrors } from './testing';

const RELEASE: CataloguedRelease = {
  url: 'https://assay.example/open-data/2026-11-26',
  title: 'Open data (invented)',
  description: 'Everything.',
  version: '2026-11-26',
  issued: '2026-11-26',
  firstIssued: '2026-11-20',
  publisher: { organisation: 'department-for-transport', contactName: 'Data team', email: 'data@assay.example' },
  licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  datasets: [
    {
      url: 'https://assay.example/open-data/2026-11-26#suppliers',
      title: 'Suppliers',
      description: `Suppliers. ${'They are many, and each is described. '.repeat(10)}`,
      keywords: ['suppliers'],
      licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      files: [
        {
          url: 'https://assay.example/open-data/2026-11-26/suppliers.csv',
          title: 'Suppliers: CSV',
          mediaType: 'text/csv',
          size: 12,
        },
      ],
    },
  ],
};

type Record_ = { type: string; [name: string]: unknown };
const recordsOf = (release: CataloguedRelease): Record_[] => (catalogueOf(release) as { '@graph': Record_[] })['@graph'];

describe('the catalogue', () => {
  it('has records that the UK Cross-Government Metadata Exchange Model takes', () => {
    const [catalogue, dataset, distribution] = recordsOf(RELEASE);
    expect(modelErrors(dataset)).toEqual([]);
    expect(modelErrors(distribution)).toEqual([]);
    expect(catalogue).toMatchObject({ type: 'dcat:Catalog', dataset: [dataset.identifier] });
    expect(dataset.distribution).toEqual([distribution.identifier]);
    expect((dataset.summary as string).length).toBeLessThanOrEqual(250);
  });

  it.each([
    [{ licence: undefined }, "must have required property 'licence'"],
    [{ updateFrequency: 'daily' }, 'must be equal to one of the allowed values'],
    [{ contactPoint: { contactName: 'Data team', email: 'nobody' } }, 'must match pattern'],
    [{ license: 'https://example.org' }, 'must NOT have additional properties'],
    [{ issued: 'yesterday' }, 'must match pattern'],
  ])('is checked: a dataset with %j is refused', (change, why) => {
    const dataset = JSON.parse(JSON.stringify({ ...recordsOf(RELEASE)[1], ...change })) as Record_;
    expect(modelErrors(dataset).join()).toContain(why);
  });
});
