import { resolve } from 'node:path';
import { OPEN_GOVERNMENT_LICENCE, readConfiguration, VARIABLES } from './configuration';

describe('the configuration', () => {
  it('is the same when every variable is empty as when there is none', () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, '']));
    expect(readConfiguration(empty)).toEqual(readConfiguration({}));
    expect(readConfiguration(empty)).toMatchObject({ home: resolve('.assay'), api: { host: '127.0.0.1', port: 4000 } });
  });

  it('takes addresses without the slash at their end, since paths are put behind them', () => {
    const addresses = { ASSAY_PUBLIC_URL: 'https://assay.example/', ASSAY_API_URL: 'http://api:4000/' };
    const { publicUrl, publicApiUrl, portal, publisher } = readConfiguration(addresses);
    expect([publicUrl, portal.apiUrl, publicApiUrl]).toEqual(['https://assay.example', 'http://api:4000', 'http://api:4000']);
    const outside = readConfiguration({ ...addresses, ASSAY_PUBLIC_API_URL: 'https://api.assay.example/' });
    expect([outside.portal.apiUrl, outside.publicApiUrl]).toEqual(['http://api:4000', 'https://api.assay.example']);
    // The name of a licence is not a place that paths are put behind.
    expect(publisher.licence).toBe(OPEN_GOVERNMENT_LICENCE);
  });

  it.each([
    ['ASSAY_API_URL', 'api:4000', 'ASSAY_API_URL is "api:4000". Write a web address, such as https://assay.example.'],
    ['ASSAY_PUBLIC_URL', 'https://assay example', 'ASSAY_PUBLIC_URL is "https://assay example". Write a web address'],
    ['ASSAY_PORTAL_PORT', '70000', 'ASSAY_PORTAL_PORT is "70000". Set it to a whole number from 1 to 65535.'],
    ['DATABASE_REPLICA_URLS', 'postgresql://one/assay, two:5432/assay', 'DATABASE_REPLICA_URLS is not a PostgreSQL address.'],
    ['ASSAY_TRUSTED_PROXIES', '10.0.0.0/99', 'ASSAY_TRUSTED_PROXIES has "10.0.0.0/99".'],
    ['ASSAY_TRUSTED_PROXIES', '0.0.0.0/0', 'ASSAY_TRUSTED_PROXIES has "0.0.0.0/0".'],
    ['ASSAY_PUBLISHER_EMAIL', 'open data', 'ASSAY_PUBLISHER_EMAIL is "open data". Write an e-mail address'],
    ['DATABASE_URL', 'postgres://', 'DATABASE_URL is not a PostgreSQL address.'],
    ['DATABASE_URL', 'postgres://assay:%zz@host/assay', 'DATABASE_URL is not a PostgreSQL address.'],
    ['ASSAY_FIND_A_TENDER_URL', 'http://feed.example/', 'Set it to an address that begins with https://.'],
  ])('refuses %s=%s with a sentence', (name, value, sentence) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(sentence);
  });

  it('does not say the password of an address that it refuses', () => {
    expect(() => readConfiguration({ DATABASE_URL: 'mysql://assay:secret@host/assay' })).toThrow(
      /^DATABASE_URL is not a PostgreSQL address\. Write it as postgresql:\/\/user:password@host:5432\/database\.$/,
    );
  });
});
