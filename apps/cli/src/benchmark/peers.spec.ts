import { PEERS } from './peers';

const translate = PEERS.find(({ name }) => name === 'PostGraphile')?.translate;

const ROW = {
  rowId: '1',
  name: 'Acme',
  provenance: 'DEMONSTRATION',
  organisationByOrganisationId: {
    organisationIdentifiersByOrganisationIdList: [{ scheme: 'GB-COH', identifier: '00000001', uri: null }],
  },
  regionByRegionCode: { code: 'TLI', name: 'London' },
  sizeBand: 'SMALL',
  supplierSectorsBySupplierIdList: [{ sectorBySectorCode: { code: 'environment', label: 'Environment' } }],
  supplierTechnologiesBySupplierIdList: [{ technologyByTechnologyCode: { code: 'gateway', label: 'Gateway' } }],
  productsBySupplierIdList: [
    {
      rowId: '2',
      name: 'Box',
      kind: 'HARDWARE',
      productTechnologiesByProductIdList: [{ technologyByTechnologyCode: { code: 'gateway' } }],
    },
  ],
  attestationsBySupplierIdList: [
    {
      rowId: '3',
      attestationSchemeBySchemeCode: { code: 'ce', name: 'Cyber Essentials' },
      status: 'VERIFIED',
      strength: 'ASSERTION',
      coversFrom: null,
      coversTo: null,
      issuedOn: '2026-05-10',
      expiresOn: '2027-05-10',
    },
  ],
};

const SUPPLIER = {
  id: 'sup_1',
  name: 'Acme',
  provenance: 'DEMONSTRATION',
  identifiers: [{ scheme: 'GB-COH', id: '00000001', uri: null }],
  region: { code: 'TLI', name: 'London' },
  sizeBand: 'SMALL',
  sectors: [{ code: 'environment', label: 'Environment' }],
  technologies: [{ code: 'gateway', label: 'Gateway' }],
  products: [{ id: 'prd_2', name: 'Box', kind: 'HARDWARE', technologies: [{ code: 'gateway' }] }],
  attestations: [
    {
      id: 'att_3',
      scheme: { code: 'ce', name: 'Cyber Essentials' },
      status: 'VERIFIED',
      strength: 'ASSERTION',
      coversFrom: null,
      coversTo: null,
      issuedOn: '2026-05-10',
      expiresOn: '2027-05-10',
    },
  ],
};

it('a supplier as PostGraphile tells it reads as the API tells it', () => {
  const one = translate?.({ id: 'sup_1' });
  expect(JSON.parse(one?.body ?? '')).toMatchObject({ variables: { id: '1' } });
  expect(one?.read?.({ data: { supplierByRowId: ROW } })).toEqual({ data: { supplier: SUPPLIER } });
});

it('a page of PostGraphile with the count beside it reads as a page of the API with its total', () => {
  const page = translate?.({ filter: { technologies: ['gateway', 'sensor'], regions: ['TLI'] } });
  expect(JSON.parse(page?.body ?? '')).toMatchObject({
    variables: {
      conditions: [1, 2, 2, 3],
      codes: ['', 'gateway', 'sensor', 'TLI'],
      days: [null, null, null, null],
    },
  });
  expect(page?.read?.({ data: { countSuppliersList: [{ total: '42' }], allSuppliersList: [ROW] } })).toEqual({
    data: { suppliers: { totalCount: 42, edges: [{ node: SUPPLIER }] } },
  });
});

it('what a peer refused is compared as it said it', () => {
  const refused = { errors: [{ message: 'no such field' }] };
  expect(translate?.({ id: 'sup_1' }).read?.(refused)).toEqual(refused);
});
