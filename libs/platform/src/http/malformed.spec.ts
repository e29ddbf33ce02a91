import { LONGEST_PATH, readableAddress } from './malformed';

describe('an address', () => {
  const nowhere = '/address-that-cannot-be-read';

  it.each([
    '/suppliers',
    '/guidance/items/ncsc-cp.8',
    '/caf%C3%A9',
    '/suppliers?search=100%',
    `/guidance/match?text=${'x'.repeat(2 * LONGEST_PATH)}`,
    `/${'x'.repeat(LONGEST_PATH - 1)}`,
  ])('leads where it says: %s', (url) => {
    expect(readableAddress({ url })).toBe(url);
  });

  it.each(['/%', '/suppliers/%FF?search=a', `/${'x'.repeat(LONGEST_PATH)}`, `/${'x'.repeat(LONGEST_PATH)}?search=a`])(
    'leads where nothing is: %s',
    (url) => {
      expect(readableAddress({ url })).toBe(nowhere);
    },
  );
});
