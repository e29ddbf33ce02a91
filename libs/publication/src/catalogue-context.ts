const MODEL = 'https://w3id.org/co-cddo/ukgov-metadata-exchange-model/';

/** A value that is a name of one of the model's own lists. */
const oneOf = (id: string, list: string): object => ({
  '@id': id,
  '@type': '@vocab',
  '@context': { '@vocab': `${MODEL}${list}#` },
});
const address = (id: string): object => ({ '@id': id, '@type': '@id' });
const organisation = (id: string): object => ({
  '@id': id,
  '@type': '@id',
  '@context': { '@base': 'https://www.gov.uk/government/organisations/' },
});
const day = (id: string): object => ({ '@id': id, '@type': 'http://www.w3.org/2001/XMLSchema#date' });

/** What the names of the model are in DCAT and the vocabularies that it uses: its `slot_uri` and `class_uri`, as a JSON-LD 1.1 context. */
export const MODEL_CONTEXT = {
  '@version': 1.1,
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  freq: 'http://purl.org/cld/freq/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  identifier: '@id',
  type: '@type',
  title: 'dct:title',
  description: 'dct:description',
  summary: 'rdfs:comment',
  keyword: 'dcat:keyword',
  licence: address('dct:license'),
  version: 'dcat:version',
  issued: day('dct:issued'),
  modified: day('dct:modified'),
  accessRights: oneOf('dct:accessRights', 'AccessRightsValues'),
  securityClassification: oneOf(`${MODEL}securityClassification`, 'SecurityClassificationValues'),
  contactPoint: 'dcat:contactPoint',
  contactName: 'vcard:fn',
  email: 'vcard:hasEmail',
  creator: organisation('dct:creator'),
  publisher: organisation('dct:publisher'),
  updateFrequency: address('dct:accrualPeriodicity'),
  dataset: address('dcat:dataset'),
  distribution: address('dcat:distribution'),
  byteSize: 'dcat:byteSize',
  downloadURL: address('dcat:downloadURL'),
  mediaType: 'dcat:mediaType',
} as const;
