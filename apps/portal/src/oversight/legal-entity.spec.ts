import { isNamed } from './legal-entity';

describe('the legal entity on a certificate', () => {
  it.each([
    ['Halden Vision Ltd.', ['HALDEN VISION LIMITED'], true],
    ['Halden Vision Ltd', ['Halden', 'Halden Vision Holdings Ltd'], false],
    ['', [''], false],
  ])('%s is compared with %j', (entity, names, expected) => {
    expect(isNamed(entity, names)).toBe(expected);
  });
});
