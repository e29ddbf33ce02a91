import { mustBeAddress } from './import.service';

describe('the address of a register', () => {
  it.each([
    ['http://register.example/x', /"http:\/\/register\.example\/x" is not an address that begins with https:\/\//],
    ['https://', /is not an address that begins with https:\/\//],
    ['https://localhost/x', /^"localhost" has no dot in it/],
    ['https://user:hunter2@register.example/x', /^The address has a user name or a password in it/],
    ['http://user:hunter2@register.example/x', /^The address has a user name or a password in it/],
  ])('is refused with what is wrong with it: %s', (url, sentence) => {
    expect(() => mustBeAddress(url)).toThrow(sentence);
  });

  it('may be any that a server publishes at', () => {
    expect(() => mustBeAddress('https://register.example:8443/releases.json?from=2026#top')).not.toThrow();
  });
});
