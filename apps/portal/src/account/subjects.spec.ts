import { pageOf } from './subjects';

describe('what a notification is about', () => {
  it('is a page where there is one', () => {
    expect(pageOf('prc_1')).toBe('/procurements/prc_1');
    expect(pageOf('clr_1')).toBeNull();
  });
});
