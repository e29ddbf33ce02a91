import { addressesOf } from './addresses';

describe('the addresses that a start tells', () => {
  it('can be opened as they stand, also those of IPv6', () => {
    expect(addressesOf({ api: { host: '127.0.0.1', port: 4000 }, portal: { host: '::1', port: 3000 } })).toEqual({
      api: 'http://127.0.0.1:4000/graphql',
      portal: 'http://[::1]:3000',
    });
  });
});
