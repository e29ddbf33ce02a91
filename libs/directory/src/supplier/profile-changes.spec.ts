import { profileChanges } from './profile-changes';

const PAGE = { description: 'Lamps', website: null, sizeBand: 'SMALL' as const, regionCode: 'TLI' };
const STANDING = {
  sectors: [{ code: 'environment', source: 'DERIVED' }],
  technologies: [{ code: 'data-platform', source: 'SELF_DECLARED' }],
};
const change = (input: object) => profileChanges(PAGE, STANDING, { supplierId: 'sup_1', ...input });

describe('a change of a page', () => {
  it('is what differs, and makes a fact of nothing else', () => {
    expect(change({ description: 'Lamps', region: 'TLI', sizeBand: 'MEDIUM' })).toEqual({
      columns: { size_band: 'MEDIUM' },
      sectors: null,
      technologies: null,
      declared: { sizeBand: 'MEDIUM' },
    });
    expect(change({}).declared).toEqual({});
  });

  it('clears what is null: a size becomes unknown, which is a state, and the fact says that nothing is known', () => {
    expect(change({ description: null, sizeBand: null, region: null, sectors: null })).toEqual({
      columns: { description: null, size_band: 'UNKNOWN', region_code: null },
      sectors: [],
      technologies: null,
      declared: { description: null, sizeBand: 'UNKNOWN', region: null, sectors: null },
    });
  });

  it('is a declaration also where the supplier says what was derived so far', () => {
    expect(change({ sectors: ['environment'] })).toMatchObject({
      sectors: ['environment'],
      declared: { sectors: 'environment' },
    });
  });

  it('is none where a list says what the supplier declared already, in whatever order and however often', () => {
    expect(change({ technologies: ['data-platform', 'data-platform'] }).declared).toEqual({});
    expect(change({ technologies: ['gateway-and-edge', 'data-platform'] }).declared).toEqual({
      technologies: 'data-platform, gateway-and-edge',
    });
  });
});
