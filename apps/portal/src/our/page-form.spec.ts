import { changesOf, derivedOf, formOf, regionsToChoose, sentForm } from './page-form';

const PAGE = {
  description: 'Lamps\nand masts',
  website: null,
  region: { code: 'TLE42' },
  sizeBand: 'SMALL' as const,
  sectors: [
    { code: 'environment', source: 'DERIVED' },
    { code: 'transport', source: 'SELF_DECLARED' },
  ],
  technologies: [{ code: 'data-platform', source: 'DERIVED' }],
};
const stands = formOf(PAGE);

describe('the form of a page', () => {
  it('ticks what the supplier has named, and says what was derived', () => {
    expect(stands).toMatchObject({ sectors: ['transport'], technologies: [] });
    const labels = [
      { code: 'environment', label: 'Environment' },
      { code: 'transport', label: 'Transport' },
    ];
    expect(derivedOf(PAGE.sectors, labels)).toEqual(['Environment']);
  });

  it('changes nothing when it is sent as it stands', () => {
    const sent: Record<string, string[]> = {
      description: ['Lamps\r\nand masts'],
      website: [''],
      region: ['TLE42'],
      sizeBand: ['SMALL'],
      sector: ['transport'],
      technology: [],
    };
    const visit = { field: (name: string) => sent[name][0] ?? '', fields: (name: string) => sent[name] };
    expect(changesOf(stands, sentForm(visit))).toEqual({});
  });

  it('changes what the person changed alone', () => {
    expect(changesOf(stands, { ...stands, technologies: ['gateway-and-edge'] })).toEqual({
      technologies: ['gateway-and-edge'],
    });
    expect(changesOf(stands, { ...stands, description: '', region: '', sectors: [] })).toEqual({
      description: null,
      region: null,
      sectors: [],
    });
  });

  it('offers the region that stands, of whatever level', () => {
    const regions = [
      { code: 'TLE', level: 1 },
      { code: 'TLE4', level: 2 },
      { code: 'TLE42', level: 3 },
      { code: 'TLD4', level: 2 },
    ];
    expect(regionsToChoose(regions, 'TLE4').map(({ code }) => code)).toEqual(['TLE', 'TLE4', 'TLE42']);
  });
});
