import { publicationOf } from './publisher';

const publisherOf = (ocid: string, uri: string | null = null, name: string | null = null): string =>
  publicationOf(uri === null && name === null ? null : { uri, publisher: name === null ? null : { name, uri: null } }, ocid)
    .publisher;

describe('the publisher of a release', () => {
  it.each([
    ['ocds-h6vhtk-0581a4', 'FIND_A_TENDER'],
    ['ocds-b5fd17-1', 'CONTRACTS_FINDER'],
    ['ocds-r6ebe6-1', 'PUBLIC_CONTRACTS_SCOTLAND'],
    ['ocds-kuma6s-1', 'SELL2WALES'],
    ['ocds-213czf-1', 'OTHER_PUBLISHER'],
  ])('without a package is told by the prefix of %s', (ocid, publisher) => {
    expect(publisherOf(ocid)).toBe(publisher);
  });

  it('is the one whose address the package has, also of a process that began with another', () => {
    expect(publisherOf('ocds-h6vhtk-1', 'https://api.sell2wales.gov.wales/v1/Notices')).toBe('SELL2WALES');
    expect(publisherOf('ocds-b5fd17-1', 'https://www.find-tender.service.gov.uk/api/1.0/x', 'Cabinet Office')).toBe(
      'FIND_A_TENDER',
    );
    expect(publisherOf('ocds-h6vhtk-1', 'https://find-tender.service.gov.uk.example/')).toBe('FIND_A_TENDER');
    expect(publisherOf('ocds-x-1', 'https://find-tender.service.gov.uk.example/')).toBe('OTHER_PUBLISHER');
  });

  it('is not told by a department that publishes through several services', () => {
    expect(publisherOf('ocds-b5fd17-1', null, 'Cabinet Office')).toBe('CONTRACTS_FINDER');
    expect(publisherOf('ocds-h6vhtk-1', null, 'Cabinet Office')).toBe('FIND_A_TENDER');
    expect(publisherOf('ocds-x-1', null, 'Cabinet Office')).toBe('OTHER_PUBLISHER');
  });

  it('is somebody else where the package names somebody else', () => {
    expect(publisherOf('ocds-h6vhtk-1', null, 'Invented Ports Authority')).toBe('OTHER_PUBLISHER');
    expect(publisherOf('ocds-x-1', null, 'eTendersNI')).toBe('ETENDERS_NI');
  });
});
